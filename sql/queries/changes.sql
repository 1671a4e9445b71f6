-- The changes of a release since a revision: films added, changed or removed, and the words that
-- are in more or fewer films now.
--
-- Binds: release_id, revision
-- Rows: revision, movie_id, words
-- Index: release_changes_pkey
select revision, movie_id, words
from release_changes
where release_id = :release_id and revision > :revision
order by revision, movie_id
