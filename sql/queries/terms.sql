-- The genres and tags of a release, with the vectors of their names.
--
-- Binds: release_id
-- Rows: kind, name, text_vector (as halfvec_send writes it)
-- Index: none; every row is read, once for a process and revision
select kind, name, halfvec_send(text_vector) as text_vector
from terms
where release_id = :release_id
