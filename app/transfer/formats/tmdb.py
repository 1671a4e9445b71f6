"""TMDB: the CSV of ratings, watchlist, favourites and lists; ratings are out of ten.

``Rating`` is everybody's mean, ``Your Rating`` one's own. Ids of series are numbers of their own:
680 is both a film and a series.
"""

from __future__ import annotations

import re
from typing import Any, Final

from app.transfer.files import Part
from app.transfer.layouts import Choice, Layout, Role
from app.transfer.ratings import TEN

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


def choice_of(part: Part, layout: Layout) -> Choice | None:
    """Return what the person is asked about favourites."""
    if layout.what == "favourites":
        return Choice("likes", "likes", "Favourites", part.file)
    return None
