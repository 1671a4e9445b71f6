-- The films that suit a person best and, of the better known, least.
--
-- Binds: release_id, taste_dimension, taste_vector, excluded_film_ids, limit
-- Rows: side (nearest or farthest) and the card, the strongest first
-- Index: movies_rN_match_vector_idx (hnsw) for nearest, movies_rN_popular_idx for farthest
with nearest as materialized (
    select movie_id
    from movies
    where release_id = :release_id
        and match_vector is not null
        and film_id <> all (:excluded_film_ids)
    order by cast(match_vector as halfvec(:taste_dimension))
        <#> cast(:taste_vector as halfvec(:taste_dimension))
    limit :limit
), known as materialized (
    select movie_id, film_id, match_vector
    from movies
    where release_id = :release_id and match_vector is not null
    order by rating_count desc, movie_id
    limit 1000
), farthest as (
    select movie_id
    from known
    where film_id <> all (:excluded_film_ids)
    order by cast(match_vector as halfvec(:taste_dimension))
        <#> cast(:taste_vector as halfvec(:taste_dimension)) desc
    limit :limit
), chosen as (
    select 'nearest' as side, movie_id from nearest
    union all
    select 'farthest', movie_id from farthest
)
select chosen.side, cards.*
from chosen
join movies using (movie_id)
join cards using (release_id, movie_id)
where release_id = :release_id
order by chosen.side desc,
    abs(cast(match_vector as halfvec(:taste_dimension))
        <#> cast(:taste_vector as halfvec(:taste_dimension))) desc
