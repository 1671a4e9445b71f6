"""Simkl: the CSV and the JSON of its backup; ratings are out of ten."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.transfer.files import Part
from app.transfer.formats.common import ITEM_ROLES, STATUSES, Section, mapping_of
from app.transfer.json_items import Document
from app.transfer.layouts import Layout
from app.transfer.ratings import TEN
from app.transfer.rows import BadRowError

LAYOUTS = (
    Layout(
        "simkl",
        "backup",
        {
            "imdb": "imdb_id",
            "tmdb": "tmdb_id",
            "title": "title",
            "year": "year",
            "type": "kind",
            "watchlist": "status",
            "watcheddate": "watched_on",
            "rating": "rating",
            "memo": "note",
        },
        requires=frozenset({"simklid", "title", "type", "watchlist"}),
        facts=frozenset({"simklid", "tvdb", "lastepwatched", "mal", "anidb"}),
        scales={"rating": TEN},
        statuses=STATUSES,
    ),
)
_ITEMS = Layout("simkl", "backup", ITEM_ROLES, scales={"rating": TEN}, statuses=STATUSES)


def sections(document: Document, _part: Part) -> list[Section] | None:
    """Return the lists of a backup; None where the document is none."""
    paths = [path for path in document.lists if path in (("movies",), ("shows",), ("anime",))]
    first = next((item for path in paths for item in document.items(path)), None)
    known = {"status", "user_rating", "added_to_watchlist_at", "last_watched_at"}
    if len(paths) < 2 and not (isinstance(first, dict) and known & {*first}):
        return None
    return [Section(path, _ITEMS, _flatten) for path in paths]


def _flatten(item: Mapping[str, Any]) -> Mapping[str, Any]:
    movie = mapping_of(item, "movie")
    if not movie and item.get("anime_type") == "movie":
        movie = mapping_of(item, "show")
    if not movie:
        what = "an anime" if "anime_type" in item else "a show"
        raise BadRowError(f"This is {what}, not a film.", "not_a_film")
    ids = mapping_of(movie, "ids")
    return {
        "imdb_id": ids.get("imdb"),
        "tmdb_id": ids.get("tmdb"),
        "title": movie.get("title"),
        "year": movie.get("year"),
        "rating": item.get("user_rating"),
        "rated_at": item.get("user_rated_at"),
        "added_at": item.get("added_to_watchlist_at"),
        "watched_on": item.get("last_watched_at"),
        "status": item.get("status"),
        "note": mapping_of(item, "memo").get("text") or item.get("memo"),
    }
