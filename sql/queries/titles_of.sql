-- The titles of some films of a release.
--
-- Binds: release_id, movie_ids
-- Rows: movie_id, title, original_title, alternative_titles, year, rating_count, countries,
--   languages, certificate, runtime, collections; no row for a film that the release no longer has
-- Index: movies_rN_pkey
select movie_id, title, original_title, alternative_titles, year, rating_count, countries,
    languages, certificate, runtime, collections
from movies
where release_id = :release_id and movie_id = any(:movie_ids)
