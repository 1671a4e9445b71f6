"""Letterboxd: the files of its export, its lists, and the CSV of its importer."""

from __future__ import annotations

import re
from typing import Final

from app.transfer.files import Part
from app.transfer.layouts import Choice, Layout, Role
from app.transfer.ratings import HALF_STARS, HUNDRED, TEN
from app.transfer.tables import column, table

# Files whose ratings are those of a day, not the current ones.
DIARIES: Final = ("diary.csv", "reviews.csv")
LIST_START: Final = "letterboxd list export"

_ROLES: Final[dict[str, Role]] = {
    "name": "title",
    "year": "year",
    "rating": "rating",
    "watcheddate": "watched_on",
    "date": "added_at",
    "review": "note",
}
_FILM: Final = frozenset({"name", "year"})
_FACTS: Final = frozenset({"letterboxduri", "url", "rewatch", "position"})
_STARS: Final = {"rating": HALF_STARS}
_URI: Final = _FILM | {"letterboxduri"}
_IMPORTER: Final[dict[str, Role]] = {
    "imdbid": "imdb_id",
    "tmdbid": "tmdb_id",
    "title": "title",
    "name": "title",
    "year": "year",
    "rating": "rating",
    "rating10": "rating",
    "rating100": "rating",
    "watcheddate": "watched_on",
    "review": "note",
}

LAYOUTS = (
    Layout(
        "letterboxd",
        "list",
        {**_ROLES, "description": "note"},
        requires=_FILM | {"position", "url"},
        facts=_FACTS,
        otherwise="list",
        is_list=True,
    ),
    Layout(
        "letterboxd",
        "likes",
        _ROLES,
        requires=_URI,
        lacks=frozenset({"rating"}),
        files=re.compile(r"(^|/)likes?/|(^|/)likes?$"),
        facts=_FACTS,
        otherwise="list",
        is_list=True,
    ),
    Layout(
        "letterboxd",
        "watchlist",
        _ROLES,
        requires=_URI,
        lacks=frozenset({"rating"}),
        facts=_FACTS,
        files=re.compile("watch.?list"),
        otherwise="watchlist",
        is_list=True,
    ),
    # The diary and reviews; each row is a viewing.
    Layout(
        "letterboxd",
        "diary",
        _ROLES,
        requires=_URI | {"rating", "watcheddate"},
        facts=_FACTS,
        scales=_STARS,
        otherwise="history",
        is_list=True,
    ),
    Layout(
        "letterboxd",
        "ratings",
        {**_ROLES, "date": "rated_at"},
        requires=_URI | {"rating"},
        facts=_FACTS,
        scales=_STARS,
    ),
    Layout(
        "letterboxd",
        "watched",
        _ROLES,
        requires=_URI,
        facts=_FACTS,
        files=re.compile("watched|gesehen|seen"),
        otherwise="history",
        is_list=True,
    ),
    # Watched films, the watchlist and likes have the same columns.
    Layout(
        "letterboxd", "films", _ROLES, requires=_URI, facts=_FACTS, otherwise="ask", is_list=True
    ),
    # The columns of the importer; a film without a rating was seen.
    Layout(
        "letterboxd",
        "watchlist for the importer",
        _IMPORTER,
        any_of=frozenset({"title", "imdbid", "tmdbid"}),
        files=re.compile("watch.?list"),
        facts=_FACTS | {"directors", "director", "letterboxduri"},
        scales={"rating10": TEN, "rating100": HUNDRED},
        otherwise="watchlist",
        is_list=True,
        strict=True,
    ),
    Layout(
        "letterboxd",
        "films for the importer",
        _IMPORTER,
        any_of=frozenset({"rating10", "rating100", "watcheddate"}),
        facts=_FACTS | {"directors", "director", "letterboxduri"},
        unread=frozenset({"tags"}),
        scales={"rating10": TEN, "rating100": HUNDRED},
        otherwise="history",
        strict=True,
    ),
)


def choice_of(part: Part, layout: Layout) -> Choice | None:
    """Return what the person is asked about a part's films: likes, and lists of their own."""
    if layout.what == "likes":
        return Choice("likes", "likes", "Likes", part.file)
    if layout.what == "list":
        return Choice(f"list:{part.name}", "list", _list_name(part), part.file)
    return None


def header_line(lines: list[str]) -> int:
    """Return the index of the header line; the file of a list opens with lines about the list."""
    if lines and lines[0].lower().startswith(LIST_START):
        for number, line in enumerate(lines[:100]):
            if column(line).startswith("positionname"):
                return number
    return 0


def _list_name(part: Part) -> str:
    """Return a list's name, which stands in its file's third line."""
    head = [line.decode() for line in part.content.splitlines()[1:3]]
    for record in table(head).records() if len(head) == 2 else ():
        if name := record.values.get("name", "").strip():
            return name[:200]
    return part.stem
