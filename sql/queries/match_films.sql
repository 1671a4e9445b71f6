-- Films that the rows of a file name by id, and films of their titles that the release lacks.
--
-- Binds: release_id, imdb_ids, tmdb_ids, movie_ids, title_keys
-- Rows: ordinal (from 1) in the four lists, which are of one length and have nulls where a
--   thing is not known; by (imdb, tmdb, movie, or title for films that the release lacks), film_id,
--   movie_id (null where the release has no such film), title, year, imdb_id, tmdb_id,
--   title_keys (of the film, its own first)
-- Index: films_imdb_id_key; the rest reads films and release once, and not once for each row
with wanted as materialized (
    select ordinal, imdb_id, tmdb_id, movie_id, title_key
    from unnest(
        cast(:imdb_ids as text []), cast(:tmdb_ids as integer []),
        cast(:movie_ids as integer []), cast(:title_keys as text [])
    ) with ordinality as wanted_films (imdb_id, tmdb_id, movie_id, title_key, ordinal)
), live as materialized (
    select film_id, movie_id, title, year, imdb_id, tmdb_id
    from movies where release_id = :release_id
), gone as materialized (
    select film_id, title_key, original_title_key
    from films
    where not exists (select from live where live.film_id = films.film_id)
), found as (
    select ordinal, 'imdb' as by, films.film_id
    from wanted join films on films.imdb_id = wanted.imdb_id
    union all
    select ordinal, 'tmdb', film_id
    from wanted join live on live.tmdb_id = wanted.tmdb_id
    union all
    select ordinal, 'movie', film_id
    from wanted join live on live.movie_id = wanted.movie_id
    union all
    select ordinal, 'title', film_id
    from wanted join gone on gone.title_key = wanted.title_key
    union all
    select ordinal, 'title', film_id
    from wanted join gone on gone.original_title_key = wanted.title_key
)
select found.ordinal, found.by, found.film_id, live.movie_id,
    coalesce(live.title, films.title_key) as title,
    coalesce(live.year, films.year) as year,
    coalesce(live.imdb_id, films.imdb_id) as imdb_id,
    live.tmdb_id,
    array_remove(array[films.title_key, films.original_title_key], null) as title_keys
from found
join films on films.film_id = found.film_id
left join live on live.film_id = found.film_id
order by found.ordinal, live.movie_id, found.film_id
