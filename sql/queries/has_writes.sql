-- Whether this server may answer somebody: it is a standby, and has what they wrote.
--
-- Binds: user_id, write_count
-- Rows: one: standby; whole, which is true for a guest (both binds null). The count is compared
--   where the answer is read, so it needs no position in any log: what is counted is there
-- Index: users_pkey
select
    pg_is_in_recovery() as standby,
    cast(:user_id as bigint) is null
    or exists (
        select from users where user_id = :user_id and write_count >= :write_count
    ) as whole
