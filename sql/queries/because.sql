-- What each of a person's marks adds to the scores of some films.
--
-- Binds: release_id, user_id, movie_ids, marks, weights, instead_film_id, instead_rating,
--   instead_mark, limit
-- Rows: movie_id (the film scored), because_id, title, rating (null: not rated), mark,
--   contribution; for each film at most limit marks, the largest first
-- Index: movies_rN_pkey, ratings_pkey, viewings_pkey
--
-- A mark of instead_film_id (null for none) is left out; where instead_mark is not null,
-- an imagined one stands in its place. That a film is planned is no reason for itself.
with said as (
    select film_id, rating, mark
    from marks
    where user_id = :user_id and film_id is distinct from :instead_film_id
    union all
    select :instead_film_id, :instead_rating, :instead_mark
    where cast(:instead_mark as text) is not null
), known as materialized (
    select movies.movie_id, movies.title, said.rating, said.mark, meant.weight,
        movies.profile_vector
    from said
    join unnest(cast(:marks as text[]), cast(:weights as float[])) as meant (mark, weight)
        using (mark)
    join movies on movies.release_id = :release_id and movies.film_id = said.film_id
    where movies.profile_vector is not null
)
select scored.movie_id, largest.because_id, largest.title, largest.rating,
    largest.mark, largest.contribution
from movies as scored
cross join lateral (
    -- OFFSET 0 keeps the product from being computed again for the order.
    select because_id, title, rating, mark, contribution
    from (
        select known.movie_id as because_id, known.title, known.rating, known.mark,
            known.weight * -(known.profile_vector <#> scored.match_vector) as contribution
        from known
        where known.movie_id <> scored.movie_id or known.mark <> 'planned'
        offset 0
    ) as every
    order by abs(contribution) desc, because_id
    limit :limit
) as largest
where scored.release_id = :release_id and scored.movie_id = any(:movie_ids)
order by scored.movie_id, abs(largest.contribution) desc, largest.because_id
