"""Compares a file's marks with a library: what an import would add, change and leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, select

from app.library.contradictions import CONTRADICTED
from app.library.lists import LISTS
from app.library.viewings import of_person
from app.transfer.merging import LONG_AGO, ImportedMark, SeenOn, StoredViewing, pair
from sql.tables import Rating

Kind = Literal["new", "changed", "unchanged", "kept", "removed"]
KINDS: tuple[Kind, ...] = ("new", "changed", "unchanged", "kept", "removed")


@dataclass(frozen=True)
class Mark:
    """A mark of a film on one list, as it is here or as a file has it.

    Attributes
    ----------
    rating : float or None
        Stars, of a rating.
    viewings : sequence of SeenOn
        Of a film seen; here they are `StoredViewing`.
    at : datetime or None
        When the film was rated or put on the list.
    """

    rating: float | None = None
    viewings: Sequence[SeenOn] = ()
    at: datetime | None = None


@dataclass(frozen=True)
class FilmChange:
    """What an import does to a film on one list; ``kind`` is a field of `schemas.Changes`.

    Attributes
    ----------
    here, file : Mark or None
        The mark as it is here and as the file has it; None where there is none.
    added : sequence of SeenOn
        Viewings to insert.
    corrected : mapping
        Columns to update by viewing id.
    """

    film_id: int
    kind: Kind
    here: Mark | None
    file: Mark | None
    added: Sequence[SeenOn] = ()
    corrected: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def writes(self) -> bool:
        """Whether anything is stored."""
        return self.kind in ("new", "changed", "removed")


@dataclass(frozen=True)
class Wishes:
    """Which side wins where a file and the library differ: ``file``, ``newest`` or ``mine``.

    Attributes
    ----------
    all : str
        For all films.
    by_film : mapping
        For single films, by film id.
    """

    all: str = "file"
    by_film: Mapping[int, str] = field(default_factory=dict)

    def of(self, film_id: int) -> str:
        """Return which side wins for a film."""
        return self.by_film.get(film_id, self.all)


Changes = dict[str, list[FilmChange]]


def compare(
    connection: Connection,
    user_id: int,
    imported: Mapping[str, Mapping[int, ImportedMark]],
    wishes: Wishes,
) -> Changes:
    """Return what an import would change, by list; nothing is written.

    Parameters
    ----------
    imported : mapping
        What `app.transfer.merging.imported_marks` returned.
    """
    stored = {name: _stored(connection, name, user_id) for name in LISTS}
    changes: Changes = {
        name: [
            _compare(name, film_id, stored[name].get(film_id), mark, wishes.of(film_id))
            for film_id, mark in marks.items()
        ]
        for name, marks in imported.items()
    }
    for name, change in _contradicted(changes, stored, imported, wishes):
        changes[name].append(change)
    return changes


def _stored(connection: Connection, name: str, user_id: int) -> dict[int, Mark]:
    if name == "history":
        viewings: dict[int, list[StoredViewing]] = {}
        for row in of_person(connection, user_id):
            seen = StoredViewing(row.watched_on, row.note, row.created_at, row.viewing_id)
            viewings.setdefault(row.film_id, []).append(seen)
        return {film_id: Mark(viewings=seen) for film_id, seen in viewings.items()}
    kind = LISTS[name]
    columns = [Rating.rating] if name == "ratings" else []
    statement = select(kind.mark.film_id, kind.marked_at.label("at"), *columns).where(
        kind.mark.user_id == user_id
    )
    return {
        row.film_id: Mark(float(row.rating) if columns else None, at=row.at)
        for row in connection.execute(statement)
    }


def _compare(
    name: str, film_id: int, here: Mark | None, mark: ImportedMark, winner: str
) -> FilmChange:
    if name == "history":
        return _compare_viewings(film_id, here, mark.seen, winner)
    file = Mark(mark.rating, at=mark.at)
    if here is None:
        return FilmChange(film_id, "new", here, file)
    if here.rating == file.rating:
        return FilmChange(film_id, "unchanged", here, file)
    later = file.at is not None and file.at >= (here.at or LONG_AGO)
    wins = winner == "file" or (winner == "newest" and later)
    return FilmChange(film_id, "changed" if wins else "kept", here, file)


def _compare_viewings(
    film_id: int, here: Mark | None, seen: Sequence[SeenOn], winner: str
) -> FilmChange:
    """Compare viewings: a day that is not here is one viewing more, and contradicts nothing.

    What is empty here is filled whichever side wins.
    """
    file = Mark(viewings=seen)
    if here is None:
        return FilmChange(film_id, "new", here, file, added=seen)
    stored = [viewing for viewing in here.viewings if isinstance(viewing, StoredViewing)]
    added: list[SeenOn] = []
    corrected: dict[int, dict[str, Any]] = {}
    kept = False
    for mine, theirs in pair(stored, seen):
        if mine is None:
            kept = kept or winner == "mine"
            added += [] if winner == "mine" else [theirs]
            continue
        values: dict[str, Any] = {}
        if mine.watched_on is None and theirs.watched_on is not None:
            values["watched_on"] = theirs.watched_on
        if theirs.note and theirs.note != mine.note:
            later = theirs.at is not None and theirs.at >= (mine.at or LONG_AGO)
            if not mine.note or winner == "file" or (winner == "newest" and later):
                values["note"] = theirs.note
            else:
                kept = True
        if values:
            corrected[mine.viewing_id] = values
    kind: Kind = "changed" if added or corrected else "kept" if kept else "unchanged"
    return FilmChange(film_id, kind, here, file, added, corrected)


def _contradicted(
    changes: Changes,
    stored: Mapping[str, Mapping[int, Mark]],
    imported: Mapping[str, Mapping[int, ImportedMark]],
    wishes: Wishes,
) -> list[tuple[str, FilmChange]]:
    """Return the marks here that an import contradicts by a later mark, with their lists.

    The later mark holds, as where a person makes both by hand. A mark without a time contradicts
    nothing, and neither does a file that has both.
    """
    removed: dict[tuple[str, int], FilmChange] = {}
    for name, table in CONTRADICTED.items():
        other = table.__tablename__
        for change in changes[name]:
            film_id, here = change.film_id, stored[other].get(change.film_id)
            if (
                change.kind == "new"
                and here is not None
                and film_id not in imported[other]
                and wishes.of(film_id) != "mine"
                and imported[name][film_id].latest > (here.at or LONG_AGO)
            ):
                removed[other, film_id] = FilmChange(film_id, "removed", here, None)
    return [(name, change) for (name, _), change in removed.items()]
