"""Letterboxd: the files of its export, its lists, and the CSV of its importer."""

from __future__ import annotations

from collections.abc import Mapping, Set

from app.transfer import rows
from app.transfer.formats.row_readers import ReadRow
from app.transfer.rows import Row
from app.transfer.tables import column

# ordained has neither likes nor lists of one's own making.
IGNORED_FOLDERS = ("/likes/", "/lists/")
# Files whose ratings are those of a day, not the current ones.
DIARIES = ("diary.csv", "reviews.csv")
LIST_START = "letterboxd list export"


def is_ignored(name: str) -> bool:
    """Return whether a file of the export, by its path in the zip, holds nothing to import."""
    return any(folder in f"/{name}" for folder in IGNORED_FOLDERS)


def header_line(lines: list[str]) -> int:
    """Return the index of the header line; the file of a list opens with lines about the list."""
    if lines and lines[0].lower().startswith(LIST_START):
        for number, line in enumerate(lines):
            if column(line).startswith("positionname"):
                return number
    return 0


def reader(columns: Set[str], stem: str, list_as: str) -> ReadRow | None:
    """Return a function that reads a file's rows; see `imdb.reader`."""
    own_columns = columns & {
        "letterboxduri",
        "rating10",
        "rating",
        "watcheddate",
        "imdbid",
        "tmdbid",
    }
    is_list = {"position", "name", "year", "url"} <= columns
    if not (({"name", "title"} & columns and own_columns) or is_list):
        return None
    # Only the importer's CSV calls a film's name "Title"; a film without a rating was seen.
    imported = "title" in columns
    if "watchlist" in stem:
        listed, always = "watchlist", True
    elif imported:
        listed, always = "history", False
    elif stem.startswith(("watched", "diary", "reviews")):
        listed, always = "history", True
    else:
        listed, always = list_as, False

    def read(values: Mapping[str, str]) -> Row:
        key = rows.film_key(
            {
                "imdb_id": values.get("imdbid"),
                "tmdb_id": values.get("tmdbid"),
                "title": values.get("name") or values.get("title"),
                "year": values.get("year"),
            }
        )
        stars = rows.stars(values.get("rating")) or rows.stars(values.get("rating10"), 10)
        watched_on = rows.day(values.get("watcheddate"))
        lists = {"ratings"} if stars else set()
        if watched_on:
            lists.add("history")
        if always or not lists:
            if "rating" in columns and stem.startswith("ratings"):
                raise rows.BadRowError("The row has no rating.")
            lists.add(listed)
        at = rows.instant(values.get("date") or values.get("watcheddate"))
        return Row(key, frozenset(lists), stars, watched_on, at)

    return read
