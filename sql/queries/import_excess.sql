-- Which stored imports of a person are more than the person may keep.
--
-- The newest one, import_id, stays whatever its size. Of the others dry runs go first, then the
-- oldest imports, until no more than most_kept are left and these take most_bytes at most, as
-- stored. Imports from a remote account are counted apart, so that they push no file's import out.
--
-- Binds: user_id, import_id, most_kept, most_bytes
-- Rows: import_id
-- Index: imports_user_id_idempotency_key_key, import_films_pkey; a person has forty at most
with sized as (
    select
        import_id,
        import_id = :import_id as is_newest,
        recorded,
        row_number() over (partition by recorded, synced order by import_id desc) as place,
        pg_column_size(report) + coalesce(pg_column_size(not_matched), 0)
        + coalesce((
            select sum(coalesce(pg_column_size(before), 0) + coalesce(pg_column_size(after), 0))
            from import_films
            where import_films.import_id = imports.import_id
        ), 0) as bytes
    from imports
    where user_id = :user_id
), summed as (
    select
        import_id,
        is_newest,
        place,
        sum(bytes) over (order by is_newest desc, recorded desc, import_id desc) as bytes
    from sized
)
select import_id
from summed
where not is_newest and (place > :most_kept or bytes > :most_bytes)
