"""From matched rows to what changes: merged by film, compared with what is here, written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute

from app.library.lists import LISTS
from app.transfer.rows import Row
from sql.tables import Rating, Viewing

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass
class Wish:
    """What a file says of a film on one list; rows that repeat it are merged."""

    rating: float | None = None
    watched_on: date | None = None
    at: datetime | None = None

    def merge(self, row: Row) -> None:
        """Take another row: the last rating counts, and the last day seen."""
        if row.rating is not None and (row.at or LONG_AGO) >= (self.at or LONG_AGO):
            self.rating = row.rating
        if row.watched_on is not None:
            self.watched_on = max(row.watched_on, self.watched_on or date.min)
        times = [at for at in (self.at, row.at) if at]
        pick: Callable[[Iterable[datetime]], datetime] = max if self.rating else min
        self.at = pick(times) if times else None


@dataclass
class ListChanges:
    """What becomes of one list; the numbers are those of `app.transfer.schemas.Changes`."""

    name: str
    new: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    unchanged: int = 0
    kept: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """As the report has them."""
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "unchanged": self.unchanged,
            "kept": self.kept,
        }


def wishes(matched: Iterable[tuple[Row, int]]) -> dict[str, dict[int, Wish]]:
    """Return what is said of each film, by list.

    Parameters
    ----------
    matched : iterable of (Row, int)
        Rows with the ids of their films.
    """
    found: dict[str, dict[int, Wish]] = {name: {} for name in LISTS}
    for row, film_id in matched:
        for name in row.lists:
            found[name].setdefault(film_id, Wish()).merge(row if name == "ratings" else _seen(row))
    return found


def _seen(row: Row) -> Row:
    return Row(row.film, row.lists, None, row.watched_on, row.at)


def compare(
    connection: Connection,
    user_id: int,
    wanted: Mapping[str, Mapping[int, Wish]],
    on_conflict: str,
) -> list[ListChanges]:
    """Return what would change, by list; see `app.transfer.schemas.ImportForm` for conflicts."""
    found = []
    for name, films in wanted.items():
        changes = ListChanges(name)
        here = _here(connection, name, user_id) if films else {}
        for film_id, wish in films.items():
            _compare_one(changes, here.get(film_id), film_id, wish, on_conflict)
        found.append(changes)
    return found


def own_columns(name: str) -> list[InstrumentedAttribute[Any]]:
    """Return the columns that a list has beside film and time."""
    return (
        [Rating.rating] if name == "ratings" else [Viewing.watched_on] if name == "history" else []
    )


def _here(connection: Connection, name: str, user_id: int) -> dict[int, Any]:
    kind = LISTS[name]
    statement = select(kind.mark.film_id, kind.marked_at.label("at"), *own_columns(name)).where(
        kind.mark.user_id == user_id
    )
    return {row.film_id: row for row in connection.execute(statement)}


def _compare_one(
    changes: ListChanges, here: Any, film_id: int, wish: Wish, on_conflict: str
) -> None:
    now = datetime.now(UTC)
    row: dict[str, Any] = {"film_id": film_id, LISTS[changes.name].marked_at.key: wish.at or now}
    if changes.name == "ratings":
        row["rating"] = wish.rating
        same = here is not None and float(here.rating) == wish.rating
        later = here is not None and wish.at is not None and wish.at >= here.at
        fills = False
    elif changes.name == "history":
        row["watched_on"] = wish.watched_on
        same = here is not None and wish.watched_on in (None, here.watched_on)
        fills = here is not None and here.watched_on is None
        later = not (same or fills or here is None) and wish.watched_on > here.watched_on
    else:
        same, fills, later = here is not None, False, False
    if here is None:
        changes.new.append(row)
    elif same:
        changes.unchanged += 1
    elif fills or on_conflict == "file" or (on_conflict == "newest" and later):
        changes.changed.append(row)
    else:
        changes.kept += 1


def write(connection: Connection, user_id: int, changes: Iterable[ListChanges]) -> bool:
    """Write all changes; tell whether they say something of the person's taste."""
    telling = False
    for one in changes:
        rows = [{"user_id": user_id, **row} for row in one.new + one.changed]
        if not rows:
            continue
        mark = LISTS[one.name].mark
        statement = insert(mark)
        key = [mark.user_id, mark.film_id]
        # A viewing found again keeps when it was put here; a rating has a new time of its own.
        columns = {"ratings": ("rating", "rated_at"), "history": ("watched_on",)}.get(one.name, ())
        upsert = (
            statement.on_conflict_do_update(
                index_elements=key, set_={name: statement.excluded[name] for name in columns}
            )
            if columns
            else statement.on_conflict_do_nothing(index_elements=key)
        )
        connection.execute(upsert, rows)
        telling = True
    return telling
