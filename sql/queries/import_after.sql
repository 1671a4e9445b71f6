-- Keeps the marks of films that an import has changed.
--
-- Binds: user_id, film_ids, import_id
-- Rows: none
-- Index: import_films_pkey, ratings_pkey, viewings_user_id_film_id_idx, watchlist_pkey, hidden_pkey
update import_films
set after = present.marks
from (
    -- include film_marks
) as present
where import_films.import_id = :import_id and import_films.film_id = present.film_id
