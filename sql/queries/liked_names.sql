-- The genres, and the tags and moods, of a person's marked films, by how well they like them.
--
-- Binds: release_id, user_id, marks, weights, limit
-- Rows: kind (genre or tag; a mood is a tag here), name, weight, films, estimated (the number
--   of these films for which the name is only estimated); the most liked first, and after them the
--   least liked, where they are disliked
-- Index: movies_rN_release_id_film_id_key, ratings_pkey, viewings_user_id_film_id_idx
--
-- Weight is the mean weight of the marks, shrunk where there are few. It is no sum, by which a
-- genre that half the catalogue has would lead. A tag that is only estimated of a film counts half.
-- A release from before tags were learned has only tags that people applied.
with marked as (
    select movies.genres, movies.tags, movies.moods, movies.relevant_tags, weighted.weight
    from marks
    join unnest(cast(:marks as text[]), cast(:weights as float[])) as weighted (mark, weight)
        using (mark)
    join movies on movies.release_id = :release_id and movies.film_id = marks.film_id
    where marks.user_id = :user_id
), named as (
    select 'genre' as kind, name, weight, 1.0 as certainty from marked, unnest(genres) as name
    union all
    select 'tag', held.name, weight,
        case
            when jsonb_exists(moods, held.name) or held.name = any(tags) or also && tags then 1.0
            else 0.5
        end
    from marked
    cross join unnest(
        case when relevant_tags = '{}' then tags else relevant_tags end
    ) as held (name)
    left join tag_directions
        on tag_directions.release_id = :release_id and tag_directions.name = held.name
), weighed as (
    select kind, name, sum(weight * certainty) / (sum(certainty) + 2) as weight,
        count(*) as films, count(*) filter (where certainty < 1) as estimated
    from named
    group by kind, name
)
select kind, name, weight, films, estimated
from (
    select *, row_number() over (partition by kind order by weight desc, name) as place,
        row_number() over (partition by kind order by weight, name) as last_place
    from weighed
) as placed
where place <= :limit or (last_place <= :limit and weight < 0)
order by kind, place
