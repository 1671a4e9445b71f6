-- The films of a release's map that meet filters, the most rated first.
--
-- Binds: release_id, filters, limit
-- Rows: movie_id
-- Index: movies_rN_popular_idx, or the index of a filter where that leaves few films
select movie_id
from movies
where map_x is not null
    and
    -- include filters
order by rating_count desc, movie_id
limit :limit
