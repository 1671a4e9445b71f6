-- Takes an import out of the history of some films: a later import that found what this one left
-- restores, from now on, what was before both.
--
-- Binds: user_id, film_ids, import_id
-- Rows: none
-- Index: import_films_pkey, imports_user_id_idempotency_key_key
update import_films as later
set before = undone.before
from import_films as undone
where undone.import_id = :import_id
    and undone.film_id = any(:film_ids)
    and later.film_id = undone.film_id
    and later.import_id > undone.import_id
    and later.before is not distinct from undone.after
    and later.import_id in (select import_id from imports where user_id = :user_id)
