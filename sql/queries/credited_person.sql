-- A person who is credited in a release.
--
-- Binds: release_id, person_id
-- Rows: person_id, name, imdb_id; none where the release credits nobody of this id
-- Index: people_pkey, credits_rN_person_id_idx
select person_id, name, imdb_id
from people
where person_id = :person_id
    and exists (
        select from credits
        where credits.release_id = :release_id and credits.person_id = people.person_id
    )
