-- Which films are meant? Candidates by id; by title for those whom no id finds.
--
-- Binds: release_id, imdb_ids, tmdb_ids, movie_ids, title_keys
-- Rows: place (from 1) in the four lists, which are of one length and have nulls where a
--   thing is not known; by (imdb, tmdb, movie or title), film_id, title, year, main (it is
--   the film's first title), movie_id (null where the release has no such film)
-- Index: films_imdb_id_key; the rest reads the release once, and not once for each row
with wanted as materialized (
    select place, imdb_id, tmdb_id, movie_id, title_key
    from unnest(
        cast(:imdb_ids as text []), cast(:tmdb_ids as integer []),
        cast(:movie_ids as integer []), cast(:title_keys as text [])
    ) with ordinality as one (imdb_id, tmdb_id, movie_id, title_key, place)
), live as materialized (
    select film_id, movie_id, title, year, tmdb_id, title_keys
    from movies where release_id = :release_id
), by_id as materialized (
    select place, 'imdb' as by, films.film_id
    from wanted join films on films.imdb_id = wanted.imdb_id
    union all
    select place, 'tmdb', film_id
    from wanted join live on live.tmdb_id = wanted.tmdb_id
    union all
    select place, 'movie', film_id
    from wanted join live on live.movie_id = wanted.movie_id
    -- Another data set may give the number to another film.
    where wanted.title_key is null or wanted.title_key = any(live.title_keys)
), named as (
    select unnest(title_keys) as title_key, film_id from live
    union
    select title_key, film_id from films
), found as (
    select place, by, film_id from by_id
    union all
    select place, 'title', film_id
    from wanted join named on named.title_key = wanted.title_key
    where not exists (select from by_id where by_id.place = wanted.place)
)
select found.place, found.by, found.film_id, live.movie_id,
    coalesce(live.title, films.title_key) as title,
    coalesce(live.year, films.year) as year,
    coalesce(films.title_key = wanted.title_key, false) as main
from found
join wanted on wanted.place = found.place
join films on films.film_id = found.film_id
left join live on live.film_id = found.film_id
order by found.place, live.movie_id, found.film_id
