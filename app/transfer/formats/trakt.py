"""Trakt: JSON of its API and its export, and its CSV; ratings are out of ten."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from typing import Any

from app.transfer import rows
from app.transfer.formats.row_readers import ReadRow
from app.transfer.rows import BadRowError, Row

# Names of times in the JSON; the CSV's columns lack the underscores.
TIMES = ("rated_at", "watched_at", "last_watched_at", "listed_at", "hidden_at")
KINDS = ("show", "season", "episode", "person", "list", "user")
# Trakt's value of an unknown day.
UNKNOWN_DAY = date(1970, 1, 1)


def reads(items: list[Any]) -> bool:
    """Return whether a JSON list is Trakt's."""
    return any(
        isinstance(item, dict)
        and ({*TIMES} & {*item})
        and ({"movie", *KINDS} & {*item} or "type" in item)
        for item in items[:100]
    )


def item_reader(stem: str, list_as: str) -> ReadRow:
    """Return a function that reads an item of a JSON list."""

    def read(item: Mapping[str, Any]) -> Row:
        movie = item.get("movie")
        if not isinstance(movie, dict):
            kind = next((kind for kind in KINDS if kind in item), None) or rows.text(
                item.get("type")
            )
            if kind in KINDS:
                raise BadRowError(f"This is a {kind}, not a film.", "not_a_film")
            raise BadRowError("The item has no movie.")
        ids = movie.get("ids")
        ids = ids if isinstance(ids, dict) else {}
        return _row({**movie, "imdb_id": ids.get("imdb"), "tmdb_id": ids.get("tmdb")}, item)

    def _row(film: Mapping[str, Any], item: Mapping[str, Any]) -> Row:
        return row_of(film, item, stem, list_as)

    return read


def reader(columns: Set[str], stem: str, list_as: str) -> ReadRow | None:
    """Return a function that reads a CSV's rows; see `imdb.reader`."""
    names = {name.replace("_", ""): name for name in (*TIMES, "imdb_id", "tmdb_id")}
    if "traktid" not in columns or not columns & {*names, "rating"}:
        return None

    def read(values: Mapping[str, Any]) -> Row:
        kind = (values.get("type") or "movie").strip().lower()
        if kind != "movie":
            raise BadRowError(f"This is a {kind[:20]}, not a film.", "not_a_film")
        item = {names.get(name, name): value for name, value in values.items()}
        return row_of(item, item, stem, list_as)

    return read


def row_of(film: Mapping[str, Any], item: Mapping[str, Any], stem: str, list_as: str) -> Row:
    """Return an item's row; the times that the item has decide which lists the film is on."""
    key = rows.film_key({**film, "movie_id": None})
    stars = rows.stars(item.get("rating"), 10)
    watched = item.get("watched_at") or item.get("last_watched_at")
    lists = {"ratings"} if stars else set()
    watched_on = rows.day(watched)
    if watched:
        lists.add("history")
    if item.get("listed_at"):
        lists.add("watchlist" if "watchlist" in stem else list_as)
    if item.get("hidden_at"):
        lists.add("hidden")
    if not lists:
        raise BadRowError("The item says neither a rating nor a time.")
    times = [rows.instant(item.get(name)) for name in TIMES]
    return Row(
        key,
        frozenset(lists),
        stars,
        None if watched_on == UNKNOWN_DAY else watched_on,
        next((time for time in times if time), None),
    )
