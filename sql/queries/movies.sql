-- The cards of some movies, in no order.
--
-- Binds: release_id, movie_ids
-- Rows: the card of each movie that the release has
-- Index: movies_rN_pkey
select *
from cards
where release_id = :release_id and movie_id = any(:movie_ids)
