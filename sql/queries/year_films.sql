-- The films that a person saw in a year, by the day of the first viewing in it.
--
-- Binds: release_id, user_id, year, limit
-- Rows: the card, days (of the viewings in the year), rating (the person's own, or null)
-- Index: viewings_user_id_watched_on_idx, movies_rN_release_id_film_id_key, ratings_pkey
with viewed as (
    select film_id, array_agg(watched_on order by watched_on) as days,
        min(array[extract(epoch from watched_on), viewing_id]) as place
    from viewings
    where user_id = :user_id
        and watched_on >= make_date(:year, 1, 1)
        and watched_on < make_date(:year + 1, 1, 1)
    group by film_id
)
select cards.*, viewed.days, ratings.rating
from viewed
join cards on cards.release_id = :release_id and cards.film_id = viewed.film_id
left join ratings on ratings.user_id = :user_id and ratings.film_id = viewed.film_id
order by viewed.place
limit :limit
