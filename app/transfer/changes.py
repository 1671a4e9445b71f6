"""Merges matched rows by film, compares them with the stored library, and writes what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute

from app.library import viewings
from app.library.lists import LISTS
from app.library.viewings import LatestViewing, NewViewing
from app.transfer.rows import Row
from sql.tables import Rating

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass
class ImportedMark:
    """A file's mark of a film on one list, merged from all rows of that film.

    Attributes
    ----------
    rating : float or None
        Stars.
    watched_on : date or None
        The day the film was seen.
    at : datetime or None
        When the film was rated or put on the list.
    """

    rating: float | None = None
    watched_on: date | None = None
    at: datetime | None = None

    def merge(self, row: Row) -> None:
        """Merge another row of the film: the latest rating counts, and the latest day seen."""
        if row.rating is not None and (row.at or LONG_AGO) >= (self.at or LONG_AGO):
            self.rating = row.rating
        if row.watched_on is not None:
            self.watched_on = max(row.watched_on, self.watched_on or date.min)
        times = [at for at in (self.at, row.at) if at]
        pick: Callable[[Iterable[datetime]], datetime] = max if self.rating else min
        self.at = pick(times) if times else None


@dataclass
class ListChanges:
    """How an import changes one list; `app.transfer.schemas.Changes` explains the counts.

    Attributes
    ----------
    new, changed : list of dict
        Values of the rows to insert, and of the rows to update.
    unchanged, kept : int
        Films that are stored as the file has them, and films whose stored mark wins.
    """

    name: str
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0
    kept: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """Numbers of films, named as in the report."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "kept": self.kept,
        }


def imported_marks(matched: Iterable[tuple[Row, int]]) -> dict[str, dict[int, ImportedMark]]:
    """Return a file's marks by the list's name and film id.

    Parameters
    ----------
    matched : iterable of (Row, int)
        Rows with the ids of their films.
    """
    marks: dict[str, dict[int, ImportedMark]] = {name: {} for name in LISTS}
    for row, film_id in matched:
        for name in row.lists:
            mark = marks[name].setdefault(film_id, ImportedMark())
            mark.merge(row if name == "ratings" else replace(row, rating=None))
    return marks


def compare(
    connection: Connection,
    user_id: int,
    imported: Mapping[str, Mapping[int, ImportedMark]],
    on_conflict: str,
) -> list[ListChanges]:
    """Return what an import would change, by list; nothing is written.

    Parameters
    ----------
    imported : mapping
        What `imported_marks` returned.
    on_conflict : str
        ``file``, ``newest`` or ``mine``; see `app.transfer.schemas.ImportForm`.
    """
    changes_by_list = []
    for name, marks in imported.items():
        changes = ListChanges(name)
        stored = _stored(connection, name, user_id) if marks else {}
        for film_id, mark in marks.items():
            _compare_film(changes, stored.get(film_id), film_id, mark, on_conflict)
        changes_by_list.append(changes)
    return changes_by_list


def own_columns(name: str) -> list[InstrumentedAttribute[Any]]:
    """Return the columns of a list beside film and time."""
    columns: dict[str, list[InstrumentedAttribute[Any]]] = {
        "ratings": [Rating.rating],
        "history": [LatestViewing.watched_on],
    }
    return columns.get(name, [])


def _stored(connection: Connection, name: str, user_id: int) -> dict[int, Any]:
    kind = LISTS[name]
    statement = select(kind.mark.film_id, kind.marked_at.label("at"), *own_columns(name)).where(
        kind.mark.user_id == user_id
    )
    return {row.film_id: row for row in connection.execute(statement)}


def _compare_film(
    changes: ListChanges, stored: Any, film_id: int, mark: ImportedMark, on_conflict: str
) -> None:
    """Enter a film into ``changes``; ``stored`` is the row of its mark, or None."""
    now = datetime.now(UTC)
    row: dict[str, Any] = {"film_id": film_id, LISTS[changes.name].marked_at.key: mark.at or now}
    if changes.name == "ratings":
        row["rating"] = mark.rating
        same = stored is not None and float(stored.rating) == mark.rating
        later = stored is not None and mark.at is not None and mark.at >= stored.at
        fills = False
    elif changes.name == "history":
        row["watched_on"] = mark.watched_on
        same = stored is not None and mark.watched_on in (None, stored.watched_on)
        fills = stored is not None and stored.watched_on is None
        later = not (same or fills or stored is None) and mark.watched_on > stored.watched_on
    else:
        same, fills, later = stored is not None, False, False
    if stored is None:
        changes.new.append(row)
    elif same:
        changes.unchanged += 1
    elif fills or on_conflict == "file" or (on_conflict == "newest" and later):
        changes.changed.append(row)
    else:
        changes.kept += 1


def write(connection: Connection, user_id: int, changes: Iterable[ListChanges]) -> bool:
    """Write all changes; return whether there were any."""
    written = False
    for list_changes in changes:
        if not list_changes.new and not list_changes.changed:
            continue
        written = True
        if list_changes.name == "history":
            viewings.add(connection, user_id, [NewViewing(**row) for row in list_changes.new])
            for row in list_changes.changed:
                # A changed viewing keeps the time it was entered.
                viewings.set_latest_day(connection, user_id, row["film_id"], row["watched_on"])
            continue
        rows = [{"user_id": user_id, **row} for row in list_changes.new + list_changes.changed]
        mark = LISTS[list_changes.name].mark
        statement = insert(mark)
        key = [mark.user_id, mark.film_id]
        # A changed rating has a new time.
        columns = ("rating", "rated_at") if list_changes.name == "ratings" else ()
        upsert = (
            statement.on_conflict_do_update(
                index_elements=key, set_={name: statement.excluded[name] for name in columns}
            )
            if columns
            else statement.on_conflict_do_nothing(index_elements=key)
        )
        connection.execute(upsert, rows)
    return written
