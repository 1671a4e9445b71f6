-- Films that many people rated, the well-liked ones first, varied across genres.
--
-- Binds: release_id, genres, exclude_genres, exclude_tags, year_min, year_max, limit, offset
-- Rows: the movie's columns and score (higher is better)
-- Index: movies_rN_popular_idx for pool
--
-- Score is the Bayesian mean of the ratings (towards the release's mean, with the
-- weight of twenty ratings) times the logarithm of their number. Films of one leading
-- genre stand further back with each one before them, so that the page is varied.
with pool as materialized (
    select *
    from movies
    where release_id = :release_id
        and genres @> :genres
        and not genres && :exclude_genres
        and not tags && :exclude_tags
        and (cast(:year_min as integer) is null or year >= :year_min)
        and (cast(:year_max as integer) is null or year <= :year_max)
    order by rating_count desc, movie_id
    limit 1000
), typical as (
    select coalesce(sum(rating_mean * rating_count) / nullif(sum(rating_count), 0), 3.5) as mean
    from pool
), rated as (
    select pool.*,
        (coalesce(rating_mean, mean) * rating_count + mean * 20) / (rating_count + 20)
            * ln(2 + rating_count) as weight
    from pool, typical
), placed as (
    select *,
        row_number() over (partition by genres[1] order by weight desc, movie_id) as place
    from rated
)
select movie_id, film_id, title, original_title, year, genres, tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id,
    weight / (3 + place) as score
from placed
order by score desc, movie_id
limit :limit offset :offset
