-- Who is credited in a release, for the lexicon that parses queries. A credit is a number:
-- 1000 times the role (0 director, 1 writer, 2 cast, 3 composer) and the position, at most 999.
--
-- Binds: release_id
-- Rows: person_id, name, name_key, movie_ids, credits (as long as movie_ids)
-- Index: none; every credit is read, once for a release and process
select people.person_id, people.name, people.name_key, array_agg(credits.movie_id) as movie_ids,
    array_agg(
        1000 * (array_position(array['director', 'writer', 'cast', 'composer'], credits.role) - 1)
        + least(credits.position, 999)
    ) as credits
from credits
join people on people.person_id = credits.person_id
where credits.release_id = :release_id
group by people.person_id
