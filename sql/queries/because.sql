-- What each of a person's marks adds to the scores of some films.
--
-- Binds: release_id, user_id, movie_ids, marks, weights, liked_marks, imagined_film_ids,
--   imagined_ratings, imagined_marks, most_for, most_against, most_neither
-- Rows: movie_id (the film scored), because_id, title, rating (null: not rated), mark,
--   rating_bias, likeness (the inner product), contribution (likeness times the mark's weight),
--   speaks; for each film the largest contributions first
-- Index: movies_rN_pkey, ratings_pkey, viewings_user_id_film_id_idx
--
-- A mark speaks for a film if the marked film was liked and adds to the score, and against it if
-- it takes away. A film rated low may add to the score of one that is unlike it: that is neither,
-- since nobody would name it as a reason. Of each of the three at most so many marks come as the
-- binds say; null is all of them.
--
-- The person's marks of imagined_film_ids are left out; where an imagined mark is not null, it
-- takes the place. A planned film is no reason for itself.
with imagined as (
    select film_id, rating, mark
    from unnest(
        :imagined_film_ids, cast(:imagined_ratings as numeric[]), :imagined_marks
    ) as given (film_id, rating, mark)
), imagined_marks as (
    select film_id, rating, mark
    from marks
    where user_id = :user_id and film_id <> all (:imagined_film_ids)
    union all
    select film_id, rating, mark from imagined where mark is not null
), reasons as materialized (
    select movies.movie_id, movies.title, movies.rating_bias, person_marks.rating,
        person_marks.mark, weighted.weight, movies.profile_vector
    from imagined_marks as person_marks
    join unnest(cast(:marks as text[]), cast(:weights as float[])) as weighted (mark, weight)
        using (mark)
    join movies on movies.release_id = :release_id and movies.film_id = person_marks.film_id
    where movies.profile_vector is not null
), products as materialized (
    select scored.movie_id, reasons.movie_id as because_id, reasons.title, reasons.rating_bias,
        reasons.rating, reasons.mark, reasons.weight,
        -(reasons.profile_vector <#> scored.match_vector) as likeness
    from movies as scored
    join reasons on reasons.movie_id <> scored.movie_id or reasons.mark <> 'planned'
    where scored.release_id = :release_id and scored.movie_id = any(:movie_ids)
), judged as (
    select *, weight * likeness as contribution,
        case
            when weight * likeness < 0 then 'against'
            when weight * likeness > 0 and mark = any(:liked_marks) then 'for'
            else 'neither'
        end as speaks
    from products
), placed as (
    select *, row_number() over (
        partition by movie_id, speaks order by abs(contribution) desc, because_id
    ) as place
    from judged
)
select movie_id, because_id, title, rating, mark, rating_bias, likeness, contribution, speaks
from placed
where place <= case speaks
    when 'for' then coalesce(cast(:most_for as integer), place)
    when 'against' then coalesce(cast(:most_against as integer), place)
    else coalesce(cast(:most_neither as integer), place)
end
order by movie_id, abs(contribution) desc, because_id
