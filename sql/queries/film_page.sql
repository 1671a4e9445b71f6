-- A movie with what only its page shows.
--
-- Binds: release_id, movie_id
-- Rows: the card, alternative_titles, title_languages, minimum_age, moods, sources, credits (JSON
--   array of role, id, name and character, in billing order), estimated (JSON array of name and kind
--   of tags and moods that nobody gave it and that its texts and its audience speak for, the surest
--   first); none where the release has no such movie
-- Index: movies_rN_pkey, credits_rN_pkey, tag_directions_rN_pkey
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
    ) as credits,
    (
        select coalesce(json_agg(json_build_object('name', words.name, 'kind', words.kind)
            order by words.intercept - (movies.tag_vector <#> words.direction) desc, words.name
        ), '[]'::json)
        from tag_directions as words
        where words.release_id = :release_id and words.name = any(movies.relevant_tags)
            and movies.tag_vector is not null and words.direction is not null
            and not (words.name = any(movies.tags) or words.also && movies.tags)
            and not jsonb_exists(movies.moods, words.name)
    ) as estimated
from cards
join movies using (release_id, movie_id)
where cards.release_id = :release_id and cards.movie_id = :movie_id
