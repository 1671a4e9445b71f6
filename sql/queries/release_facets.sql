-- What a release can be filtered by.
--
-- Binds: release_id
-- Rows: one: genres (JSON array of name and count, the most frequent first) and years (JSON
--   array of year and count, the oldest first)
-- Index: none; the whole release is read, so callers keep the answer
select
    (
        select coalesce(json_agg(json_build_object('name', name, 'count', films)
            order by films desc, name), '[]'::json)
        from (
            select name, count(*) as films
            from movies, unnest(genres) as name
            where release_id = :release_id
            group by name
        ) as counted
    ) as genres,
    (
        select coalesce(json_agg(json_build_object('year', year, 'count', films)
            order by year), '[]'::json)
        from (
            select year, count(*) as films
            from movies
            where release_id = :release_id and year is not null
            group by year
        ) as counted
    ) as years
