-- The card of a movie.
--
-- Binds: release_id, movie_id
-- Rows: the card; none where the release has no such movie
-- Index: movies_rN_pkey
select *
from cards
where release_id = :release_id and movie_id = :movie_id
