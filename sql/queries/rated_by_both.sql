-- The films that two people both rated, and each one's mean of all their ratings.
--
-- Binds: user_id, other_id
-- Rows: film_id, mine, theirs (stars), my_mean, their_mean
-- Index: ratings_pkey
select mine.film_id, mine.rating as mine, theirs.rating as theirs,
    (select avg(rating) from ratings where user_id = :user_id) as my_mean,
    (select avg(rating) from ratings where user_id = :other_id) as their_mean
from ratings as mine
join ratings as theirs on theirs.user_id = :other_id and theirs.film_id = mine.film_id
where mine.user_id = :user_id
order by mine.film_id
