-- The films that a person's lists must not show: rated, seen or hidden.
--
-- Binds: user_id
-- Rows: film_id
-- Index: ratings_pkey, viewings_pkey, hidden_pkey
select film_id from ratings where user_id = :user_id
union select film_id from viewings where user_id = :user_id
union select film_id from hidden where user_id = :user_id
