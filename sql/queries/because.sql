-- What each of a person's marks adds to the scores of some films.
--
-- Binds: release_id, user_id, movie_ids, stars, weights, seen_weight, limit
-- Rows: movie_id (the film scored), because_id, title, rating (null: seen, not rated),
--   contribution; for each film at most limit marks, the largest first
-- Index: movies_rN_pkey, ratings_pkey, viewings_pkey
with marks as (
    select ratings.film_id, ratings.rating, meant.weight
    from ratings
    join unnest(cast(:stars as float[]), cast(:weights as float[])) as meant (stars, weight)
        on meant.stars = ratings.rating
    where user_id = :user_id
    union all
    select viewings.film_id, null, cast(:seen_weight as float)
    from viewings
    where user_id = :user_id
        and not exists (
            select from ratings
            where ratings.user_id = viewings.user_id and ratings.film_id = viewings.film_id
        )
), known as materialized (
    select movies.movie_id, movies.title, marks.rating, marks.weight, movies.profile_vector
    from marks
    join movies on movies.release_id = :release_id and movies.film_id = marks.film_id
    where movies.profile_vector is not null
)
select scored.movie_id, largest.because_id, largest.title, largest.rating, largest.contribution
from movies as scored
cross join lateral (
    -- OFFSET 0 keeps the product from being computed again for the order.
    select because_id, title, rating, contribution
    from (
        select known.movie_id as because_id, known.title, known.rating,
            known.weight * -(known.profile_vector <#> scored.match_vector) as contribution
        from known
        offset 0
    ) as every
    order by abs(contribution) desc, because_id
    limit :limit
) as largest
where scored.release_id = :release_id and scored.movie_id = any(:movie_ids)
order by scored.movie_id, abs(largest.contribution) desc, largest.because_id
