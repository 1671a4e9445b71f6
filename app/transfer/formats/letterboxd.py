"""Letterboxd: the files of its export, a list of it, and the file that its importer takes."""

from __future__ import annotations

from collections.abc import Mapping, Set

from app.transfer import rows
from app.transfer.formats.common import ReadOne
from app.transfer.rows import Row
from app.transfer.tables import column

# What films one likes, and lists of one's own making, say nothing that is kept here.
IGNORED_FOLDERS = ("/likes/", "/lists/")
# Where a rating is that of one day.
DIARIES = ("diary.csv", "reviews.csv")
LIST_START = "letterboxd list export"


def is_ignored(name: str) -> bool:
    """Tell whether a file of the export holds nothing to import, by its name in the zip."""
    return any(folder in f"/{name}" for folder in IGNORED_FOLDERS)


def header_line(lines: list[str]) -> int:
    """Return where the columns' names are: a list has some lines about itself before."""
    if lines and lines[0].lower().startswith(LIST_START):
        for number, line in enumerate(lines):
            if column(line).startswith("positionname"):
                return number
    return 0


def reader(columns: Set[str], stem: str, list_as: str) -> ReadOne | None:
    """Return what reads a row of a file with these columns; see `imdb.reader`."""
    known = columns & {"letterboxduri", "rating10", "rating", "watcheddate", "imdbid", "tmdbid"}
    is_list = {"position", "name", "year", "url"} <= columns
    if not (({"name", "title"} & columns and known) or is_list):
        return None
    # Its importer's columns, which call a film's name "Title", and where no rating means seen.
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
