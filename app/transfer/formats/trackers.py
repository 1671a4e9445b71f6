"""Trackers that people run at home: Movary, Watcharr, Yamtrack, Ryot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.transfer.files import Part
from app.transfer.formats.common import ITEM_ROLES, STATUSES, Section, list_of, mapping_of
from app.transfer.json_items import Document
from app.transfer.layouts import Layout, Role
from app.transfer.ratings import HUNDRED, TEN
from app.transfer.rows import BadRowError
from app.transfer.words import words

_IDS: Final[dict[str, Role]] = {
    "imdbid": "imdb_id",
    "tmdbid": "tmdb_id",
    "title": "title",
    "year": "year",
}
_OF_MOVARY: Final = frozenset({"title", "tmdbid", "imdbid"})
MOVARY = (
    Layout(
        "movary",
        "history",
        {**_IDS, "watchedat": "watched_on", "comment": "note"},
        requires=_OF_MOVARY | {"watchedat"},
        otherwise="history",
        is_list=True,
    ),
    Layout(
        "movary",
        "ratings",
        {**_IDS, "userrating": "rating"},
        requires=_OF_MOVARY | {"userrating"},
        scales={"userrating": TEN},
    ),
    Layout(
        "movary",
        "watchlist",
        {**_IDS, "addedat": "added_at"},
        requires=_OF_MOVARY | {"addedat"},
        lacks=frozenset({"rating"}),
        otherwise="watchlist",
        is_list=True,
    ),
)

YAMTRACK = (
    Layout(
        "yamtrack",
        "library",
        {
            "tmdbid": "tmdb_id",
            "title": "title",
            "mediatype": "kind",
            "score": "rating",
            "status": "status",
            "notes": "note",
            "enddate": "watched_on",
            "progressedat": "added_at",
            "createdat": "added_at",
        },
        requires=frozenset({"mediaid", "source", "mediatype", "title", "status"}),
        facts=words(
            """
            mediaid source image seasonnumber episodenumber progress startdate rowtype
            ishiddenoverride isspecialsoverride repeats
            """
        ),
        scales={"score": TEN},
        statuses=STATUSES,
        prepare=lambda values: {
            **values,
            "tmdbid": values.get("mediaid") if values.get("source") == "tmdb" else None,
        },
    ),
)

_WATCHARR: Final = Layout(
    "watcharr", "library", ITEM_ROLES, scales={"rating": TEN}, statuses=STATUSES
)
_RYOT: Final = Layout("ryot", "library", ITEM_ROLES, scales={"rating": HUNDRED}, statuses=STATUSES)


def watcharr_sections(document: Document, _part: Part) -> list[Section] | None:
    """Return the list of Watcharr's export; None where the document is none."""
    items = (item for item in document.items(()) if isinstance(item, dict))
    first = next(items, {})
    if not {"status", "rating"} <= {*first} or not {"content", "game"} & {*first}:
        return None
    return [Section((), _WATCHARR, _of_watcharr)]


def _of_watcharr(item: Mapping[str, Any]) -> Mapping[str, Any]:
    content = mapping_of(item, "content")
    if not content:
        raise BadRowError("This is a game, not a film.", "not_a_film")
    days = [entry["customDate"] for entry in list_of(item, "activity") if entry.get("customDate")]
    return {
        "imdb_id": content.get("imdb_id") or content.get("imdbId"),
        "tmdb_id": content.get("tmdbId"),
        "title": content.get("title"),
        "year": content.get("release_date") or content.get("releaseDate"),
        "kind": content.get("type"),
        "rating": item.get("rating"),
        "status": item.get("status"),
        "added_at": item.get("createdAt"),
        "watched_on": max(map(str, days), default=None),
        "note": item.get("thoughts"),
    }


def ryot_sections(document: Document, _part: Part) -> list[Section] | None:
    """Return the list of Ryot's export; None where the document is none."""
    path = ("metadata",)
    first = next((item for item in document.items(path) if isinstance(item, dict)), None)
    if first is None or not {"lot", "seen_history"} <= {*first}:
        return None
    return [Section(path, _RYOT, _of_ryot)]


def _of_ryot(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the values of each viewing; a film may have been seen several times."""
    source = item.get("source")
    reviews = list_of(item, "reviews")
    rating = next((review["rating"] for review in reviews if review.get("rating")), None)
    texts = (mapping_of(review, "review").get("text") for review in reviews)
    film = {
        "tmdb_id": item.get("identifier") if source == "tmdb" else None,
        "title": item.get("source_id") or item.get("title"),
        "kind": item.get("lot"),
    }
    said = {**film, "rating": rating, "note": next(filter(None, texts), None)}
    seen = [
        {**film, "status": "seen", "watched_on": viewing.get("ended_on")}
        for viewing in list_of(item, "seen_history")
        if viewing.get("ended_on") or viewing.get("progress") in ("100", 100, "100.00")
    ]
    if seen:
        seen[-1] |= {"rating": said["rating"], "note": said["note"]}
        return list(seen)
    collections = item.get("collections")
    names = [
        str(entry.get("collection_name") if isinstance(entry, dict) else entry).lower()
        for entry in (collections if isinstance(collections, list) else [])
    ]
    return [{**said, "status": "planned" if "watchlist" in names else None}]
