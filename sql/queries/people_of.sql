-- The names of some people.
--
-- Binds: person_ids
-- Rows: person_id, name
-- Index: people_pkey
select person_id, name
from people
where person_id = any(:person_ids)
order by name, person_id
