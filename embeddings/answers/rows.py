"""How answers reach the database: one callable that runs a named statement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping

from sql.prepared import execute

Rows = Callable[..., Sequence[RowMapping]]
"""Runs ``sql/queries/NAME.sql``: called with the name and the binds."""


def rows_on(connection: Connection) -> Rows:
    """Return a callable that runs statements on one connection, inside its transaction."""

    def rows(name: str, **binds: Any) -> Sequence[RowMapping]:
        return execute(connection, name, binds)

    return rows
