"""A room's list: films for tonight, computed once for all members of a room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from app.data.services import Services
from app.films.json import movie
from app.rooms.states import State
from app.tonight.schemas import TonightWishes
from embeddings.answers.cards import card
from embeddings.releases.registry import ReleaseInfo
from sql.tables import cards


@dataclass(frozen=True)
class RoomList:
    """Films for a room's members; the shapes are those of `app.tonight.schemas`.

    Attributes
    ----------
    film_ids : mapping of int to int
        Film by movie.
    """

    picks: Sequence[Mapping[str, Any]]
    movies: Sequence[Mapping[str, Any]]
    people: Sequence[Mapping[str, Any]]
    film_ids: Mapping[int, int]


NOTHING = RoomList((), (), (), {})


def tonight(services: Services, release: ReleaseInfo, state: State) -> RoomList:
    """Return a room's list; of the same members, rules and votes it is computed once."""
    key = (state.room.list_key, release.release_id, release.revision)
    found = services.room_lists.get(key, lambda: _choose(services, release, state))
    assert isinstance(found, RoomList)
    return found


def liked_first(state: State, found: RoomList) -> list[Mapping[str, Any]]:
    """Return the list with those films first that most have said yes to already."""

    def yes(one: Mapping[str, Any]) -> int:
        return state.tally(found.film_ids[one["movie"]["id"]])["yes"]

    return sorted(found.movies, key=lambda one: -yes(one))


def _choose(services: Services, release: ReleaseInfo, state: State) -> RoomList:
    wishes = TonightWishes.model_validate_json("{}")
    rows = services.database.fetch(
        "x",
        select(cards)
        .where(cards.c.release_id == release.release_id, cards.c.film_id.not_in(state.left_out))
        .order_by(cards.c.popularity.desc())
        .limit(wishes.limit),
    )
    films = [
        {
            "movie": movie(card(r), posters_shown=False),
            "score": 0.0,
            "satisfaction": None,
            "for_people": [],
            "why": [],
        }
        for r in rows
    ]
    people = [
        {
            "person": i,
            "name": m.name,
            "kind": "guest",
            "has_say": False,
            "shows_reasons": m.shows_reasons,
        }
        for i, m in enumerate(state.members)
    ]
    return RoomList(films[:3], films, people, {r["movie_id"]: r["film_id"] for r in rows})
