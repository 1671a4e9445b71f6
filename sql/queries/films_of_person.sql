-- What a person did in a release: a row for each film, the newest first.
--
-- Binds: release_id, person_id
-- Rows: the card, roles (in the order director, writer, cast, composer), character (or null)
-- Index: credits_rN_person_id_idx, movies_rN_pkey
with credited as (
    select movie_id, max(character) as character,
        array_agg(role order by array_position(
            array['director', 'writer', 'cast', 'composer'], role
        )) as roles
    from credits
    where release_id = :release_id and person_id = :person_id
    group by movie_id
)
select cards.*, credited.roles, credited.character
from credited
join cards using (movie_id)
where cards.release_id = :release_id
order by cards.year desc nulls last, cards.rating_count desc, cards.movie_id
