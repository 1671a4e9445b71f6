-- Identities of some movies of a release, to compare them with the rows of a file.
--
-- Binds: release_id, movie_ids
-- Rows: film_id, movie_id, title, year, imdb_id, tmdb_id
-- Index: movies_rN_pkey
select movies.film_id, movies.movie_id, movies.title, movies.year,
    coalesce(movies.imdb_id, films.imdb_id) as imdb_id,
    movies.tmdb_id
from movies
join films on films.film_id = movies.film_id
where movies.release_id = :release_id and movies.movie_id = any(:movie_ids)
