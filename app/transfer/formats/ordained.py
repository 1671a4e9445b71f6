"""ordained's formats: the JSON of its export, and the CSV of rows that were not matched."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import Any

from app.transfer import rows
from app.transfer.files import UnreadableFileError
from app.transfer.formats.row_readers import ReadRow
from app.transfer.rows import BadRowError, Row

LISTS = ("ratings", "history", "watchlist", "hidden")
# Columns of the CSV; `line`, `file`, `reason` and `detail` may follow. `list` may name several
# lists, separated by spaces.
COLUMNS = ("list", "movie_id", "imdb_id", "tmdb_id", "title", "year", "rating", "date")
VERSION = 1


def reads(document: Any) -> bool:
    """Return whether a JSON document is ordained's."""
    return isinstance(document, dict) and document.get("format") == "ordained"


def lists_of(document: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return the lists of a document.

    Raises
    ------
    UnreadableFileError
        The document is of another version, or a list is no list.
    """
    if document.get("version") != VERSION:
        raise UnreadableFileError(f"The file is not of version {VERSION}, which is read here.")
    lists = {name: document.get(name, []) for name in LISTS}
    for name, items in lists.items():
        if not isinstance(items, list):
            raise UnreadableFileError(f"In the file, {name} is not a list.")
    return lists


def item_reader(name: str) -> ReadRow:
    """Return a function that reads an item of the list called ``name``."""

    def read(item: Mapping[str, Any]) -> Row:
        movie = item.get("movie")
        if not isinstance(movie, dict):
            raise BadRowError("The item has no movie.")
        return _row(movie, {name}, {**item, "at": item.get("rated_at") or item.get("added_at")})

    return read


def _row(film: Mapping[str, Any], names: set[str], values: Mapping[str, Any]) -> Row:
    stars = rows.stars(values.get("rating")) if "ratings" in names else None
    if "ratings" in names and stars is None:
        raise BadRowError("The row has no rating.")
    watched_on = rows.day(values.get("watched_on")) if "history" in names else None
    at = rows.instant(values.get("at"))
    return Row(rows.film_key(film), frozenset(names), stars, watched_on, at)


def reader(columns: Set[str], _stem: str, _list_as: str) -> ReadRow | None:
    """Return a function that reads a CSV's rows; see `imdb.reader`."""
    if not {"list", "title", "rating", "date"} <= columns:
        return None

    def read(values: Mapping[str, Any]) -> Row:
        by_name = {name: values.get(name.replace("_", "")) for name in COLUMNS}
        names = set((by_name["list"] or "").lower().split())
        if not names or not names <= {*LISTS}:
            raise BadRowError(f"The list is not one of {', '.join(LISTS)}.")
        return _row(
            by_name, names, {**by_name, "watched_on": by_name["date"], "at": by_name["date"]}
        )

    return read
