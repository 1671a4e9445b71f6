-- The films nearest to a text among the landmarks of the map, which are the most rated.
--
-- Binds: release_id, text_dimension, query_vector, landmarks, limit
-- Rows: text_vector, match_vector, map_x, map_y
-- Index: movies_rN_popular_idx; the landmarks are then compared one by one
with landmarks as materialized (
    select text_vector, match_vector, map_x, map_y
    from movies
    where release_id = :release_id and map_x is not null
    order by rating_count desc, movie_id
    limit :landmarks
)
select halfvec_send(text_vector) as text_vector, halfvec_send(match_vector) as match_vector,
    map_x, map_y
from landmarks
order by cast(text_vector as halfvec(:text_dimension))
    <=> cast(:query_vector as halfvec(:text_dimension))
limit :limit
