-- Films that may be the same as some others: those with one of their IMDb ids or titles.
-- embeddings/sources/identity.py decides.
--
-- Binds: imdb_ids, title_keys
-- Rows: film_id, imdb_id, title_key, original_title_key, year
-- Index: films_imdb_id_key, films_title_key_year_idx, films_original_title_key_idx
select film_id, imdb_id, title_key, original_title_key, year
from films
where imdb_id = any(:imdb_ids)
    or title_key = any(:title_keys)
    or original_title_key = any(:title_keys)
