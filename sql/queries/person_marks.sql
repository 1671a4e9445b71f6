-- A person's marks, of whatever release the films are.
--
-- Binds: user_id
-- Rows: film_id, rating (null: not rated), mark
-- Index: ratings_pkey, viewings_user_id_film_id_idx, watchlist_pkey
select film_id, rating, mark from marks where user_id = :user_id
