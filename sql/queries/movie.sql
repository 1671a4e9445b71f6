-- One film of a release.
--
-- Binds: release_id, movie_id
-- Rows: the movie's columns; none where the release has no such film
-- Index: movies_rN_pkey
select movie_id, title, original_title, year, genres, tags, plot,
    rating_count, rating_mean, imdb_id, tmdb_id
from movies
where release_id = :release_id and movie_id = :movie_id
