-- The directors and actors of a person's marked films, by how well they like them.
--
-- Binds: release_id, user_id, marks, weights, limit
-- Rows: role (director or cast), person_id, name, weight, films; the most liked first, and after
--   them the least liked, where they are disliked
-- Index: movies_rN_release_id_film_id_key, credits_rN_pkey, ratings_pkey, viewings_user_id_film_id_idx
--
-- Weight is as in liked_names.sql, shrunk further: three marks of no weight stand beside the
-- person's own. A name needs two films, since one film says nothing of its director that it does
-- not say of itself. Of a cast the first four count.
with marked as (
    select movies.movie_id, weighted.weight
    from marks
    join unnest(cast(:marks as text[]), cast(:weights as float[])) as weighted (mark, weight)
        using (mark)
    join movies on movies.release_id = :release_id and movies.film_id = marks.film_id
    where marks.user_id = :user_id
), weighed as (
    select role, person_id, sum(weight) / (count(*) + 3) as weight, count(*) as films
    from marked
    join credits using (movie_id)
    where release_id = :release_id
        and (role = 'director' or (role = 'cast' and position < 4))
    group by role, person_id
    having count(*) >= 2
), ranked as (
    select *,
        row_number() over (partition by role order by weight desc, films desc, person_id) as rank,
        row_number() over (partition by role order by weight, films desc, person_id) as last_rank
    from weighed
)
select role, person_id, name, weight, films
from ranked
join people using (person_id)
where rank <= :limit or (last_rank <= :limit and weight < 0)
order by role desc, rank
