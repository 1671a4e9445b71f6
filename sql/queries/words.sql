-- All words of a release, and how many films have each.
--
-- Binds: release_id
-- Rows: word, movie_count
-- Index: none; every row is read, once for a release and process
select word, movie_count
from words
where release_id = :release_id
