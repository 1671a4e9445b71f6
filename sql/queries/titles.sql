-- The titles of all films of a release, for the lexicon that parses queries.
--
-- Binds: release_id
-- Rows: movie_id, title, original_title, alternative_titles, year, rating_count, countries,
--   languages, certificate, runtime, collections
-- Index: none; every row is read, once for a release and process
select movie_id, title, original_title, alternative_titles, year, rating_count, countries,
    languages, certificate, runtime, collections
from movies
where release_id = :release_id
