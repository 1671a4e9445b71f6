-- How many films of a release have some genres and tags.
--
-- Binds: release_id, names
-- Rows: kind (genre or tag), name, film_count
-- Index: terms_rN_pkey
select kind, name, film_count
from terms
where release_id = :release_id and name = any(:names)
