-- The films for which some tags and moods hold most, less those that are not wanted.
--
-- Binds: release_id, filters, tag_candidates, tag_weights, limit
-- Rows: movie_id, relevance (higher is better)
-- Index: movies_rN_relevant_tags_idx for the films that have one of tag_candidates; of each the
--   relevance is computed. With no candidates that is every film, which takes long in a large
--   release: the sparse vectors have no index.
select movie_id, relevance
from (
    select movie_id, rating_count,
        -- include tag_relevance
        as relevance
    from movies
    where (cardinality(:tag_candidates) = 0 or relevant_tags && :tag_candidates)
        and
        -- include filters
) as films
order by relevance desc, rating_count desc, movie_id
limit :limit
