-- How many films of a release have what an answer can use.
--
-- Binds: release_id
-- Rows: one: films, and a count of films for each part
-- Index: none; every film is read, for an administrator only
select
    count(*) as films,
    count(imdb_id) as imdb_id,
    count(*) filter (where rating_count > 0) as ratings,
    count(plot) as plot,
    count(*) filter (where cardinality(directors) > 0) as directors,
    count(*) filter (where cardinality("cast") > 0) as "cast",
    count(runtime) as runtime,
    count(certificate) as certificate,
    count(*) filter (where cardinality(countries) > 0) as countries,
    count(*) filter (where cardinality(languages) > 0) as languages,
    count(*) filter (where cardinality(tags) > 0) as tags,
    count(*) filter (where moods <> '{}') as moods,
    count(minimum_age) as minimum_age,
    count(*) filter (where cardinality(phrases) > 0) as phrases,
    count(text_vector) as text_vector,
    count(profile_vector) as taste_vector,
    count(tag_vector) as tag_vector,
    count(map_x) as map_place
from movies
where release_id = :release_id
