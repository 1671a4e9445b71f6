-- All that recommendations need to know of a person, in one row.
--
-- Binds: user_id, release_id
-- Rows: one: the kept vectors under the release (null where none are kept yet), the
--   preferences (null where none were set), the films rated, seen or hidden
--   (excluded_film_ids), those on the watchlist, and of those the planned ones, which count as
--   marks
-- Index: users_pkey, tastes_pkey, preferences_pkey, ratings_pkey, viewings_user_id_film_id_idx, hidden_pkey
select tastes.taste_vector, tastes.evidence_vector, tastes.residual_vector,
    tastes.preference_vector, tastes.rating_bias, tastes.rating_spread, tastes.rating_count,
    tastes.mark_count,
    preferences.genres, preferences.exclude_genres, preferences.exclude_tags,
    preferences.exclude_people, preferences.onboarding_text,
    preferences.year_min, preferences.year_max, preferences.adventurousness,
    array(
        -- include excluded_films
    ) as excluded_film_ids,
    array(select film_id from watchlist where user_id = :user_id) as watchlist_film_ids,
    array(
        select film_id from marks where user_id = :user_id and mark = 'planned'
    ) as planned_film_ids
from users
left join tastes on tastes.user_id = users.user_id and tastes.release_id = :release_id
left join preferences on preferences.user_id = users.user_id
where users.user_id = :user_id
