-- The films nearest to a text among those that many people rated, with all their vectors.
--
-- Binds: release_id, text_dimension, query_vector, least_ratings, limit
-- Rows: text_vector, profile_vector, match_vector
-- Index: movies_rN_text_vector_idx (hnsw)
with nearest as materialized (
    select movie_id
    from movies
    where release_id = :release_id and rating_count >= :least_ratings
    order by cast(text_vector as halfvec(:text_dimension))
        <=> cast(:query_vector as halfvec(:text_dimension))
    limit :limit
)
select halfvec_send(text_vector) as text_vector, halfvec_send(profile_vector) as profile_vector,
    halfvec_send(match_vector) as match_vector
from nearest
join movies using (movie_id)
where release_id = :release_id
