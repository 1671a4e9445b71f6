-- Films that many people rated, the well-liked ones first, varied across genres.
--
-- Binds: release_id, filters, limit, offset
-- Rows: the card and score (higher is better)
-- Index: movies_rN_popular_idx for pool
--
-- The score is the Bayesian mean of the ratings (towards the pool's mean, with the weight of
-- twenty ratings) times the logarithm of their number. Each film of a leading genre lowers the
-- next film of that genre, so a page is not all of one genre.
with pool as materialized (
    select movie_id, genres, rating_count, rating_mean
    from movies
    where
        -- include filters
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
), ranked as (
    select movie_id,
        weight / (3 + row_number() over (
            partition by genres[1] order by weight desc, movie_id
        )) as score
    from rated
), page as (
    select movie_id, score from ranked order by score desc, movie_id limit :limit offset :offset
)
select cards.*, page.score
from page
join cards using (movie_id)
where cards.release_id = :release_id
order by page.score desc, movie_id
