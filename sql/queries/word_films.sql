-- The films that have a word, or all words of a phrase beside one another, in any field.
--
-- Binds: release_id, words
-- Rows: word, movie_ids (each as int4send writes it, one behind the other); no row for a word that
--   no film has
-- Index: movies_rN_fts_idx; of a word all films are read, once for a process and revision
select word, string_agg(int4send(movie_id), '') as movie_ids
from unnest(cast(:words as text[])) as asked (word)
join movies on release_id = :release_id and fts @@ phraseto_tsquery('english', fold(word))
group by word
