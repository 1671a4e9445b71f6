"""Netflix: its viewing history, its detailed viewing activity, and its ratings.

Netflix calls films and episodes by one column. An episode is a show, a season and a name, with
colons between them; films have colons too ("Kill Bill: Vol. 1"), so the season must stand in the
middle, or several titles must share the show and the season.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.transfer import days
from app.transfer.days import NoDayError
from app.transfer.formats.common import share_of
from app.transfer.layouts import Layout
from app.transfer.ratings import HALF_STARS
from app.transfer.rows import BadRowError
from app.transfer.values import text
from app.transfer.words import words

# What a season is called, in English, German, French, Spanish, Italian, Portuguese, Dutch, Polish,
# Swedish, Danish, Norwegian, Turkish; and limited series and the like.
_SEASON: Final = re.compile(
    r"(?:(?:season|staffel|saison|temporada|stagione|seizoen|sezon|säsong|sæson|sesong|series|serie"
    r"|part|teil|partie|parte|deel|część|volume|vol\.?|band|chapter|kapitel|chapitre|capítulo"
    r"|book|buch|livre|libro|collection|kollektion|set|arc|episode|folge)\s*\.?\s*"
    r"(?:\d{1,4}|[ivxl]{1,5}|one|two|three|four|five|six|\w)?"
    r"|\d+\.? (?:season|staffel|sezon|temporada|saison|stagione)"
    r"|limited series|miniserie(?:s)?|mini-series|mini-serie|série limitée|serie limitada"
    r"|miniserie limitata|specials?|bonus)",
    re.IGNORECASE,
)
_LAST_SEASON: Final = re.compile(
    r"(?:(?:season|staffel|saison|temporada|stagione|seizoen|sezon) \d{1,3}|limited series)",
    re.IGNORECASE,
)
_NUMBERED: Final = re.compile(
    r"\((?:episode|folge|épisode|episodio|episódio) \d+\)$|^(?:episode|folge|épisode|episodio)"
    r" \d+$",
    re.IGNORECASE,
)
_EXTRA: Final = re.compile(r"\((?:trailer|clip|teaser|recap)[^)]*\)$|\btrailer$", re.IGNORECASE)
# The columns of the history in English, German, French, Spanish and Portuguese, Italian, Dutch.
_HEADERS: Final = (
    ("title", "date"),
    ("titel", "datum"),
    ("titre", "date"),
    ("titulo", "fecha"),
    ("titulo", "data"),
    ("titolo", "data"),
)
# Others keep lists of titles with days as well.
_NO_PLANS: Final = re.compile(r"^(?!.*(?:watch.?list|wish|to.?watch|to.?see|plan|merkliste))")
_YEAR: Final = re.compile(r"(?:18|19|20)\d\d")
FIRST_YEAR: Final = 2007
_SHORTEST_S: Final = 600  # of a viewing; less was tried and not seen


class Shows:
    """Tells episodes from films by all titles of a sheet."""

    def __init__(self, titles: Iterable[str], column: str) -> None:
        self.column = column
        known = set(titles)
        # Split twice rather than kept split, which takes several times as much memory.
        parts = (title.split(": ") for title in known)
        # A show whose seasons have names: "American Horror Story: Coven: Bitchcraft".
        seasons = Counter(tuple(names[:2]) for names in parts if len(names) > 2)
        self.seasons = {names for names, count in seasons.items() if count > 1}
        parts = (title.split(": ") for title in known)
        self.shows = {names[0].casefold() for names in parts if self._is_episode(names)}

    def _is_episode(self, names: list[str]) -> bool:
        if any(_SEASON.fullmatch(name.strip()) for name in names[1:-1]):
            return True
        if len(names) > 1 and (
            _LAST_SEASON.fullmatch(names[-1].strip()) or _NUMBERED.search(names[-1].strip())
        ):
            return True
        return len(names) > 2 and tuple(names[:2]) in self.seasons

    def check(self, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return a row's values.

        Raises
        ------
        BadRowError
            The row is an episode, a trailer or the like, or was seen for some minutes only.
        """
        title = text(values.get(self.column)) or ""
        names = title.split(": ")
        if self._is_episode(names) or title.casefold() in self.shows:
            raise BadRowError("This is an episode of a show, not a film.", "not_a_film")
        if text(values.get("supplementalvideotype")) or _EXTRA.search(title):
            raise BadRowError("This is a trailer or the like, not a film.", "not_a_film")
        if _seconds(text(values.get("duration"))) < _SHORTEST_S:
            raise BadRowError("It was seen for less than ten minutes.", "no_mark")
        return values


def title_of(layout: Layout) -> str | None:
    """Return the column that names films and episodes alike; None in ratings, which do not."""
    columns = [name for name, role in layout.roles.items() if role == "title"]
    return columns[0] if columns[0] in layout.requires and "starvalue" not in layout.roles else None


def _seconds(duration: str | None) -> float:
    match = re.fullmatch(r"(\d{1,4}):(\d{2}):(\d{2})", duration or "")
    if match is None:
        return float("inf")
    return int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3])


def _history(title: str, day: str) -> Layout:
    """Return the layout of a viewing history whose columns are called so."""

    def are_viewings(values: Mapping[str, Counter[str]]) -> bool:
        return share_of(values[day], _is_day) >= 0.8

    return Layout(
        "netflix",
        "viewing history",
        {title: "title", day: "watched_on"},
        requires=frozenset({title, day}),
        files=_NO_PLANS,
        otherwise="history",
        strict=True,
        check=are_viewings,
    )


def _is_day(written: str) -> bool:
    """Return whether a cell is a day on which films were streamed, not that of a release."""
    year = _YEAR.search(written)
    try:
        return days.read(written).year >= FIRST_YEAR
    except NoDayError as error:
        return error.unsettled and not (year and int(year[0]) < FIRST_YEAR)


LAYOUTS = (
    Layout(
        "netflix",
        "viewing activity",
        {"title": "title", "starttime": "watched_on", "profilename": "profile"},
        requires=frozenset({"title", "starttime", "profilename", "duration"}),
        facts=words(
            "duration attributes supplementalvideotype devicetype bookmark latestbookmark country"
        ),
        otherwise="history",
    ),
    Layout(
        "netflix",
        "ratings",
        {
            "titlename": "title",
            "starvalue": "rating",
            "eventutcts": "rated_at",
            "profilename": "profile",
        },
        requires=frozenset({"titlename", "starvalue", "thumbsvalue", "profilename"}),
        facts=frozenset({"ratingtype", "devicemodel", "regionviewdate", "country"}),
        unread=frozenset({"thumbsvalue"}),
        scales={"starvalue": HALF_STARS},
    ),
    *(_history(title, day) for title, day in _HEADERS),
)
