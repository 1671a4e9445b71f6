-- The same as credits.sql of some people, and of everybody credited in some films.
--
-- Binds: release_id, movie_ids, person_ids
-- Rows: person_id, name, name_key, movie_ids, credits; no row for a person whom the release no longer
--   credits
-- Index: credits_rN_pkey, credits_rN_person_id_idx
with wanted as (
    select person_id
    from credits
    where release_id = :release_id and movie_id = any(:movie_ids)
    union
    select unnest(:person_ids)
)
select people.person_id, people.name, people.name_key, array_agg(credits.movie_id) as movie_ids,
    array_agg(
        1000 * (array_position(array['director', 'writer', 'cast', 'composer'], credits.role) - 1)
        + least(credits.position, 999)
    ) as credits
from wanted
join credits on credits.person_id = wanted.person_id
join people on people.person_id = wanted.person_id
where credits.release_id = :release_id
group by people.person_id
