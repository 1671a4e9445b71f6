-- Candidates for the films that the rows of a file are about: by id, and by title for rows whose
-- IMDb id finds none. embeddings/sources/identity.py decides.
--
-- Binds: release_id, imdb_ids, tmdb_ids, movie_ids, title_keys
-- Rows: ordinal (from 1) in the four lists, which are of one length and have nulls where a
--   thing is not known; by (imdb, tmdb, movie or title), film_id, title, year, imdb_id,
--   title_keys (the film's own title first), movie_id (null where the release has no such film)
-- Index: films_imdb_id_key; the rest reads the release once, and not once for each row
with wanted as materialized (
    select ordinal, imdb_id, tmdb_id, movie_id, title_key
    from unnest(
        cast(:imdb_ids as text []), cast(:tmdb_ids as integer []),
        cast(:movie_ids as integer []), cast(:title_keys as text [])
    ) with ordinality as wanted_films (imdb_id, tmdb_id, movie_id, title_key, ordinal)
), live as materialized (
    select film_id, movie_id, title, year, tmdb_id, title_keys
    from movies where release_id = :release_id
), by_id as materialized (
    select ordinal, 'imdb' as by, films.film_id
    from wanted join films on films.imdb_id = wanted.imdb_id
    union all
    select ordinal, 'tmdb', film_id
    from wanted join live on live.tmdb_id = wanted.tmdb_id
    union all
    select ordinal, 'movie', film_id
    from wanted join live on live.movie_id = wanted.movie_id
    -- Another data set may give the number to another film.
    where wanted.title_key is null or wanted.title_key = any(live.title_keys)
), named as (
    select unnest(title_keys) as title_key, film_id from live
    union
    select title_key, film_id from films
    union
    select original_title_key, film_id from films where original_title_key is not null
), found as (
    select ordinal, by, film_id from by_id
    union all
    select ordinal, 'title', film_id
    from wanted join named on named.title_key = wanted.title_key
    where not exists (
        select from by_id where by_id.ordinal = wanted.ordinal and by_id.by = 'imdb'
    )
)
select found.ordinal, found.by, found.film_id, live.movie_id,
    coalesce(live.title, films.title_key) as title,
    coalesce(live.year, films.year) as year,
    films.imdb_id, films.title_key || coalesce(live.title_keys, '{}') as title_keys
from found
join films on films.film_id = found.film_id
left join live on live.film_id = found.film_id
order by found.ordinal, live.movie_id, found.film_id
