-- How many films of a release have some words.
--
-- Binds: release_id, words
-- Rows: word, movie_count; no row for a word that no film has
-- Index: words_rN_pkey
select word, movie_count
from words
where release_id = :release_id and word = any(:words)
