"""Writes the changes of an import with one statement for each list, however many films."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, update
from sqlalchemy.dialects.postgresql import insert

from app.library import viewings
from app.library.lists import LISTS
from app.library.viewings import NewViewing
from app.transfer.changes import Changes, FilmChange
from sql.tables import Rating, Viewing


def changed_films(changes: Changes) -> list[int]:
    """Return the ids of all films that something is written of."""
    return sorted({each.film_id for of_list in changes.values() for each in of_list if each.writes})


def write(connection: Connection, user_id: int, changes: Changes) -> None:
    """Write all changes."""
    now = datetime.now(UTC)
    for name, of_list in changes.items():
        written = [each for each in of_list if each.writes]
        if name == "history":
            _write_viewings(connection, user_id, written, now)
            continue
        mark = LISTS[name].mark
        removed = [each.film_id for each in written if each.kind == "removed"]
        if removed:
            mine = (mark.user_id == user_id, mark.film_id.in_(removed))
            connection.execute(delete(mark).where(*mine))
        rows = [_row(name, user_id, each, now) for each in written if each.kind != "removed"]
        if rows:
            key = [mark.user_id, mark.film_id]
            statement = insert(mark)
            new = statement.excluded
            upsert = (
                statement.on_conflict_do_update(
                    index_elements=key, set_={"rating": new.rating, "rated_at": new.rated_at}
                )
                if mark is Rating
                else statement.on_conflict_do_nothing(index_elements=key)
            )
            connection.execute(upsert, rows)


def _row(name: str, user_id: int, change: FilmChange, now: datetime) -> dict[str, Any]:
    assert change.file is not None
    at = {LISTS[name].marked_at.key: change.file.at or now}
    rating = {"rating": change.file.rating} if name == "ratings" else {}
    return {"user_id": user_id, "film_id": change.film_id, **rating, **at}


def _write_viewings(
    connection: Connection, user_id: int, changes: Iterable[FilmChange], now: datetime
) -> None:
    """Insert viewings, and fill or replace days and notes; the time of entry stays."""
    added = [
        NewViewing(change.film_id, seen.watched_on, seen.note, seen.at or now)
        for change in changes
        for seen in change.added
    ]
    viewings.add(connection, user_id, added)
    corrected = [
        {"id": viewing_id, **values}
        for change in changes
        for viewing_id, values in change.corrected.items()
    ]
    for column in ("watched_on", "note"):
        rows = [{"id": row["id"], "value": row[column]} for row in corrected if column in row]
        if rows:
            statement = update(Viewing.__table__).where(  # type: ignore[arg-type]
                Viewing.viewing_id == bindparam("id"), Viewing.user_id == user_id
            )
            connection.execute(statement.values({column: bindparam("value")}), rows)
