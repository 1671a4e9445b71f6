-- Films like a given one, by their texts, tags and moods and by the taste of people together; of
-- one series no more than some before others.
--
-- Binds: release_id, filters, movie_id, text_dimension, head_films, reach, taste_weight,
--   tag_weight, kindred, popularity_weight, series_films, series_penalty, own_series_penalty, own_series,
--   candidates, neighbourhood, limit, offset, tag_weights
-- Rows: the card, score (higher is better), shared_genres, shared_tags
-- Index: movies_rN_text_vector_idx (hnsw) for nearest, movies_rN_taste_idx
--   for head and near
-- include alike
select cards.*, page.score,
    array(select unnest(cards.genres) intersect select unnest(example.genres) order by 1)
        as shared_genres,
    array(
        select tag
        from unnest(cards.tags) with ordinality as tags (tag, rank)
        where tag = any(example.tags)
        order by rank
    ) as shared_tags
from page
join cards using (movie_id)
cross join example
where cards.release_id = :release_id
order by page.score desc, movie_id
