-- Films of a release that may be the same as some others: those with one of their IMDb ids or
-- titles. embeddings/sources/identity.py decides.
--
-- Binds: release_id, imdb_ids, title_keys
-- Rows: movie_id, title, original_title, year, imdb_id
-- Index: films_imdb_id_key, movies_rN_release_id_film_id_key, movies_rN_title_keys_idx (gin)
with found as (
    select movies.movie_id
    from films
    join movies on movies.film_id = films.film_id
    where films.imdb_id = any(:imdb_ids) and movies.release_id = :release_id
    union
    select movie_id
    from movies
    where release_id = :release_id and title_keys && :title_keys
)
select movies.movie_id, movies.title, movies.original_title, movies.year,
    coalesce(movies.imdb_id, films.imdb_id) as imdb_id
from found
join movies on movies.release_id = :release_id and movies.movie_id = found.movie_id
join films on films.film_id = movies.film_id
order by movies.movie_id
