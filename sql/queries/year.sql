-- What a person saw in a year, in numbers.
--
-- Binds: release_id, user_id, year, limit
-- Rows: one: viewings, films, again (viewings of films that were seen before), not_in_release
--   (films), minutes (of the viewings with a known length), unknown_lengths (viewings), months
--   (twelve numbers of viewings), directors, actors (JSON arrays of id, name and films) and
--   countries (of name and films): the limit most seen of each
-- Index: viewings_user_id_watched_on_idx, movies_rN_release_id_film_id_key, credits_rN_pkey
--
-- Of a cast the first six count, which are those that a film is shown with. People seen in a single
-- film are left out: nobody is "most seen" for one film.
with viewed as materialized (
    select viewings.viewing_id, viewings.film_id, viewings.watched_on,
        movies.movie_id, movies.runtime, movies.countries
    from viewings
    left join movies
        on movies.release_id = :release_id and movies.film_id = viewings.film_id
    where viewings.user_id = :user_id
        and viewings.watched_on >= make_date(:year, 1, 1)
        and viewings.watched_on < make_date(:year + 1, 1, 1)
), films as (
    select distinct on (film_id) film_id, movie_id, countries
    from viewed
), credited as (
    select credits.role, credits.person_id, people.name, count(*) as films,
        avg(ratings.rating) as rating
    from films
    join credits on credits.release_id = :release_id and credits.movie_id = films.movie_id
    join people on people.person_id = credits.person_id
    left join ratings on ratings.user_id = :user_id and ratings.film_id = films.film_id
    where credits.role = 'director' or (credits.role = 'cast' and credits.position < 6)
    group by credits.role, credits.person_id, people.name
    having count(*) >= 2
), ranked as (
    select *,
        row_number() over (
            partition by role order by films desc, rating desc nulls last, name, person_id
        ) as rank
    from credited
), country_films as (
    select name, count(*) as films
    from films
    cross join unnest(countries) as name
    group by name
    order by films desc, name
    limit :limit
)
select count(*) as viewings,
    (select count(*) from films) as films,
    count(*) filter (where exists (
        select from viewings as earlier
        where earlier.user_id = :user_id and earlier.film_id = viewed.film_id
            and (coalesce(earlier.watched_on, '-infinity'), earlier.viewing_id)
                < (viewed.watched_on, viewed.viewing_id)
    )) as again,
    (select count(*) from films where movie_id is null) as not_in_release,
    coalesce(sum(viewed.runtime), 0) as minutes,
    count(*) filter (where viewed.runtime is null) as unknown_lengths,
    array(
        select count(in_month.viewing_id)
        from generate_series(1, 12) as month
        left join viewed as in_month on extract(month from in_month.watched_on) = month
        group by month
        order by month
    ) as months,
    (
        select coalesce(json_agg(json_build_object(
            'id', person_id, 'name', name, 'films', films
        ) order by rank), '[]'::json)
        from ranked
        where role = 'director' and rank <= :limit
    ) as directors,
    (
        select coalesce(json_agg(json_build_object(
            'id', person_id, 'name', name, 'films', films
        ) order by rank), '[]'::json)
        from ranked
        where role = 'cast' and rank <= :limit
    ) as actors,
    (
        select coalesce(json_agg(json_build_object(
            'name', name, 'films', films
        ) order by films desc, name), '[]'::json)
        from country_films
    ) as countries
from viewed
