"""ordained's formats: the JSON of its export, and the CSV of rows that were not matched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any, Final

from app.transfer.files import Part, UnreadableFileError
from app.transfer.formats.common import ITEM_ROLES, Section
from app.transfer.json_items import Document
from app.transfer.layouts import Layout
from app.transfer.ratings import HALF_STARS
from app.transfer.rows import BadRowError
from app.transfer.values import text
from app.transfer.words import words

LISTS: Final = ("ratings", "history", "watchlist", "hidden")
# Columns of the CSV; columns of the report may follow, which reading ignores. `list` may name
# several lists, separated by spaces.
COLUMNS: Final = (
    *("list", "movie_id", "imdb_id", "tmdb_id", "title", "year", "rating", "date", "note"),
)
VERSION: Final = 1
_REPORT: Final = words(
    """
    line file reason detail candidatemovieid candidateimdbid candidatetmdbid candidatetitle
    candidateyear othercandidates
    """
)
_ORIGINAL: Final = re.compile("original")
_BY_LISTS: Final = {
    " ".join(sorted(names)): frozenset(names)
    for number in range(1, 16)
    if (names := [name for place, name in enumerate(LISTS) if number >> place & 1])
}


def _lists(values: Mapping[str, Any]) -> Mapping[str, Any]:
    names = {*(text(values.get("list")) or "").lower().split()}
    if not names or not names <= {*LISTS}:
        raise BadRowError(f"The list is not one of {', '.join(LISTS)}.")
    # A rating belongs to the row of the list of ratings only.
    rating = values.get("rating") if "ratings" in names else None
    marks = {**values, "rating": rating, "ratedat": values.get("date")}
    others = names - {"ratings"}
    return {
        **{name: value for name, value in marks.items() if not name.startswith("original")},
        "lists": " ".join(sorted(others)) if others else None,
        "seenon": values.get("date") if "history" in names else None,
    }


LAYOUTS = (
    Layout(
        "ordained",
        "rows",
        {
            "imdbid": "imdb_id",
            "tmdbid": "tmdb_id",
            "movieid": "movie_id",
            "title": "title",
            "year": "year",
            "rating": "rating",
            "lists": "status",
            "seenon": "watched_on",
            "ratedat": "rated_at",
            "date": "added_at",
            "note": "note",
        },
        requires=frozenset({"list", "title", "rating", "date"}),
        facts=_REPORT | {"list"},
        foreign=_ORIGINAL,
        scales={"rating": HALF_STARS},
        statuses={name.replace(" ", ""): lists for name, lists in _BY_LISTS.items()},
        prepare=_lists,
    ),
)
_ITEMS: Final = Layout(
    "ordained",
    "library",
    {**ITEM_ROLES, "movie_id": "movie_id"},
    scales={"rating": HALF_STARS},
    statuses={name: frozenset({name}) for name in LISTS},
)


def sections(document: Document, _part: Part) -> list[Section] | None:
    """Return the lists of a document; None where the document is not ordained's.

    Raises
    ------
    UnreadableFileError
        The document is of another version, or a list is no list.
    """
    if document.value("format") != "ordained":
        return None
    if document.value("version") != VERSION:
        raise UnreadableFileError(f"The file is not of version {VERSION}, which is read here.")
    for name in LISTS:
        if (name,) in document.values:
            raise UnreadableFileError(f"In the file, {name} is not a list.")
    return [
        Section((name,), _ITEMS, partial(_flatten, name))
        for name in LISTS
        if (name,) in document.lists
    ]


def _flatten(name: str, item: Mapping[str, Any]) -> Mapping[str, Any]:
    movie = item.get("movie")
    if not isinstance(movie, dict):
        raise BadRowError("The item has no movie.")
    rated = name == "ratings"
    if rated and not item.get("rating"):
        raise BadRowError("The row has no rating.")
    return {
        **{key: movie.get(key) for key in ("imdb_id", "tmdb_id", "movie_id", "title", "year")},
        "rating": item.get("rating") if rated else None,
        "status": None if rated else name,
        "watched_on": item.get("watched_on") if name == "history" else None,
        "rated_at": item.get("rated_at") or item.get("added_at"),
        "note": item.get("note"),
    }
