-- Keeps the marks of films that an import is about to change.
--
-- Binds: user_id, film_ids, import_id
-- Rows: none
-- Index: ratings_pkey, viewings_user_id_film_id_idx, watchlist_pkey, hidden_pkey
insert into import_films (import_id, film_id, before)
select :import_id, wanted.film_id, present.marks
from unnest(:film_ids) as wanted (film_id)
left join (
    -- include film_marks
) as present on present.film_id = wanted.film_id
