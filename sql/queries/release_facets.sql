-- What a release can be filtered by, with how many films have each value.
--
-- Binds: release_id
-- Rows: a single row of JSON arrays: genres, countries, languages, certificates and collections of name
--   and count, the most frequent first; years of year and count, the oldest first; and runtime_min and
--   runtime_max, in minutes
-- Index: terms_rN_pkey, movies_rN_release_id_year_idx (index only); every film is read for the
--   rest, and callers keep the answer until the release's films change
with counted as materialized (
    select kind, name, count(*) as films
    from movies
    cross join lateral (
        select 'country' as kind, unnest(countries) as name
        union all
        select 'language', unnest(languages)
        union all
        select 'collection', unnest(collections)
        union all
        select 'certificate', certificate where certificate is not null
    ) as named
    where release_id = :release_id
    group by kind, name
), listed as (
    select kind,
        json_agg(json_build_object('name', name, 'count', films) order by films desc, name)
            as names
    from counted
    group by kind
)
select
    (
        select coalesce(json_agg(json_build_object('name', name, 'count', film_count)
            order by film_count desc, name), '[]'::json)
        from terms
        where release_id = :release_id and kind = 'genre' and film_count > 0
    ) as genres,
    coalesce((select names from listed where kind = 'country'), '[]'::json) as countries,
    coalesce((select names from listed where kind = 'language'), '[]'::json) as languages,
    coalesce((select names from listed where kind = 'certificate'), '[]'::json) as certificates,
    coalesce((select names from listed where kind = 'collection'), '[]'::json) as collections,
    (
        select coalesce(json_agg(json_build_object('year', year, 'count', films)
            order by year), '[]'::json)
        from (
            select year, count(*) as films
            from movies
            where release_id = :release_id and year is not null
            group by year
        ) as counted_years
    ) as years,
    (select min(runtime) from movies where release_id = :release_id) as runtime_min,
    (select max(runtime) from movies where release_id = :release_id) as runtime_max
