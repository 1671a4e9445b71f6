"""Merges the rows of a file by film, so that each list has one mark of a film.

A row that is matched more surely decides alone: where a film has a row by id, its rows by title
are most likely about another film of that name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Final, TypeVar

from app.library.lists import LISTS
from app.transfer.matching import Match
from app.transfer.rows import Row

NONE_LEFT: Final = float("inf")
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
            places = {id(viewing): place for place, viewing in enumerate(merged)}
            for here, there in pair(tuple(merged), list(dict.fromkeys(of_file))):
                if here is None:
                    merged.append(there)
                else:
                    merged[places[id(here)]] = SeenOn(
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
    is_taken = [False] * len(here)
    pairs: list[tuple[Here | None, SeenOn]] = []
    open_ = list(there)
    for keys, wanted in ((_equal, _equal), (_of_day, _of_day), (_may_be, _wanted)):
        # A file may have 100,000 viewings of one film: looking through all of them for each would
        # take half an hour, during which the person is locked.
        places: defaultdict[Hashable, list[int]] = defaultdict(list)
        for place in reversed(range(len(here))):
            for key in () if is_taken[place] else keys(here[place]):
                places[key].append(place)
        unpaired = []
        for viewing in open_:
            firsts = [_first(places[key], is_taken) for key in wanted(viewing) if key in places]
            if (first := min(firsts, default=NONE_LEFT)) < NONE_LEFT:
                is_taken[int(first)] = True
                pairs.append((here[int(first)], viewing))
            else:
                unpaired.append(viewing)
        open_ = unpaired
    return pairs + [(None, viewing) for viewing in open_]


def _first(places: list[int], is_taken: Sequence[bool]) -> float:
    """Return the first place that is not taken; the places stand in reverse order."""
    while places and is_taken[places[-1]]:
        places.pop()
    return places[-1] if places else NONE_LEFT


def _equal(viewing: SeenOn) -> Sequence[Hashable]:
    return [(viewing.watched_on, viewing.note)]


def _of_day(viewing: SeenOn) -> Sequence[Hashable]:
    return [viewing.watched_on] if viewing.watched_on else []


def _may_be(here: SeenOn) -> Sequence[Hashable]:
    """Return the kinds that `_wanted` names: with any note or one, and among them without a day."""
    keys: list[Hashable] = ["any", ("any", here.note)]
    return keys if here.watched_on else [*keys, "no day", ("no day", here.note)]


def _wanted(there: SeenOn) -> Sequence[Hashable]:
    """Return where `_may_be` puts what has no other note, and no day unless ``there`` has none."""
    kind = "no day" if there.watched_on else "any"
    return [(kind, ""), (kind, there.note)] if there.note else [kind]


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
