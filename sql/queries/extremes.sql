-- The films that suit a person best and, of the better known, least.
--
-- Binds: release_id, taste_dimension, taste_vector, excluded_film_ids, head_films, reach, limit
-- Rows: side (nearest or farthest) and the card, the strongest first
-- Index: movies_rN_taste_idx for head and near, movies_rN_popular_idx for farthest
with taste as materialized (
    select cast(cast(:taste_vector as vector(:taste_dimension)) as halfvec(:taste_dimension))
        as vector
),
-- include near_by_taste
, nearest as materialized (
    select near.movie_id
    from near
    join movies on movies.release_id = :release_id and movies.movie_id = near.movie_id
    where film_id <> all (:excluded_film_ids)
    order by near.distance
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
