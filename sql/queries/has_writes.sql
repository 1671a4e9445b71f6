-- Whether this server may answer a person's reads: it is a standby that has all of their writes.
--
-- Binds: user_id, write_count
-- Rows: a single row of standby and whole; whole is true for a guest (both binds null). The count
--   travels with the writes that it counts, so no position in the log is compared
-- Index: users_pkey
select
    pg_is_in_recovery() as standby,
    cast(:user_id as bigint) is null
    or exists (
        select from users where user_id = :user_id and write_count >= :write_count
    ) as whole
