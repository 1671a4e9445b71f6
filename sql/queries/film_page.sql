-- A movie with what only its page shows.
--
-- Binds: release_id, movie_id
-- Rows: the card, alternative_titles, title_languages, minimum_age, moods, sources, credits (JSON
--   array of role, id, name and character, in billing order); none where the release has no such movie
-- Index: movies_rN_pkey, credits_rN_pkey
select cards.*, movies.alternative_titles, movies.title_languages, movies.minimum_age,
    movies.moods, movies.sources,
    (
        select coalesce(json_agg(json_build_object(
            'role', credits.role, 'id', people.person_id, 'name', people.name,
            'character', credits.character
        ) order by credits.position), '[]'::json)
        from credits
        join people on people.person_id = credits.person_id
        where credits.release_id = :release_id and credits.movie_id = :movie_id
    ) as credits
from cards
join movies using (release_id, movie_id)
where cards.release_id = :release_id and cards.movie_id = :movie_id
