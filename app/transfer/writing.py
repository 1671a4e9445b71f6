"""Writes the changes of an import with one statement for each list, however many films."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, delete, text, update

from app.library import viewings
from app.library.lists import LISTS
from app.transfer.changes import Changes, FilmChange
from sql.tables import Viewing

# Arrays, since so many rows take three times as long one by one.
VIEWINGS = text("""
insert into viewings (user_id, film_id, watched_on, note, created_at)
select :user_id, * from unnest(
    cast(:film_ids as bigint[]), cast(:days as date[]),
    cast(:notes as text[]), cast(:times as timestamptz[])
)
""")
RATINGS = text("""
insert into ratings (user_id, film_id, rated_at, rating)
select :user_id, * from unnest(
    cast(:film_ids as bigint[]), cast(:times as timestamptz[]), cast(:ratings as numeric[])
)
on conflict (user_id, film_id) do update
set rating = excluded.rating, rated_at = excluded.rated_at
""")
ENTRIES = """
insert into {table} (user_id, film_id, created_at)
select :user_id, *
from unnest(cast(:film_ids as bigint[]), cast(:times as timestamptz[]))
on conflict (user_id, film_id) do nothing
"""


def changed_films(changes: Changes) -> list[int]:
    """Return the ids of all films that something is written of."""
    return sorted(
        {change.film_id for of_list in changes.values() for change in of_list if change.writes}
    )


def write(connection: Connection, user_id: int, changes: Changes) -> None:
    """Write all changes."""
    now = datetime.now(UTC)
    for name, of_list in changes.items():
        written = [change for change in of_list if change.writes]
        if name == "history":
            _write_viewings(connection, user_id, written, now)
            continue
        mark = LISTS[name].mark
        removed = [change.film_id for change in written if change.kind == "removed"]
        if removed:
            mine = (mark.user_id == user_id, mark.film_id.in_(removed))
            connection.execute(delete(mark).where(*mine))
        put = [(change.film_id, change.file) for change in written if change.file is not None]
        if put:
            binds: dict[str, Any] = {
                "user_id": user_id,
                "film_ids": [film_id for film_id, _ in put],
                "times": [file.at or now for _, file in put],
            }
            statement: TextClause = text(ENTRIES.format(table=name))
            if name == "ratings":
                statement, binds["ratings"] = RATINGS, [file.rating for _, file in put]
            connection.execute(statement, binds)


def _write_viewings(
    connection: Connection, user_id: int, changes: Iterable[FilmChange], now: datetime
) -> None:
    """Insert viewings, and fill or replace days and notes; the time of entry stays."""
    added = [(change.film_id, seen) for change in changes for seen in change.added]
    if added:
        binds = {
            "user_id": user_id,
            "film_ids": [film_id for film_id, _ in added],
            "days": [seen.watched_on for _, seen in added],
            "notes": [seen.note for _, seen in added],
            "times": [seen.at or now for _, seen in added],
        }
        connection.execute(VIEWINGS, binds)
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
    if added or corrected:
        viewings.check_room(connection, user_id)
