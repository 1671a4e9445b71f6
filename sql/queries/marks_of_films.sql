-- A person's marks of some films, and what the marks would be without the ratings.
--
-- Binds: release_id, user_id, movie_ids
-- Rows: for each film that the release has: movie_id, film_id, profile_vector, rating_bias,
--   mark (null: none), seen, planned
-- Index: movies_rN_pkey, ratings_pkey, viewings_user_id_film_id_idx, watchlist_pkey, hidden_pkey
select movies.movie_id, movies.film_id, movies.profile_vector, movies.rating_bias, marks.mark,
    exists (
        select from viewings
        where viewings.film_id = movies.film_id and viewings.user_id = :user_id
    ) as seen,
    watchlist.film_id is not null and hidden.film_id is null as planned
from movies
left join marks on marks.film_id = movies.film_id and marks.user_id = :user_id
left join watchlist on watchlist.film_id = movies.film_id and watchlist.user_id = :user_id
left join hidden on hidden.film_id = movies.film_id and hidden.user_id = :user_id
where movies.release_id = :release_id and movies.movie_id = any(:movie_ids)
