-- What several people have seen and what they never want to see.
--
-- Binds: user_ids
-- Rows: user_id, seen_film_ids (rated or seen), hidden_film_ids; one row for each id
-- Index: ratings_pkey, viewings_user_id_film_id_idx, hidden_pkey
select user_id,
    array(
        select film_id from ratings where ratings.user_id = people.user_id
        union select film_id from viewings where viewings.user_id = people.user_id
    ) as seen_film_ids,
    array(select film_id from hidden where hidden.user_id = people.user_id) as hidden_film_ids
from unnest(cast(:user_ids as bigint[])) as people (user_id)
