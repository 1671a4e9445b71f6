-- Films taken at random, the same ones each time: what a query is near to by chance, and how
-- many a filter leaves.
--
-- Binds: release_id, limit
-- Rows: text_vector, as text; year, genres, countries, languages
-- Index: none; read once for a release and process
select cast(text_vector as text) as text_vector, year, genres, countries, languages
from movies
where release_id = :release_id
order by md5(cast(movie_id as text)), movie_id
limit :limit
