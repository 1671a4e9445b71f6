"""Statements whose plans a connection keeps, so that PostgreSQL plans each of them once.

Planning took a fifth of a search's processor time (docs/decisions/0030), and the plan came out the
same each time. So the first run on a connection prepares the statement, and later runs execute it.

What decides the plan is written into the prepared text as a literal: the release (so that only its
own tables are planned for), the sizes of vectors (so that the expressions of the indexes match),
how many candidates are kept, and whether filters leave so few films that all are compared. A filter
that is not set is a literal too and folds to nothing; of a filter that is set the condition stands
alone, with its value as a parameter. So there is a statement for each combination of filters that
people use, which is planned once for all values.

A connection keeps the `MOST_KEPT` statements used last. Those of a release that is no longer live
are therefore dropped some statements after the next release went live.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from psycopg2.errors import FeatureNotSupported, InvalidSqlStatementName
from sqlalchemy import ARRAY, Connection, RowMapping, TextClause, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import DBAPIError

from sql import BIND_TYPES, FRAGMENTS, bound, query, statement

# Those that pages wait for; of the others planning is a small part.
PREPARED: Final = frozenset(
    {"film_traits", "person", "person_marks", "recommend", "search", "shared_people"}
)
# A plan of search.sql takes 1.4 MB in PostgreSQL.
MOST_KEPT: Final = 16
# Texts that a process keeps, and calls of them on its connections.
MOST_TEXTS: Final = 512
# Binds that decide the plan.
LITERALS: Final = frozenset(
    {"release_id", "text_dimension", "taste_dimension", "candidates", "finalists", "exact"}
    | {"head_films"}
)
_KEY: Final = "ordained_prepared"
_BIND: Final = re.compile(r"(?<![:\w\\]):([a-z_]+)\b(?!:)")
# What lets every film pass where a filter is not set.
_GUARD: Final = re.compile(
    r"(?:cardinality\(:(?P<list>[a-z_]+)\) = 0|cast\(:(?P<number>[a-z_]+) as integer\) is null)"
    r"\s+or "
)


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
    if name not in PREPARED:
        planned_anew = query(name) if breadth is None else _with_breadth(statement(name), breadth)
        return connection.execute(planned_anew, binds).mappings().all()
    source, given = _shaped(name, _literals_of(name, binds))
    try:
        call = _prepare(connection, source, given, breadth)
        return connection.execute(call, {key: binds[key] for key in given}).mappings().all()
    except DBAPIError as error:
        if is_stale(error):
            forget(connection)
        raise


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


@lru_cache(MOST_TEXTS)
def _call(name: str, given: tuple[str, ...], breadth: int | None) -> TextClause:
    arguments = ", ".join(f"cast(:{key} as {_type(key)})" for key in given)
    call = f"execute {name} ({arguments})"
    return bound(text(call)) if breadth is None else _with_breadth(call, breadth)


@cache
def _with_breadth(call: str, breadth: int) -> TextClause:
    """Return two statements that are sent at once; the rows are those of the second."""
    return bound(text(f"set local hnsw.ef_search = {breadth:d};\n{call}"))


def _literals_of(name: str, binds: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    """Return the binds that are written into a statement's text, and their values."""
    values = ((key, binds.get(key)) for key in _fixed(name))
    # Of a filter that is a yes or no, a yes has one plan as well.
    return tuple(
        (key, None if _is_unset(value) else value)
        for key, value in values
        if key in LITERALS or isinstance(value, bool) or _is_unset(value)
    )


def _is_unset(value: Any) -> bool:
    return value is None or (isinstance(value, Sequence) and not value)


@cache
def _fixed(name: str) -> tuple[str, ...]:
    return tuple(sorted(set(query(name)._bindparams) & (LITERALS | filter_binds())))


@cache
def _type(key: str) -> str:
    return BIND_TYPES[key].compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]


@lru_cache(MOST_TEXTS)
def _shaped(name: str, literals: tuple[tuple[str, Any], ...]) -> tuple[str, tuple[str, ...]]:
    """Return the text to prepare, and the binds that are its parameters in order."""
    known, given = dict(literals), dict[str, int]()
    set_filters = filter_binds() - known.keys()

    def unguarded(match: re.Match[str]) -> str:
        # PostgreSQL finds no index for "not set, or a condition" of a parameter.
        return "" if (match["list"] or match["number"]) in set_filters else match[0]

    def written(match: re.Match[str]) -> str:
        key = match[1]
        if key not in known:
            return f"${given.setdefault(key, len(given) + 1)}"
        if isinstance(BIND_TYPES[key], ARRAY):
            # Of lists only those that are empty are literals.
            return f"cast('{{}}' as {_type(key)})"
        value = known[key]
        return f"cast(null as {_type(key)})" if value is None else str(value).lower()

    return _BIND.sub(written, _GUARD.sub(unguarded, statement(name))), tuple(given)
