"""What the modules of several sites share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.transfer.json_items import Path
from app.transfer.layouts import Choice, Layout, Role, Statuses
from app.transfer.values import given
from app.transfer.words import columns

SEEN = frozenset({"history"})
PLANNED = frozenset({"watchlist"})
HIDDEN = frozenset({"hidden"})
# Begun and not seen to the end, which is neither seen nor planned.
NEITHER: frozenset[str] = frozenset()

STATUSES: Statuses = {
    **dict.fromkeys(
        columns(
            """
            completed complete watched seen finished rewatched alreadywatched alreadyseen
            gesehen angesehen geschaut vu vus vue vista vistas visto vistos visti assistido
            obejrzane obejrzany bekeken gezien просмотрено смотрел просмотрен
            """
        ),
        SEEN,
    ),
    **dict.fromkeys(
        columns(
            """
            plantowatch planned planning watchlist watchlisted wanttowatch
            towatch wishlist wanttosee tosee queue queued backlog
            geplant merkliste willichsehen nochsehen zusehen möchteichsehen avoir envie
            porver pendiente pendientes quierover davedere daguardare queroassistir paraassistir
            doobejrzenia chceobejrzec tezien будусмотреть запланировано
            """
        ),
        PLANNED,
    ),
    **dict.fromkeys(
        columns(
            """
            dropped abandoned hold onhold onahold paused pause watching inprogress
            currentlywatching rewatching repeating none stopped
            notwatched unwatched notseen unseen notyet notstarted didnotfinish dnf unfinished
            nichtgesehen nochnichtgesehen ungesehen abgebrochen angefangen pasvu nonvu pasencorevu
            abandonne encours novista novisto nonvisto abandonada interrotto porzucone afgebroken
            брошено нетпросмотрено
            """
        ),
        NEITHER,
    ),
    **dict.fromkeys(columns("notinteresting notinterested hidden ignored blocked"), HIDDEN),
}

# Roles of values that a JSON reader names like the roles themselves.
ITEM_ROLES: Mapping[str, Role] = {
    "imdb_id": "imdb_id",
    "tmdb_id": "tmdb_id",
    "title": "title",
    "original_title": "title",
    "year": "year",
    "rating": "rating",
    "watched_on": "watched_on",
    "rated_at": "rated_at",
    "added_at": "added_at",
    "status": "status",
    "kind": "kind",
    "note": "note",
}

Flatten = Callable[[Mapping[str, Any]], "Mapping[str, Any] | list[Mapping[str, Any]]"]


@dataclass(frozen=True)
class Section:
    """A list of a JSON document that holds films.

    Attributes
    ----------
    path : Path
        Where the list is.
    layout : Layout
        What the values mean that ``flatten`` returns.
    flatten : callable
        Returns an item's values, or those of each viewing; may raise `BadRowError`.
    choice : Choice or None
        What the person is asked about the films of the list.
    items : callable or None
        Returns the items where they are not those of the document's list at ``path``.
    """

    path: Path
    layout: Layout
    flatten: Flatten
    choice: Choice | None = None
    items: Callable[[], Iterable[Any]] | None = None


def mapping_of(item: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Return an object within an item; an empty one where it is absent or something else."""
    found = item.get(name)
    return found if isinstance(found, dict) else {}


def list_of(item: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the objects of a list within an item."""
    found = item.get(name)
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def share_of(values: Mapping[str, int], test: Callable[[str], bool]) -> float:
    """Return the share of a column's filled cells that pass a test; 1 of an empty column.

    Parameters
    ----------
    values : mapping of str to int
        How often the column has a value.
    """
    filled = {value: times for value, times in values.items() if given(value) is not None}
    passed = sum(times for value, times in filled.items() if test(value))
    return passed / sum(filled.values()) if filled else 1.0
