-- The genres and years that a release can be filtered by, with how many films have each.
--
-- Binds: release_id
-- Rows: a single row of genres (JSON array of name and count, the most frequent first) and years (JSON
--   array of year and count, the oldest first)
-- Index: terms_rN_pkey, movies_rN_release_id_year_idx (index only); callers keep the answer
--   until the release's films change
select
    (
        select coalesce(json_agg(json_build_object('name', name, 'count', film_count)
            order by film_count desc, name), '[]'::json)
        from terms
        where release_id = :release_id and kind = 'genre' and film_count > 0
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
