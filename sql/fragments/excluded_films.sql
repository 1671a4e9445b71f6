-- The films that a person's lists must not show: rated, seen or hidden.
select film_id from ratings where user_id = :user_id
union select film_id from viewings where user_id = :user_id
union select film_id from hidden where user_id = :user_id
