-- A server's position in the log of changes, and its live release.
--
-- Binds: -
-- Rows: a single row of standby; cluster, the same for a server and its standbys; place, in bytes: written
--   by a primary, replayed by a standby; release_id and live_at (null where nothing is live)
-- Index: releases_one_live_key
select
    pg_is_in_recovery() as standby,
    (select system_identifier from pg_control_system()) as cluster,
    cast(
        case
            when pg_is_in_recovery() then pg_last_wal_replay_lsn()
            else pg_current_wal_lsn()
        end - pg_lsn '0/0' as bigint
    ) as place,
    live.release_id,
    live.live_at
from (values (true)) as one (row)
left join releases as live on live.state = 'live'
