-- The scores of some films for a person, with what their predicted ratings are made of.
--
-- Binds: release_id, movie_ids, taste_dimension, taste_vector, said_vector, heard_vector,
--   residual_vector, planned_film_ids, planned_weight
-- Rows: the movie's columns, score, said, rating_bias, heard, residual
-- Index: movies_rN_pkey
select movie_id, title, original_title, year, genres, tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id, rating_bias,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:taste_vector as vector(:taste_dimension)))
    - case when film_id = any(:planned_film_ids)
        then :planned_weight * -(profile_vector <#> match_vector) else 0 end as score,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:said_vector as vector(:taste_dimension))) as said,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:heard_vector as vector(:taste_dimension))) as heard,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:residual_vector as vector(:taste_dimension))) as residual
from movies
where release_id = :release_id and movie_id = any(:movie_ids)
