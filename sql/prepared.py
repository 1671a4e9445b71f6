"""Statements whose plans a connection keeps, so that PostgreSQL plans each of them once.

Planning took a fifth of a search's processor time (docs/decisions/0030), and the plan came out the
same each time. So the first run on a connection prepares the statement, and later runs execute it.

What decides the plan is written into the prepared text as a literal: the release (so that only its
own tables are planned for), the sizes of vectors (so that the expressions of the indexes match),
how many candidates are kept, and every filter that is not set, which then folds to nothing. All
else is a parameter. A run with a filter is not prepared: its best plan depends on what is filtered.

A connection keeps the `MOST_KEPT` statements used last. Those of a release that is no longer live
are therefore dropped some statements after the next release went live.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from psycopg2.errors import FeatureNotSupported, InvalidSqlStatementName
from sqlalchemy import ARRAY, Connection, RowMapping, TextClause, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from sql import BIND_TYPES, FRAGMENTS, bound, query, statement

# Those that pages wait for; of the others planning is a small part.
PREPARED: Final = frozenset(
    {"because", "film_traits", "person", "recommend", "search", "shared_people"}
)
# A plan of search.sql takes half a megabyte in PostgreSQL.
MOST_KEPT: Final = 16
MOST_EXCLUDED: Final = 50
# Binds that decide the plan.
LITERALS: Final = frozenset(
    {"release_id", "text_dimension", "taste_dimension", "candidates", "finalists", "exact"}
    | {"head_films", "near_terms"}
)
_KEY: Final = "ordained_prepared"
_BIND: Final = re.compile(r"(?<![:\w\\]):([a-z_]+)\b(?!:)")


@cache
def filter_binds() -> frozenset[str]:
    """Return the binds of ``sql/fragments/filters.sql`` that may be unset."""
    found = set(_BIND.findall((FRAGMENTS / "filters.sql").read_text(encoding="utf-8")))
    # Films that a person knows are left out of nearly every list, and any number has one plan.
    return frozenset(found - {"release_id", "excluded_film_ids"})


def execute(connection: Connection, name: str, binds: Mapping[str, Any]) -> Sequence[RowMapping]:
    """Run ``sql/queries/NAME.sql`` and return all its rows, by a kept plan where that is quicker.

    Parameters
    ----------
    binds : mapping
        The statement's binds, and perhaps ``index_breadth``: how many neighbours a walk through a
        vector index keeps, until the transaction ends.

    Raises
    ------
    sqlalchemy.exc.DBAPIError
        Where `is_stale` holds of it, the connection forgot its plans: after a rollback the
        statement can be run again.
    """
    breadth = binds.get("index_breadth")
    if not _is_planned_once(name, binds):
        planned_anew = query(name) if breadth is None else _with_breadth(statement(name), breadth)
        return connection.execute(planned_anew, binds).mappings().all()
    unset = filter_binds()
    source, given = _shaped(
        name, tuple((key, None if key in unset else binds[key]) for key in _literals_of(name))
    )
    try:
        call = _prepare(connection, source, given, breadth)
        return connection.execute(call, {key: binds[key] for key in given}).mappings().all()
    except DBAPIError as error:
        if is_stale(error):
            forget(connection)
        raise


def _is_planned_once(name: str, binds: Mapping[str, Any]) -> bool:
    if name not in PREPARED or any(binds.get(key) for key in filter_binds()):
        return False
    # PostgreSQL hashes a list only where it is a constant, and search.sql looks at every film.
    return name != "search" or len(binds["excluded_film_ids"]) <= MOST_EXCLUDED


def is_stale(error: DBAPIError) -> bool:
    """Say whether a kept statement is gone, or a migration changed the columns of its rows."""
    return isinstance(error.orig, InvalidSqlStatementName | FeatureNotSupported)


def forget(connection: Connection) -> None:
    """Drop what a connection keeps; it prepares each statement anew.

    For a connection on which the name of a table comes to mean another table. What cannot be
    dropped in PostgreSQL now, because its transaction failed, is never used again.
    """
    kept: dict[str, str] = connection.info.get(_KEY, {})
    kept.clear()


def _prepare(
    connection: Connection, source: str, given: tuple[str, ...], breadth: int | None
) -> TextClause:
    kept: dict[str, str] = connection.info.setdefault(_KEY, {})
    name = kept.pop(source, None)
    if name is None:
        while len(kept) >= MOST_KEPT:
            connection.exec_driver_sql(f"deallocate {kept.pop(next(iter(kept)))}")
        number = connection.info[f"{_KEY}_count"] = connection.info.get(f"{_KEY}_count", 0) + 1
        name = f"ordained_{number}"
        types = ", ".join(_type(key) for key in given)
        escaped = source.replace("%", "%%")
        connection.exec_driver_sql(f"prepare {name} ({types}) as\n{escaped}")
    # Put back last, so that what is dropped is the least recently used.
    kept[source] = name
    return _call(name, given, breadth)


@cache
def _call(name: str, given: tuple[str, ...], breadth: int | None) -> TextClause:
    arguments = ", ".join(f"cast(:{key} as {_type(key)})" for key in given)
    call = f"execute {name} ({arguments})"
    return bound(text(call)) if breadth is None else _with_breadth(call, breadth)


@cache
def _with_breadth(call: str, breadth: int) -> TextClause:
    """Return two statements that are sent at once; the rows are those of the second."""
    return bound(text(f"set local hnsw.ef_search = {breadth:d};\n{call}"))


@cache
def _literals_of(name: str) -> tuple[str, ...]:
    """Return the binds of a statement that are written into its text."""
    return tuple(sorted(set(query(name)._bindparams) & (LITERALS | filter_binds())))


@cache
def _type(key: str) -> str:
    return BIND_TYPES[key].compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]


@cache
def _shaped(name: str, literals: tuple[tuple[str, Any], ...]) -> tuple[str, tuple[str, ...]]:
    """Return the text to prepare, and the binds that are its parameters in order."""
    known, given = dict(literals), dict[str, int]()

    def written(match: re.Match[str]) -> str:
        key = match[1]
        if key not in known:
            return f"${given.setdefault(key, len(given) + 1)}"
        if isinstance(BIND_TYPES[key], ARRAY):
            return f"cast('{{}}' as {_type(key)})"
        value = known[key]
        return f"cast(null as {_type(key)})" if value is None else str(value).lower()

    return _BIND.sub(written, statement(name)), tuple(given)
