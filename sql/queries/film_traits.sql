-- What some films are like: facts, and tags and moods, known and estimated.
--
-- Binds: release_id, movie_ids
-- Rows: movie_id, genres, countries, year, tags, moods (JSON: mood to strength), relevant_tags,
--   tag_relevance as text
-- Index: movies_rN_pkey
select movie_id, genres, countries, year, tags, moods, relevant_tags,
    cast(tag_relevance as text) as tag_relevance
from movies
where release_id = :release_id and movie_id = any(:movie_ids)
