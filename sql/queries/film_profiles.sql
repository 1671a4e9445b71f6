-- What liking some films says, and what is said of them where they are a reason.
--
-- Binds: release_id, film_ids
-- Rows: film_id, movie_id, title, rating_bias, profile (as halfvec_send writes it: as text it takes
--   PostgreSQL three times as long, and Python 0.2 ms for each film)
-- Index: movies_rN_release_id_film_id_key
select film_id, movie_id, title, rating_bias, halfvec_send(profile_vector) as profile
from movies
where release_id = :release_id and film_id = any(:film_ids) and profile_vector is not null
