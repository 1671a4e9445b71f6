"""Merges the rows of a file by film, so that each list has one mark of a film.

A row that is matched more surely decides alone: where a film has a row by id, its rows by title
are most likely about another film of that name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import TypeVar

from app.library.lists import LISTS
from app.transfer.matching import Match
from app.transfer.rows import Row

LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class SeenOn:
    """A viewing as a file has it.

    Attributes
    ----------
    watched_on : date or None
        The day, where the file has it.
    note : str
        What the person wrote about it.
    at : datetime or None
        When it was entered.
    """

    watched_on: date | None = None
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class StoredViewing(SeenOn):
    """A viewing that is here."""

    viewing_id: int = 0


Here = TypeVar("Here", bound=SeenOn)


@dataclass
class ImportedMark:
    """A file's mark of a film on one list, merged from the rows that decide.

    Attributes
    ----------
    sureness : tuple of bool
        How surely the rows are matched; the greater decides.
    rating : float or None
        Stars.
    at : datetime or None
        When the film was rated, the last time; or put on the list, the first time.
    viewings : dict
        Viewings by file. A viewing may stand in several files, as in a diary and among reviews.
    """

    sureness: tuple[bool, bool]
    rating: float | None = None
    at: datetime | None = None
    viewings: dict[str | None, list[SeenOn]] = field(default_factory=dict)

    def merge(self, name: str, row: Row) -> None:
        """Merge a row of the film on the list called ``name``."""
        if name == "history":
            seen = SeenOn(row.watched_on, row.note or "", row.at)
            self.viewings.setdefault(row.file, []).append(seen)
        if name == "ratings":
            if (row.at or LONG_AGO) >= (self.at or LONG_AGO):
                self.rating = row.rating
            self.at = max(self.at or LONG_AGO, row.at) if row.at else self.at
        elif row.at:
            self.at = min(self.at or row.at, row.at)

    @property
    def latest(self) -> datetime:
        """The last time that the file has of this mark."""
        seen = [viewing for of_file in self.viewings.values() for viewing in of_file]
        days = [viewing.watched_on for viewing in seen if viewing.watched_on]
        times = [datetime.combine(day, time.min, UTC) for day in days]
        return max([self.at or LONG_AGO, *times, *(viewing.at for viewing in seen if viewing.at)])

    @property
    def seen(self) -> list[SeenOn]:
        """The viewings of all files, each once."""
        merged: list[SeenOn] = []
        for of_file in self.viewings.values():
            for here, there in pair(merged, list(dict.fromkeys(of_file))):
                if here is None:
                    merged.append(there)
                else:
                    merged[merged.index(here)] = SeenOn(
                        here.watched_on or there.watched_on,
                        here.note or there.note,
                        here.at or there.at,
                    )
        # "Seen, some day" says nothing beside a viewing.
        telling = [viewing for viewing in merged if viewing != SeenOn()]
        return telling or merged


def pair(here: Sequence[Here], there: Sequence[SeenOn]) -> list[tuple[Here | None, SeenOn]]:
    """Pair each viewing that comes with the one that is the same, or with None.

    The same day is the same viewing, of several that with the same note. A viewing without a day
    is the same as any whose note does not contradict.
    """
    left = list(here)
    pairs: list[tuple[Here | None, SeenOn]] = []
    open_ = list(there)
    for same in (_is_equal, _is_of_day, _may_be):
        unpaired = []
        for viewing in open_:
            found = next((left_over for left_over in left if same(left_over, viewing)), None)
            if found is None:
                unpaired.append(viewing)
            else:
                left.remove(found)
                pairs.append((found, viewing))
        open_ = unpaired
    return pairs + [(None, viewing) for viewing in open_]


def _is_equal(here: SeenOn, there: SeenOn) -> bool:
    return (here.watched_on, here.note) == (there.watched_on, there.note)


def _is_of_day(here: SeenOn, there: SeenOn) -> bool:
    return here.watched_on == there.watched_on and here.watched_on is not None


def _may_be(here: SeenOn, there: SeenOn) -> bool:
    compatible = not here.note or not there.note or here.note == there.note
    return compatible and None in (here.watched_on, there.watched_on)


def imported_marks(matched: Iterable[tuple[Row, Match]]) -> dict[str, dict[int, ImportedMark]]:
    """Return a file's marks by the list's name and film id."""
    marks: dict[str, dict[int, ImportedMark]] = {name: {} for name in LISTS}
    for row, match in matched:
        sureness = (match.by_id, match.doubt is None)
        for name in row.lists:
            mark = marks[name].get(match.film_id)
            if mark is None or mark.sureness < sureness:
                mark = marks[name][match.film_id] = ImportedMark(sureness)
            if mark.sureness == sureness:
                mark.merge(name, row)
    return marks
