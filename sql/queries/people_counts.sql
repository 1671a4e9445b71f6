-- Accounts with how much each has marked, and nothing of what.
--
-- Binds: after, limit
-- Rows: user_id, username, is_admin, created_at, ratings, viewings, watchlist, hidden; the oldest
--   account first
-- Index: users_pkey; ratings_pkey and its like for the counts of a page
select user_id, username, is_admin, created_at,
    (select count(*) from ratings where ratings.user_id = users.user_id) as ratings,
    (select count(*) from viewings where viewings.user_id = users.user_id) as viewings,
    (select count(*) from watchlist where watchlist.user_id = users.user_id) as watchlist,
    (select count(*) from hidden where hidden.user_id = users.user_id) as hidden
from users
where user_id > :after
order by user_id
limit :limit
