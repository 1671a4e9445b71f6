-- The films that a person rated or saw, with their profile vectors, the newest first.
--
-- Binds: release_id, user_id, limit
-- Rows: movie_id, title, rating (null: seen, not rated), profile_vector
-- Index: movies_rN_release_id_film_id_key, ratings_pkey, viewings_user_id_film_id_idx
select movies.movie_id, movies.title, marks.rating, movies.profile_vector
from marks
join movies on movies.release_id = :release_id and movies.film_id = marks.film_id
left join ratings on ratings.user_id = :user_id and ratings.film_id = marks.film_id
left join lateral (
    select max(created_at) as created_at
    from viewings
    where viewings.user_id = :user_id and viewings.film_id = marks.film_id
) as viewed on true
where marks.user_id = :user_id and marks.mark <> 'planned' and movies.profile_vector is not null
order by coalesce(ratings.rated_at, viewed.created_at) desc, movies.movie_id
limit :limit
