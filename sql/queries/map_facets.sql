-- The named regions of a release's map, and how many films each mood holds for.
--
-- Binds: release_id
-- Rows: one: regions, a JSON array of objects with x, y, film_count and names, the largest first;
--   moods, a JSON array of objects with name and count, the most frequent first
-- Index: releases_pkey, tag_directions_rN_pkey; every film is read, and callers keep the answer as
--   long as the release's films stay
with counted as (
    select named.name, count(*) as films
    from movies
    cross join lateral unnest(relevant_tags) as named (name)
    join tag_directions using (release_id, name)
    where release_id = :release_id and map_x is not null and tag_directions.kind = 'mood'
    group by named.name
)
select
    (select map_regions from releases where release_id = :release_id) as regions,
    coalesce((
        select json_agg(json_build_object('name', name, 'count', films) order by films desc, name)
        from counted
    ), '[]'::json) as moods
