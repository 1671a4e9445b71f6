"""A table like another, with its columns in the order that reading them is quickest.

PostgreSQL finds a column of a row by walking over those before it. A row of ``movies`` fills a
page, and the walks to its last columns were the first line of a search's profile: decision 0035.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, text

# What searches and recommendations read of hundreds of films: numbers, then short lists, then the
# vectors. The other columns are read of the films of a page alone.
FIRST_OF_MOVIES: Final = (
    "release_id", "movie_id", "film_id", "rating_count", "year", "runtime", "popularity",
    "rating_bias", "minimum_age", "certificate", "genres", "countries", "languages",
    "relevant_tags", "tag_relevance", "tag_vector", "tags", "fts", "text_vector", "match_vector",
    "profile_vector",
)  # fmt: skip

_COLUMNS: Final = text(
    """
    select concat_ws(' ', quote_ident(attname), format_type(atttypid, atttypmod),
        'storage ' || case when attstorage <> typstorage then case attstorage
            when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended'
        end end,
        case when attnotnull then 'not null' end,
        case when attgenerated = 's' then 'generated always as (' || given || ') stored'
            else 'default ' || given end)
    from pg_attribute
    join pg_type on pg_type.oid = atttypid
    left join lateral (
        select pg_get_expr(adbin, adrelid) as given from pg_attrdef
        where adrelid = attrelid and adnum = attnum
    ) as expression on true
    where attrelid = cast(:table as regclass) and attnum > 0 and not attisdropped
    order by array_position(cast(:first as text[]), cast(attname as text)), attnum
    """
)
_CHECKS: Final = text(
    "select 'constraint ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)"
    " from pg_constraint where conrelid = cast(:table as regclass) and contype = 'c'"
    " order by conname"
)
_KEYS: Final = text(
    "select pg_get_constraintdef(oid) from pg_constraint"
    " where conrelid = cast(:table as regclass) and contype in ('p', 'u') order by contype, conname"
)
_INDEXES: Final = text(
    "select pg_get_indexdef(indexrelid) from pg_index where indrelid = cast(:table as regclass)"
    " and not exists (select from pg_constraint where conindid = indexrelid)"
    " order by indexrelid"
)


def create_like(connection: Connection, table: str, name: str, first: Sequence[str]) -> None:
    """Create the table ``name`` as ``create table (like table including all)`` does, reordered.

    Parameters
    ----------
    first : sequence of str
        Columns that come first, in this order; the others follow in the order of ``table``.
    """
    binds = {"table": table, "first": list(first)}
    columns = connection.scalars(_COLUMNS, binds).all()
    parts = [
        part
        for statement in (_CHECKS, _KEYS)
        for part in connection.scalars(statement, {"table": table})
    ]
    # Without a name each gets the one that LIKE would give it.
    indexes = [
        re.sub(
            r"^CREATE (UNIQUE )?INDEX .+? ON ONLY \S+ ", rf"create \1index on {name} ", definition
        )
        for definition in connection.scalars(_INDEXES, {"table": table})
    ]
    statements = [f"create table {name} ({', '.join([*columns, *parts])})", *indexes]
    connection.exec_driver_sql(";\n".join(statements).replace("%", "%%"))
