"""Imports as they are stored for 30 days: to answer a request that comes again, and to undo them.

Imports and dry runs are counted apart, so that looking at a file pushes no import out; and what a
person's take together is bounded, of which dry runs go first. The newest one stays.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from sql import query
from sql.tables import Import

KEPT_FOR = timedelta(days=30)
MOST_KEPT = 20
# Of one person, as PostgreSQL stores them, compressed.
MOST_BYTES = 20_000_000
PART = 3_000_000  # characters of a text that one statement carries


def find(connection: Connection, user_id: int, key: str) -> tuple[bytes, dict[str, Any]] | None:
    """Return fingerprint and report of an earlier import with this Idempotency-Key, or None."""
    statement = select(Import.fingerprint, Import.report).where(
        Import.user_id == user_id, Import.idempotency_key == key
    )
    row = connection.execute(statement).one_or_none()
    return (row.fingerprint, row.report) if row else None


def begin(
    connection: Connection,
    user_id: int,
    key: str | None,
    fingerprint: bytes,
    *,
    recorded: bool,
    synced: bool = False,
) -> int:
    """Insert an import without its report; return its id.

    Parameters
    ----------
    key : str or None
        The request's Idempotency-Key.
    fingerprint : bytes
        A hash of the files and the form, to notice a key that comes with another file.
    recorded : bool
        Whether it will change anything; False for a dry run.
    synced : bool
        Whether a remote account's marks are taken, and not a file's.
    """
    values = {
        "user_id": user_id,
        "idempotency_key": key,
        "fingerprint": fingerprint,
        "synced": synced,
    }
    statement = insert(Import).values(**values, report={}, recorded=recorded)
    return connection.execute(statement.returning(Import.import_id)).scalar_one()


def finish(
    connection: Connection,
    user_id: int,
    import_id: int,
    contents: dict[str, Any],
    not_matched: str | None,
    url: str,
) -> dict[str, Any]:
    """Store an import's report and delete the person's oldest; return the report.

    Parameters
    ----------
    contents : dict
        The report without id, time and address; see `app.transfer.report_schemas`.
    not_matched : str or None
        What `app.transfer.not_matched.csv_of` returned.
    url : str
        Address of the rows that were not matched, with ``{id}`` in it.
    """
    row = connection.execute(
        select(Import.created_at, Import.recorded).where(Import.import_id == import_id)
    ).one()
    whole = {
        "id": import_id,
        "created_at": row.created_at.isoformat(),
        "not_matched_url": url.format(id=import_id) if not_matched else None,
        **contents,
    }
    mine = update(Import).where(Import.import_id == import_id)
    text = not_matched or ""
    connection.execute(mine.values(report=whole, not_matched=text[:PART] or None))
    # psycopg2 needs seven times as much memory as a text has bytes, so a long one goes in parts.
    for start in range(PART, len(text), PART):
        longer = Import.not_matched.concat(text[start : start + PART])
        connection.execute(mine.values(not_matched=longer))
    limits = {"most_kept": MOST_KEPT, "most_bytes": MOST_BYTES}
    excess = connection.scalars(
        query("import_excess"), {"user_id": user_id, "import_id": import_id, **limits}
    ).all()
    old = and_(Import.user_id == user_id, or_(Import.import_id.in_(excess), _is_old()))
    connection.execute(delete(Import).where(old))
    return whole


def not_matched(connection: Connection, user_id: int, import_id: int) -> str | None:
    """Return the CSV of a person's report; None where the person has no such report or CSV."""
    return connection.scalar(
        select(Import.not_matched).where(
            Import.user_id == user_id, Import.import_id == import_id, ~_is_old()
        )
    )


def of_person(connection: Connection, user_id: int, import_id: int | None = None) -> list[Row[Any]]:
    """Return a person's imports, the last first; rows of report, preferences and undone.

    Parameters
    ----------
    import_id : int, optional
        Only this import.
    """
    statement = (
        select(Import.report, Import.preferences, Import.undone)
        .where(Import.user_id == user_id, Import.recorded, ~_is_old())
        .order_by(Import.import_id.desc())
    )
    if import_id is not None:
        statement = statement.where(Import.import_id == import_id)
    return list(connection.execute(statement))


def mark_undone(connection: Connection, import_id: int, undone: dict[str, Any]) -> None:
    """Keep what undoing an import did; see `app.transfer.report_schemas.Undone`."""
    connection.execute(update(Import).where(Import.import_id == import_id).values(undone=undone))


def vacuum(connection: Connection) -> int:
    """Delete everybody's old imports; return their number."""
    return connection.execute(delete(Import).where(_is_old())).rowcount


def _is_old() -> ColumnElement[bool]:
    return Import.created_at < func.now() - KEPT_FOR
