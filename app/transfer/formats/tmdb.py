"""TMDB: CSV and JSON of ratings, watchlist, favourites and lists; ratings are out of ten.

``Rating`` is everybody's mean, ``Your Rating`` one's own. Ids of series are numbers of their own:
680 is both a film and a series.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from app.transfer.files import Part
from app.transfer.formats.common import ITEM_ROLES, Section, mapping_of
from app.transfer.json_items import Document
from app.transfer.layouts import Choice, Layout, Role
from app.transfer.ratings import TEN
from app.transfer.rows import BadRowError

_ROLES: Final[dict[str, Role]] = {
    "imdbid": "imdb_id",
    "tmdbid": "tmdb_id",
    "name": "title",
    "title": "title",
    "releasedate": "year",
    "yourrating": "rating",
    "daterated": "rated_at",
    "dateadded": "added_at",
    "type": "kind",
}


def _layout(what: str, **more: Any) -> Layout:
    return Layout(
        "tmdb",
        what,
        _ROLES,
        requires=frozenset({"tmdbid", "type", "name", "releasedate"}),
        facts=frozenset({"rating", "seasonnumber", "episodenumber"}),
        scales={"yourrating": TEN},
        **more,
    )


LAYOUTS = (
    _layout("watchlist", files=re.compile("watch.?list"), otherwise="watchlist", is_list=True),
    _layout("favourites", files=re.compile("favou?rite"), otherwise="list", is_list=True),
    _layout("ratings", filled=frozenset({"yourrating"})),
    _layout("list", otherwise="list", is_list=True),
)


_ITEMS: Final[dict[str, Any]] = {"roles": ITEM_ROLES, "scales": {"rating": TEN}}
_RATED: Final = Layout("tmdb", "ratings", **_ITEMS)
_PLANNED: Final = Layout("tmdb", "watchlist", otherwise="watchlist", is_list=True, **_ITEMS)
_LIST: Final = Layout("tmdb", "list", otherwise="list", is_list=True, **_ITEMS)


def sections(document: Document, part: Part) -> list[Section] | None:
    """Return the list of an answer of TMDB's interface; None where the document is none."""
    for path in (path for path in document.lists if path in ((), ("results",), ("items",))):
        # One at a time: fifty large ones would be too much at once.
        first = (item for item in islice(document.items(path), 50) if isinstance(item, dict))
        looked_at = [("vote_average" in item and "id" in item, bool(_own(item))) for item in first]
        if looked_at and all(is_known for is_known, _ in looked_at):
            is_rated = any(is_own for _, is_own in looked_at)
            planned = _PLANNED if re.search("watch.?list", part.stem) else _LIST
            return [Section(path, _RATED if is_rated else planned, _flatten)]
    return None


def _own(item: Mapping[str, Any]) -> Any:
    """Return one's own rating; ``vote_average`` is everybody's."""
    return mapping_of(item, "account_rating").get("value") or item.get("rating")


def _flatten(item: Mapping[str, Any]) -> Mapping[str, Any]:
    if item.get("media_type") == "tv" or "first_air_date" in item:
        raise BadRowError("This is a series, not a film.", "not_a_film")
    return {
        "imdb_id": item.get("imdb_id"),
        "tmdb_id": item.get("id"),
        "title": item.get("title"),
        "original_title": item.get("original_title"),
        "year": item.get("release_date"),
        "rating": _own(item),
        "rated_at": mapping_of(item, "account_rating").get("created_at"),
    }


def choice_of(part: Part, layout: Layout) -> Choice | None:
    """Return what the person is asked about favourites."""
    if layout.what == "favourites":
        return Choice("likes", "likes", "Favourites", part.file)
    return None
