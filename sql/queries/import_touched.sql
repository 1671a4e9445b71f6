-- The films of an import, and whether their marks have changed since.
--
-- Binds: user_id, film_ids, import_id
-- Rows: film_id, touched
-- Index: import_films_pkey, ratings_pkey, viewings_user_id_film_id_idx, watchlist_pkey, hidden_pkey
select import_films.film_id, import_films.after is distinct from present.marks as touched
from import_films
left join (
    -- include film_marks
) as present on present.film_id = import_films.film_id
where import_films.import_id = :import_id
order by import_films.film_id
