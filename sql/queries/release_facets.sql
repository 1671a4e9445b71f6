-- What a release can be filtered by.
--
-- Binds: release_id
-- Rows: one, with genres (JSON array of name and count, the most frequent first),
--   year_min and year_max
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
    min(year) as year_min,
    max(year) as year_max
from movies
where release_id = :release_id
