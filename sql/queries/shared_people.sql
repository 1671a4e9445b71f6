-- Who directs both films of some pairs, or is among the first four of both casts.
--
-- Binds: release_id, first_ids, second_ids
-- Rows: for each pair, of a first and a second id, first_id, second_id,
--   person_id, name, role; directors first, then in billing order
-- Index: credits_rN_pkey, people_pkey
select pairs.first_id, pairs.second_id, person_id, people.name, credits.role
from unnest(cast(:first_ids as integer[]), cast(:second_ids as integer[]))
    as pairs (first_id, second_id)
join credits on credits.release_id = :release_id and credits.movie_id = pairs.first_id
join credits as other using (release_id, role, person_id)
join people using (person_id)
where other.movie_id = pairs.second_id
    and pairs.first_id <> pairs.second_id
    and (role = 'director' or (role = 'cast' and credits.position < 4 and other.position < 4))
order by credits.role desc, credits.position, person_id
