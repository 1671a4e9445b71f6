-- The films nearest to some words, with what liking them says.
--
-- Binds: release_id, text_dimension, query_vector, limit
-- Rows: similarity (cosine), rating_count, profile_vector
-- Index: movies_rN_text_vector_idx (hnsw)
with nearest as materialized (
    select movie_id,
        cast(text_vector as halfvec(:text_dimension))
            <=> cast(:query_vector as halfvec(:text_dimension)) as distance
    from movies
    where release_id = :release_id
    order by cast(text_vector as halfvec(:text_dimension))
        <=> cast(:query_vector as halfvec(:text_dimension))
    limit :limit
)
select 1 - distance as similarity, rating_count, profile_vector
from nearest
join movies using (movie_id)
where release_id = :release_id and profile_vector is not null
