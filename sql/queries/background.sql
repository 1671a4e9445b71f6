-- Films drawn at random, the same ones each time: to tell what a query is near to by chance,
-- and to estimate how many films a filter leaves.
--
-- Binds: release_id, limit
-- Rows: text_vector, as text; year, genres, tags, countries, languages, collections, people,
--   certificate, runtime, relevant_tags
-- Index: none; read once for each release and process
select cast(text_vector as text) as text_vector, year, genres, tags, countries, languages,
    collections, people, certificate, runtime, relevant_tags
from movies
where release_id = :release_id
order by md5(cast(movie_id as text)), movie_id
limit :limit
