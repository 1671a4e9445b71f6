-- Where a person lies on the map: the mean place of what they like, by how well.
--
-- Binds: release_id, user_id, marks, weights
-- Rows: one: x and y, null where nothing is liked or the release has no map
-- Index: movies_rN_release_id_film_id_key, ratings_pkey, viewings_user_id_film_id_idx
with liked as (
    select movies.map_x, movies.map_y, weighted.weight
    from marks
    join unnest(cast(:marks as text[]), cast(:weights as float[])) as weighted (mark, weight)
        using (mark)
    join movies on movies.release_id = :release_id and movies.film_id = marks.film_id
    where marks.user_id = :user_id and movies.map_x is not null
)
select sum(weight * map_x) / sum(weight) as x, sum(weight * map_y) / sum(weight) as y
from liked
where weight > 0
