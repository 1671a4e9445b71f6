-- The stem of each word, as the full-text index has it; empty for a stop word.
--
-- Binds: words
-- Rows: word, stem
-- Index: none
select word, coalesce((ts_lexize('english_stem', fold(word)))[1], '') as stem
from unnest(cast(:words as text[])) as given (word)
