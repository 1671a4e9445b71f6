"""A room as JSON, for the one member who asks: what others did not choose to show is left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import select

from app.data.services import Services
from app.films.json import movie
from app.rooms import room_list
from app.rooms.codes import shown
from app.rooms.room_list import RoomList
from app.rooms.states import State
from app.web.base_path import under
from app.web.problems import Problem
from embeddings.answers.cards import card
from embeddings.releases.registry import ReleaseInfo
from sql.tables import cards

LINK: Final = "room"
# Parts of the sentence that name what somebody likes or means to see.
TELLING: Final = frozenset({"loved", "watchlist"})


def room(services: Services, state: State, *, new_rules: bool = False) -> dict[str, Any]:
    """Return a room; see `app.rooms.schemas.Room`, and for ``new_rules`` `room_list.tonight`."""
    release = services.releases.live()
    row, me = state.room, state.me
    ended = row.ended_at is not None
    found = room_list.NOTHING
    if not ended:
        found = room_list.tonight(services, release, state, new_rules=new_rules)
    films = _films(services, release, [*me.loves, *me.hates])
    return {
        "id": row.room_id,
        "state": "ended" if ended else "decided" if row.winner_id is not None else "open",
        "version": row.version,
        "code": None if ended else shown(row.code),
        "link": link(services, state),
        "wishes": row.wishes,
        "decide_after_minutes": row.decide_after_minutes,
        "decides_at": row.decides_at,
        "expires_at": row.expires_at,
        "now": row.now,
        "members": [_member(member, me.member_id) for member in state.members],
        "loves": [films[film] for film in me.loves if film in films],
        "hates": [films[film] for film in me.hates if film in films],
        "mood": me.mood,
        "picks": [_film(state, found, pick) for pick in found.picks],
        "movies": [_film(state, found, movie) for movie in room_list.liked_first(state, found)],
        "people": [_person(state, person) for person in found.people],
        "winner": winner(services, state),
    }


def link(services: Services, state: State, *, needed: bool = False) -> str | None:
    """Return path and fragment of the room's link; None once the room has ended.

    A fragment is sent to no server, so that no log has the token.

    Raises
    ------
    Problem
        ``room-ended``, where the link is ``needed``.
    """
    if state.room.ended_at is not None:
        if needed:
            raise Problem("room-ended")
        return None
    token = services.links.write(LINK, state.room.room_id, state.room.link)
    return under(f"/tonight#join={token}")


def winner(services: Services, state: State) -> dict[str, Any] | None:
    """Return what has won; see `app.rooms.schemas.Winner`. None also where the release lacks it."""
    film_id = state.room.winner_id
    if film_id is None:
        return None
    films = _films(services, services.releases.live(), [film_id])
    if film_id not in films:
        return None
    return {"movie": films[film_id], "by": state.room.won_by, "votes": state.tally(film_id)}


def _member(row: Any, me: int) -> dict[str, Any]:
    same = ("name", "is_host", "is_present", "shows_reasons", "voted")
    return {
        "id": row.member_id,
        **{name: getattr(row, name) for name in same},
        "is_me": row.member_id == me,
        "has_account": row.user_id is not None,
    }


def _film(state: State, found: RoomList, movie: Mapping[str, Any]) -> dict[str, Any]:
    """Return a film of the list as the member sees it; see `app.rooms.schemas.RoomMovie`."""
    film_id = found.film_ids[movie["movie"]["id"]]
    visible = {state.my_index, *(i for i, who in enumerate(state.members) if who.shows_reasons)}
    return {
        **movie,
        "for_people": [person for person in movie["for_people"] if person["person"] in visible],
        "why": [part for part in movie["why"] if _is_told(part, visible)],
        "votes": state.tally(film_id),
        "my_vote": state.choices.get((state.me.member_id, film_id)),
    }


def _is_told(part: Mapping[str, Any], visible: set[int]) -> bool:
    return part["kind"] not in TELLING or visible.issuperset(part["people"])


def _person(state: State, person: Mapping[str, Any]) -> dict[str, Any]:
    member = state.members[person["person"]]
    kind = "me" if member.member_id == state.me.member_id else person["kind"]
    return {**person, "kind": kind, "shows_reasons": member.shows_reasons}


def _films(
    services: Services, release: ReleaseInfo, film_ids: Iterable[int]
) -> dict[int, dict[str, Any]]:
    """Return films by film id, as the release has them."""
    wanted = list(film_ids)
    if not wanted:
        return {}
    in_release = (cards.c.release_id == release.release_id, cards.c.film_id.in_(wanted))
    rows = services.database.fetch("room_films", select(cards).where(*in_release))
    shown_pictures = services.posters.shown
    return {row["film_id"]: movie(card(row), posters_shown=shown_pictures) for row in rows}
