-- The films that come first among those that have a tag or mood, for a search that wishes for it.
--
-- Binds: release_id, tag_candidates, tag_weights, popularity_weight, wish_weight, limit
-- Rows: movie_id, the best first
-- Index: movies_rN_relevant_tags_idx; a mood may hold for a fifth of the films, and all are read
select movie_id
from movies
where release_id = :release_id and relevant_tags && :tag_candidates
order by :popularity_weight * ln(1 + rating_count) + :wish_weight * (
    -- include tag_relevance
) desc, movie_id
limit :limit
