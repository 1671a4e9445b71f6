"""Trakt: JSON of its API and of many tools' exports, and its CSV; ratings are out of ten.

A list's name says what it is: the file's name in a zip, the member's name in one large object.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, Final

from app.transfer.files import Part
from app.transfer.formats.common import (
    HIDDEN,
    ITEM_ROLES,
    STATUSES,
    Section,
    list_of,
    mapping_of,
)
from app.transfer.json_items import Document, Path
from app.transfer.layouts import Choice, Layout
from app.transfer.ratings import TEN
from app.transfer.rows import BadRowError
from app.transfer.values import text
from app.transfer.words import words

# Names of times in the JSON; the CSV's columns lack the underscores.
TIMES: Final = (
    "rated_at",
    "watched_at",
    "last_watched_at",
    "listed_at",
    "hidden_at",
    "collected_at",
    "liked_at",
)
KINDS: Final = ("show", "season", "episode", "person", "list", "user", "comment")
# Lists that say of no film that it was rated, seen, planned or hidden for good.
_UNREAD: Final = re.compile(
    r"collection|collected|progress|calendar|dropped|playback|comment|follow|friend|stats|profile"
    r"|settings|liked?_?lists|likes-lists|likes-comments|filters|network"
)
_WATCHLIST: Final = re.compile(r"watch.?list")
_FAVOURITES: Final = re.compile(r"favou?rite|recommendations")
_LIST: Final = re.compile(r"^lists?[-_/](?:list[-_]\d+[-_])?(?P<name>.+)$")
_LISTED: Final = {"hidden": HIDDEN}

_ITEMS: Final = Layout(
    "trakt", "items", ITEM_ROLES, scales={"rating": TEN}, statuses=_LISTED, otherwise="list"
)
_WATCHED: Final = Layout(
    "trakt",
    "history",
    ITEM_ROLES,
    scales={"rating": TEN},
    statuses=_LISTED,
    otherwise="history",
    is_list=True,
)
_PLANNED: Final = Layout(
    "trakt", "watchlist", ITEM_ROLES, scales={"rating": TEN}, otherwise="watchlist", is_list=True
)
_HIDDEN: Final = Layout(
    "trakt", "hidden", ITEM_ROLES, statuses=_LISTED, otherwise="hidden", is_list=True
)
_OWN_LIST: Final = Layout(
    "trakt", "list", ITEM_ROLES, scales={"rating": TEN}, otherwise="list", is_list=True
)

LAYOUTS = (
    Layout(
        "trakt",
        "rows",
        {
            "imdbid": "imdb_id",
            "tmdbid": "tmdb_id",
            "title": "title",
            "movietitle": "title",
            "year": "year",
            "movieyear": "year",
            "rating": "rating",
            "watchedat": "watched_on",
            "lastwatchedat": "watched_on",
            "ratedat": "rated_at",
            "listedat": "added_at",
            "hiddenat": "added_at",
            "type": "kind",
            "said": "status",
            "notes": "note",
        },
        requires=frozenset({"traktid"}),
        any_of=frozenset(
            {"rating", "watchedat", "lastwatchedat", "ratedat", "listedat", "hiddenat"}
        ),
        facts=words(
            """
            traktid traktrating tvdbid url released genres seasonnumber episodenumber
            episodetitle seasontraktid episodetraktid action id rank plays runtime slug
            releasedate tagline overview country language certification network status
            tvrageid homepage
            """
        ),
        scales={"rating": TEN},
        statuses=STATUSES,
        otherwise="list",
        prepare=lambda values: {**values, "said": _csv_status(values)},
    ),
)


def _csv_status(values: Mapping[str, Any]) -> str | None:
    """Return what a row's times say: a CSV may hold history, watchlist and hidden films."""
    if text(values.get("hiddenat")):
        return "hidden"
    return None


def sections(document: Document, part: Part) -> list[Section] | None:
    """Return the lists of a document; None where none of them is Trakt's."""
    found: list[Section] = []
    for path in document.lists:
        if any(_is_item(item) for item in _first(document, path)):
            found += _sections_of_list(path, part)
        elif path in ((), ("lists",)):
            found += _own_lists(document, path, part)
    return found or None


def ignores(document: Document, part: Part) -> bool:
    """Return whether a document is Trakt's and holds nothing to import."""
    return bool(_UNREAD.search(part.stem)) and any(
        _is_item(item) for path in document.lists for item in _first(document, path)
    )


def _first(document: Document, path: Path) -> Iterator[Any]:
    """Yield the first items, one at a time: fifty large ones would be too much at once."""
    return islice(document.items(path), 50)


def _is_item(item: Any) -> bool:
    """Return whether an item is one of Trakt's: a work with ids, and what was done with it."""
    if not isinstance(item, dict):
        return False
    works = [mapping_of(item, kind) for kind in ("movie", *KINDS)]
    has_ids = any(isinstance(work.get("ids"), dict) for work in works)
    if "user_rating" in item or "added_to_watchlist_at" in item:
        return False  # Simkl's
    return has_ids or (
        bool({*TIMES} & {*item}) and bool({"movie", *KINDS} & {*item} or "type" in item)
    )


def _sections_of_list(path: Path, part: Part) -> list[Section]:
    """Return the section of a list; none where its name says that it holds no marks."""
    name = "/".join(path).lower() or part.stem
    if _WATCHLIST.search(name):
        return [Section(path, _PLANNED, _flatten)]
    if "hidden" in name:
        # What is hidden from a calendar or from progress is not a film of no interest.
        return [] if _UNREAD.search(name) else [Section(path, _HIDDEN, _flatten)]
    if _FAVOURITES.search(name):
        favourites = Choice("likes", "likes", "Favourites", part.file)
        return [Section(path, _OWN_LIST, _flatten, favourites)]
    if match := _LIST.match(name):
        choice = Choice(f"list:{part.name}:{'/'.join(path)}", "list", match["name"], part.file)
        return [Section(path, _OWN_LIST, _flatten, choice)]
    if _UNREAD.search(name):
        return []
    if re.search("watched|history|plays", name):
        return [Section(path, _WATCHED, _flatten)]
    return [Section(path, _ITEMS, _flatten_unnamed)]


def _own_lists(document: Document, path: Path, part: Part) -> list[Section]:
    """Return the sections of lists that stand as items of one list, each with its own items."""
    found = []
    for number, entry in enumerate(document.items(path)):
        if not isinstance(entry, dict) or not any(map(_is_item, list_of(entry, "items")[:50])):
            continue
        named = text(entry.get("name") or mapping_of(entry, "list").get("name"))
        name = named or f"list {number + 1}"
        choice = Choice(f"list:{part.name}:{number}", "list", name[:200], part.file)
        items = partial(_items_of_list, document, path, number)
        found.append(Section(path, _OWN_LIST, _flatten, choice, items))
    return found


def _items_of_list(document: Document, path: Path, number: int) -> list[Any]:
    """Return a list's items, read again, so that not all lists are held at once."""
    return list(document.item(path, number)["items"])


def _flatten(item: Mapping[str, Any]) -> Mapping[str, Any]:
    movie = mapping_of(item, "movie")
    if not movie:
        kind = next((kind for kind in KINDS if kind in item), None) or text(item.get("type"))
        if kind in KINDS:
            raise BadRowError(f"This is a {kind}, not a film.", "not_a_film")
        raise BadRowError("The item has no movie.")
    ids = mapping_of(movie, "ids")
    rating = item.get("rating")
    return {
        "imdb_id": ids.get("imdb"),
        "tmdb_id": ids.get("tmdb"),
        "title": movie.get("title"),
        "year": movie.get("year"),
        "rating": (rating.get("rating") if isinstance(rating, dict) else rating)
        or item.get("my_rating"),
        "rated_at": item.get("rated_at"),
        "watched_on": item.get("watched_at") or item.get("last_watched_at"),
        "added_at": item.get("listed_at") or item.get("hidden_at"),
        "status": "hidden" if item.get("hidden_at") else None,
        "note": item.get("notes"),
    }


def _flatten_unnamed(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the values of an item in a list whose name says nothing: its times say it all."""
    values = _flatten(item)
    if not (item.get("listed_at") or any(map(values.get, ("rating", "watched_on", "status")))):
        raise BadRowError("The item says neither rated, seen nor planned.", "no_mark")
    return values
