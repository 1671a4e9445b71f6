-- The names and IMDb ids of some people.
--
-- Binds: person_ids
-- Rows: person_id, name, imdb_id
-- Index: people_pkey
select person_id, name, imdb_id
from people
where person_id = any(:person_ids)
order by name, person_id
