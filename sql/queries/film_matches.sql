-- Whom some films suit: their match vectors, for films whose scores are taken apart.
--
-- Binds: release_id, movie_ids
-- Rows: movie_id, match (as halfvec_send writes it)
-- Index: movies_rN_pkey
select movie_id, halfvec_send(match_vector) as match
from movies
where release_id = :release_id and movie_id = any(:movie_ids) and match_vector is not null
