-- One film's score for a person, with what its predicted rating is made of.
--
-- Binds: release_id, movie_id, taste_dimension, taste_vector, heard_vector, residual_vector
-- Rows: the movie's columns, score, rating_bias, heard, residual
-- Index: movies_rN_pkey
select movie_id, title, original_title, year, genres, tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id, rating_bias,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:taste_vector as vector(:taste_dimension))) as score,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:heard_vector as vector(:taste_dimension))) as heard,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:residual_vector as vector(:taste_dimension))) as residual
from movies
where release_id = :release_id and movie_id = :movie_id
