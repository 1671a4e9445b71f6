-- Films that suit a person: the largest inner products of taste and match vectors.
--
-- Binds: release_id, taste_dimension, taste_vector, heard_vector, residual_vector,
--   film_ids, genres, exclude_genres, year_min, year_max, candidates, popularity_weight,
--   limit, offset
-- Rows: the movie's columns, score (higher is better; the inner product itself), and what
--   the predicted rating is made of: rating_bias, heard, residual
-- Index: movies_rN_match_vector_idx (hnsw) for nearest
--
-- The films in film_ids (rated, seen, hidden) are left out. They come as a constant, so
-- that PostgreSQL hashes them and the walk through the index is not turned into a join.
with nearest as materialized (
    select movie_id,
        -(cast(match_vector as vector(:taste_dimension))
            <#> cast(:taste_vector as vector(:taste_dimension))) as score
    from movies
    where release_id = :release_id
        and match_vector is not null
        and film_id <> all (:film_ids)
        and genres @> :genres
        and not genres && :exclude_genres
        and (cast(:year_min as integer) is null or year >= :year_min)
        and (cast(:year_max as integer) is null or year <= :year_max)
    order by cast(match_vector as halfvec(:taste_dimension))
        <#> cast(:taste_vector as halfvec(:taste_dimension))
    limit :candidates
), spread as (
    select coalesce(nullif(stddev_pop(score), 0), 1) as deviation from nearest
)
select movie_id, title, original_title, year, genres, tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id, score, rating_bias,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:heard_vector as vector(:taste_dimension))) as heard,
    -(cast(match_vector as vector(:taste_dimension))
        <#> cast(:residual_vector as vector(:taste_dimension))) as residual
from nearest
join movies using (movie_id)
cross join spread
where release_id = :release_id
-- Popularity counts in units of the candidates' own spread: above zero the well-known
-- come first, below zero the little-known.
order by score / deviation + :popularity_weight * ln(1 + rating_count) desc, movie_id
limit :limit offset :offset
