-- How imports went, by layout: counts only, of the reports that are kept.
--
-- Binds: -
-- Rows: format, imports, rows, not_matched, uncertain, and reasons, a JSON array of objects with
--   reason and rows, the most frequent first; a report names its first rows only
-- Index: none; reports are few, and kept for a while
with reported as (
    select report, coalesce(report ->> 'format', 'unknown') as format
    from imports
    where not coalesce(cast(report ->> 'dry_run' as boolean), false)
), reasons as (
    select format, missed ->> 'reason' as reason, count(*) as missed_rows
    from reported
    cross join lateral jsonb_array_elements(
        case jsonb_typeof(report -> 'not_matched')
            when 'array' then report -> 'not_matched' else '[]'
        end
    ) as listed (missed)
    group by format, reason
)
select
    format,
    count(*) as imports,
    coalesce(sum(cast(report ->> 'rows' as integer)), 0) as rows,
    coalesce(sum(cast(report ->> 'not_matched_total' as integer)), 0) as not_matched,
    coalesce(sum(cast(report ->> 'uncertain_total' as integer)), 0) as uncertain,
    coalesce((
        select json_agg(json_build_object('reason', reason, 'rows', missed_rows)
            order by missed_rows desc, reason)
        from reasons
        where reasons.format = reported.format
    ), '[]'::json) as reasons
from reported
group by format
order by imports desc, format
