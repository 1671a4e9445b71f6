-- The tags and moods of a release, and how their relevance is read from films' tag vectors.
--
-- Binds: release_id
-- Rows: name, kind, parent, also, film_count, direction as text, intercept, threshold, quality;
--   the last four are null where a tag was not learned
-- Index: none; some eight hundred rows, read once for each release and process
select name, kind, parent, also, film_count, cast(direction as text) as direction, intercept,
    threshold, quality
from tag_directions
where release_id = :release_id
order by kind desc, name
