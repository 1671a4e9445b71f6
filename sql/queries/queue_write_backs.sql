-- Queues what a person set here since they wished it, for a film in the library of the account's
-- media server: a rating that is another one there, and that the film was seen.
--
-- What came from a remote account was not set here and is not sent on. A rating that waits already
-- is replaced by the one that holds now.
--
-- Binds: account_id
-- Rows: none
-- Index: server_films_pkey, ratings_pkey, viewings_user_id_film_id_idx, remote_marks_pkey
with account as (
    select account_id, user_id, server_id, writes_back_since
    from remote_accounts
    where account_id = :account_id and writes_back_since is not null
), films as (
    select distinct account.account_id, account.user_id, account.writes_back_since,
        server_films.film_id
    from account
    join server_films using (server_id)
    where server_films.film_id is not null
), said as (
    select remote_marks.film_id, remote_marks.account_id, remote_marks.rating,
        remote_marks.taken_at, cardinality(array_remove(remote_marks.said, 'planned')) > 0 as seen
    from account
    join remote_accounts using (user_id)
    join remote_marks on remote_marks.account_id = remote_accounts.account_id
), wanted as (
    select films.account_id, films.film_id, 'rating' as kind, ratings.rating
    from films
    join ratings on ratings.user_id = films.user_id and ratings.film_id = films.film_id
    left join said on said.account_id = films.account_id and said.film_id = films.film_id
    where ratings.rated_at >= films.writes_back_since
        and said.rating is distinct from ratings.rating
        and not exists (
            select from said as other
            where other.film_id = films.film_id and other.taken_at = ratings.rated_at
        )
    union all
    select films.account_id, films.film_id, 'seen', null
    from films
    where exists (
        select from viewings
        where viewings.user_id = films.user_id and viewings.film_id = films.film_id
            and viewings.created_at >= films.writes_back_since
    )
    and not exists (select from said where said.film_id = films.film_id and said.seen)
)
insert into write_backs (account_id, film_id, kind, rating)
select account_id, film_id, kind, rating from wanted
on conflict (account_id, film_id, kind) do update
set rating = excluded.rating, queued_at = now(), next_at = now(), attempts = 0, failure = null
where write_backs.rating is distinct from excluded.rating
