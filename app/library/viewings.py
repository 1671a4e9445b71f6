"""Viewings: each time a person saw a film, with the day, where it is known, and a note.

The viewings of a film are in the order of their days; those without a day come first, because a
day is mostly unknown of what was seen before the diary began. The last of them is the latest.

Every function takes the connection of a transaction in which the person is locked (see
`app.accounts.people.lock_for_writing`), so two writers never decide from the same rows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, tuple_, update
from sqlalchemy.orm import aliased

from app.web.problems import Problem
from sql.tables import Viewing

LONGEST_NOTE = 2000  # characters
# Of one person: somebody who saw ten films a day for twenty-five years, and wrote a book of notes.
MOST_VIEWINGS = 100_000
MOST_NOTE_BYTES = 20_000_000

# The order of a film's viewings, the latest first.
LATEST_FIRST = (Viewing.watched_on.desc().nulls_last(), Viewing.viewing_id.desc())

# The latest viewing of each film of each person. PostgreSQL applies a condition on user_id or
# film_id before it picks the latest.
LatestViewing = aliased(
    Viewing,
    select(Viewing)
    .distinct(Viewing.user_id, Viewing.film_id)
    .order_by(Viewing.user_id, Viewing.film_id, *LATEST_FIRST)
    .subquery("latest_viewings"),
)


_other = aliased(Viewing)
# Which viewing of its film a viewing is, from 1.
NUMBER = (
    select(func.count())
    .where(
        _other.user_id == Viewing.user_id,
        _other.film_id == Viewing.film_id,
        tuple_(func.coalesce(_other.watched_on, date.min), _other.viewing_id)
        <= tuple_(func.coalesce(Viewing.watched_on, date.min), Viewing.viewing_id),
    )
    .correlate(Viewing)
    .scalar_subquery()
)


@dataclass(frozen=True)
class NewViewing:
    """A viewing to add.

    Attributes
    ----------
    film_id : int
        The film, which need not be in any release.
    watched_on : date or None
        The day; None where it is not known.
    note : str
        Up to `LONGEST_NOTE` characters.
    created_at : datetime or None
        When it was entered; None is now.
    entry_key : str or None
        The client's name of the entry; a person's viewings differ in it.
    """

    film_id: int
    watched_on: date | None = None
    note: str = ""
    created_at: datetime | None = None
    entry_key: str | None = None


def of_key(connection: Connection, user_id: int, entry_key: str) -> tuple[int, int] | None:
    """Return id and film of the viewing that was entered with a key; None where none was."""
    found = connection.execute(
        select(Viewing.viewing_id, Viewing.film_id).where(
            Viewing.user_id == user_id, Viewing.entry_key == entry_key
        )
    ).one_or_none()
    return (found.viewing_id, found.film_id) if found else None


def add(connection: Connection, user_id: int, viewings: Iterable[NewViewing]) -> list[int]:
    """Insert viewings; return their ids in the same order."""
    now = datetime.now(UTC)
    rows = [
        {"user_id": user_id, **asdict(viewing), "created_at": viewing.created_at or now}
        for viewing in viewings
    ]
    if not rows:
        return []
    statement = insert(Viewing).returning(Viewing.viewing_id, sort_by_parameter_order=True)
    return list(connection.execute(statement, rows).scalars())


def check_room(connection: Connection, user_id: int) -> None:
    """Check that a person's viewings and notes are not more than one person's.

    Raises
    ------
    Problem
        ``library-full``; the transaction that wrote them is rolled back.
    """
    count, note_bytes = connection.execute(
        select(func.count(), func.coalesce(func.sum(func.octet_length(Viewing.note)), 0)).where(
            Viewing.user_id == user_id
        )
    ).one()
    if count > MOST_VIEWINGS:
        raise Problem("library-full", f"More than {MOST_VIEWINGS:,} viewings: delete some first.")
    if note_bytes > MOST_NOTE_BYTES:
        size = f"{MOST_NOTE_BYTES // 1_000_000} MB"
        raise Problem("library-full", f"More than {size} of notes: delete or shorten some first.")


def change(connection: Connection, user_id: int, viewing_id: int, **values: Any) -> int | None:
    """Set columns of a viewing, such as ``watched_on`` and ``note``.

    Returns
    -------
    int or None
        The film; None where the person has no such viewing.
    """
    return connection.scalar(
        update(Viewing)
        .where(Viewing.viewing_id == viewing_id, Viewing.user_id == user_id)
        .values(values)
        .returning(Viewing.film_id)
    )


def remove(connection: Connection, user_id: int, viewing_id: int) -> int | None:
    """Delete a viewing.

    Returns
    -------
    int or None
        The film; None where the person has no such viewing.
    """
    return connection.scalar(
        delete(Viewing)
        .where(Viewing.viewing_id == viewing_id, Viewing.user_id == user_id)
        .returning(Viewing.film_id)
    )


def remove_film(connection: Connection, user_id: int, film_id: int) -> None:
    """Delete all viewings of a film."""
    connection.execute(
        delete(Viewing).where(Viewing.user_id == user_id, Viewing.film_id == film_id)
    )


def set_latest_day(
    connection: Connection, user_id: int, film_id: int, watched_on: date | None
) -> int:
    """Set the day of a film's latest viewing, or add a viewing where it has none; return its id."""
    latest = connection.scalar(
        select(LatestViewing.viewing_id).where(
            LatestViewing.user_id == user_id, LatestViewing.film_id == film_id
        )
    )
    if latest is None:
        (latest,) = add(connection, user_id, [NewViewing(film_id, watched_on)])
    else:
        change(connection, user_id, latest, watched_on=watched_on)
    return latest


def of_person(
    connection: Connection, user_id: int, film_ids: Sequence[int] | None = None
) -> Sequence[Row[int, int, date | None, str, datetime]]:
    """Return a person's viewings, those of a film in order and the latest last.

    Parameters
    ----------
    film_ids : sequence of int, optional
        Only of these films.

    Returns
    -------
    sequence of rows
        viewing_id, film_id, watched_on, note and created_at, sorted by film_id.
    """
    statement = (
        select(
            Viewing.viewing_id,
            Viewing.film_id,
            Viewing.watched_on,
            Viewing.note,
            Viewing.created_at,
        )
        .where(Viewing.user_id == user_id)
        .order_by(Viewing.film_id, Viewing.watched_on.asc().nulls_first(), Viewing.viewing_id.asc())
    )
    if film_ids is not None:
        statement = statement.where(Viewing.film_id.in_(film_ids))
    return connection.execute(statement).all()
