-- The match vectors of some films.
--
-- Binds: release_id, movie_ids
-- Rows: movie_id, match_vector
-- Index: movies_rN_pkey
select movie_id, match_vector
from movies
where release_id = :release_id and movie_id = any(:movie_ids)
