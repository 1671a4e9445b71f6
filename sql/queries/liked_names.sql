-- The genres and tags of a person's marked films, by how well they like them.
--
-- Binds: release_id, user_id, marks, weights, limit
-- Rows: kind (genre or tag), name, weight, films; the most liked first, and after
--   them the least liked, where they are disliked
-- Index: movies_rN_release_id_film_id_key, ratings_pkey, viewings_user_id_film_id_idx
--
-- Weight is the mean weight of the marks, believed more the more there are; a genre that
-- half the catalogue has is no more telling for it, so what counts is the mean, not the sum.
with marked as (
    select movies.genres, movies.tags, weighted.weight
    from marks
    join unnest(cast(:marks as text[]), cast(:weights as float[])) as weighted (mark, weight)
        using (mark)
    join movies on movies.release_id = :release_id and movies.film_id = marks.film_id
    where marks.user_id = :user_id
), named as (
    select 'genre' as kind, name, weight from marked, unnest(genres) as name
    union all
    select 'tag', name, weight from marked, unnest(tags) as name
), weighed as (
    select kind, name, sum(weight) / (count(*) + 2) as weight, count(*) as films
    from named
    group by kind, name
)
select kind, name, weight, films
from (
    select *, row_number() over (partition by kind order by weight desc, name) as place,
        row_number() over (partition by kind order by weight, name) as last_place
    from weighed
) as placed
where place <= :limit or (last_place <= :limit and weight < 0)
order by kind, place
