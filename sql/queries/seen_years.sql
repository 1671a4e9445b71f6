-- The films that either of two people saw on a day of a year.
--
-- Binds: user_id, other_id
-- Rows: year, film_id, is_mine, is_theirs
-- Index: viewings_user_id_watched_on_idx
select cast(extract(year from watched_on) as integer) as year, film_id,
    bool_or(user_id = :user_id) as is_mine,
    bool_or(user_id = :other_id) as is_theirs
from viewings
where user_id in (:user_id, :other_id) and watched_on is not null
group by year, film_id
