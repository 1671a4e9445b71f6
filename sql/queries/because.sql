-- What each of a person's marks adds to the scores of some films.
--
-- Binds: release_id, user_id, movie_ids, marks, weights, imagined_film_id, imagined_rating,
--   imagined_mark, limit
-- Rows: movie_id (the film scored), because_id, title, rating (null: not rated), mark,
--   contribution, people (JSON array of id, name and role: who directs both films, or is among
--   the first four of both casts; none where the mark speaks against); for each film at most
--   limit marks, the largest first
-- Index: movies_rN_pkey, ratings_pkey, viewings_user_id_film_id_idx, credits_rN_pkey
--
-- The person's mark of imagined_film_id (null for none) is left out; where imagined_mark is not
-- null, the imagined mark takes its place. A planned film is no reason for itself.
with imagined_marks as (
    select film_id, rating, mark
    from marks
    where user_id = :user_id and film_id is distinct from :imagined_film_id
    union all
    select :imagined_film_id, :imagined_rating, :imagined_mark
    where cast(:imagined_mark as text) is not null
), reasons as materialized (
    select movies.movie_id, movies.title, person_marks.rating, person_marks.mark, weighted.weight,
        movies.profile_vector
    from imagined_marks as person_marks
    join unnest(cast(:marks as text[]), cast(:weights as float[])) as weighted (mark, weight)
        using (mark)
    join movies on movies.release_id = :release_id and movies.film_id = person_marks.film_id
    where movies.profile_vector is not null
)
select scored.movie_id, largest.because_id, largest.title, largest.rating,
    largest.mark, largest.contribution,
    case when largest.contribution > 0 then (
        select json_agg(json_build_object(
            'id', people.person_id, 'name', people.name, 'role', credits.role
        ) order by credits.role desc, credits.position)
        from credits
        join credits as other using (release_id, role, person_id)
        join people using (person_id)
        where release_id = :release_id
            and credits.movie_id = scored.movie_id
            and other.movie_id = largest.because_id
            and (
                role = 'director'
                or (role = 'cast' and credits.position < 4 and other.position < 4)
            )
            and other.movie_id <> credits.movie_id
    ) end as people
from movies as scored
cross join lateral (
    -- OFFSET 0 keeps PostgreSQL from computing the product again for the order.
    select because_id, title, rating, mark, contribution
    from (
        select reasons.movie_id as because_id, reasons.title, reasons.rating, reasons.mark,
            reasons.weight * -(reasons.profile_vector <#> scored.match_vector) as contribution
        from reasons
        where reasons.movie_id <> scored.movie_id or reasons.mark <> 'planned'
        offset 0
    ) as contributions
    order by abs(contribution) desc, because_id
    limit :limit
) as largest
where scored.release_id = :release_id and scored.movie_id = any(:movie_ids)
order by scored.movie_id, abs(largest.contribution) desc, largest.because_id
