-- Which of some films to add a release has already: by IMDb id; else by title and year, unless
-- both have an IMDb id, which then tells them apart.
--
-- Binds: release_id, films
-- Rows: place (as given), field (imdb_id or title), movie_id, title, year; one a film that is
--   there
-- Index: films_imdb_id_key, movies_rN_release_id_film_id_key, movies_rN_title_keys_idx (gin)
with given as materialized (
    -- A JSON array of place, movie_id (its own, where it has been added), imdb_id,
    -- keys (of title and original title) and year.
    select place, movie_id, imdb_id, keys, year
    from jsonb_to_recordset(cast(:films as jsonb))
        as one (place integer, movie_id integer, imdb_id text, keys text[], year integer)
), found as (
    select given.place, 'imdb_id' as field, movies.movie_id, movies.title, movies.year
    from given
    join films on films.imdb_id = given.imdb_id
    join movies on movies.film_id = films.film_id
    where movies.release_id = :release_id
        and movies.movie_id is distinct from given.movie_id
    union all
    select given.place, 'title', movies.movie_id, movies.title, movies.year
    from given
    join movies on movies.title_keys && given.keys
        and movies.year is not distinct from given.year
    where movies.release_id = :release_id
        and movies.movie_id is distinct from given.movie_id
        and (movies.imdb_id is null or given.imdb_id is null)
)
select distinct on (place) place, field, movie_id, title, year
from found
order by place, field, movie_id
