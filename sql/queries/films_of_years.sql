-- The release's films of some years with all their titles, to match misspelt titles of an import.
--
-- Binds: release_id, years
-- Rows: film_id, movie_id, title, year, title_keys, imdb_id
-- Index: movies_rN_pkey (the partition is read once)
select film_id, movie_id, title, year, title_keys, imdb_id
from movies
where release_id = :release_id and year = any(:years)
order by movie_id
