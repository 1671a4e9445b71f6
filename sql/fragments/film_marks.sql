-- All marks of a person on some films: a select of film_id and marks, an object of lists of rows by
-- table. Films without a mark have no row.
select film_id, jsonb_object_agg(of_table.name, of_table.rows) as marks
from (
    select film_id, 'ratings' as name, jsonb_agg(to_jsonb(ratings)) as rows
    from ratings
    where user_id = :user_id and film_id = any(:film_ids)
    group by film_id
    union all
    select film_id, 'viewings', jsonb_agg(to_jsonb(viewings) order by to_jsonb(viewings))
    from viewings
    where user_id = :user_id and film_id = any(:film_ids)
    group by film_id
    union all
    select film_id, 'watchlist', jsonb_agg(to_jsonb(watchlist))
    from watchlist
    where user_id = :user_id and film_id = any(:film_ids)
    group by film_id
    union all
    select film_id, 'hidden', jsonb_agg(to_jsonb(hidden))
    from hidden
    where user_id = :user_id and film_id = any(:film_ids)
    group by film_id
) as of_table
group by film_id
