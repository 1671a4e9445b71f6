-- Where films lie on the release's map, the most rated first.
--
-- Binds: release_id, limit
-- Rows: movie_id, title, year, rating_count, map_x, map_y
-- Index: movies_rN_popular_idx
select movie_id, title, year, rating_count, map_x, map_y
from movies
where release_id = :release_id and map_x is not null
order by rating_count desc, movie_id
limit :limit
