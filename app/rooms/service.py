"""Rooms for who asks: each function answers one route."""

from __future__ import annotations

from typing import Any

from app.data.services import Services
from app.films.paging import keep_owned_private
from app.library.service import film_id_of
from app.rooms import answers, keeping, membership, presence, states
from app.rooms import events as happened
from app.rooms.joining import brought
from app.rooms.membership import seat
from app.rooms.schemas import MemberTaste, RoomQuery, RoomRules, Vote
from app.web.contract import done
from app.web.problems import Problem


def show(services: Services, room_id: int, query: RoomQuery) -> Any:
    """Return a room; see `app.rooms.schemas.Room`.

    What is read of the room comes from the primary, in a transaction that ends before films are
    read: a replica may be some votes behind.
    """
    state = look(services, room_id)
    if query.after is not None and state.room.version <= query.after:
        return done()
    return answers.room(services, state)


def look(services: Services, room_id: int) -> states.State:
    """Return the room of a request that reads, and note that its member is present."""
    membership.identify()
    with services.database.timed("room"), services.database.engine.begin() as connection:
        here = seat(connection, room_id, writes=False)
        presence.hear(connection, room_id, [here.member.member_id])
        return states.read(connection, here)


def change(services: Services, room_id: int, body: RoomRules) -> dict[str, Any]:
    """Replace what the room looks for; see `app.rooms.schemas.Room`."""
    connection = services.database.connection()
    here = seat(connection, room_id, writes=True, host=True)
    keep_owned_private(body.wishes.filters)
    wishes = body.wishes.model_dump(mode="json")
    keeping.set_rules(connection, room_id, wishes, body.decide_after_minutes)
    return answers.room(services, states.read(connection, here), new_rules=True)


def end(services: Services, room_id: int) -> None:
    """End the room."""
    connection = services.database.connection()
    seat(connection, room_id, writes=True, host=True)
    keeping.end(connection, room_id)


def set_winner_aside(services: Services, room_id: int) -> dict[str, Any]:
    """Go on without the winner; where there is none, nothing changes."""
    connection = services.database.connection()
    here = seat(connection, room_id, writes=True, host=True)
    if here.room.winner_id is not None:
        keeping.set_winner_aside(connection, room_id)
    return answers.room(services, states.read(connection, here))


def vote(services: Services, room_id: int, body: Vote) -> dict[str, Any]:
    """Set or take back a vote; see `app.rooms.schemas.Voted`.

    Raises
    ------
    Problem
        ``not-found``: the live release has no such movie. ``room-decided``.
    """
    film_id = film_id_of(services, body.movie_id)
    connection = services.database.connection()
    here = seat(connection, room_id, writes=True)
    if here.room.winner_id is not None:
        raise Problem("room-decided")
    before = states.read(connection, here)
    if keeping.vote(connection, here.member.member_id, film_id, body.vote):
        after = states.read(connection, here)
        if before.left_out != after.left_out:
            happened.change_list(connection, room_id)
        said = {"movie_id": body.movie_id, "votes": after.tally(film_id)}
        happened.note(connection, room_id, "vote", said)
        presence.decide(connection, room_id)
    state = states.read(connection, here)
    return {
        "version": state.room.version,
        "movie_id": body.movie_id,
        "my_vote": body.vote,
        "votes": state.tally(film_id),
        "winner": answers.winner(services, state),
    }


def set_taste(services: Services, room_id: int, body: MemberTaste) -> dict[str, Any]:
    """Replace what the member brings; see `app.rooms.schemas.Room`."""
    connection = services.database.connection()
    here = seat(connection, room_id, writes=True)
    taste = brought(services, body, has_account=here.member.user_id is not None)
    keeping.set_taste(connection, room_id, here.member.member_id, **taste)
    return answers.room(services, states.read(connection, here))


def leave(services: Services, room_id: int) -> None:
    """Leave the room; with its host it ends."""
    connection = services.database.connection()
    here = seat(connection, room_id, writes=True)
    membership.forget(room_id)
    if here.member.is_host:
        keeping.end(connection, room_id)
    keeping.drop_member(connection, room_id, here.member.member_id)


def remove(services: Services, room_id: int, member_id: int) -> None:
    """Remove a member.

    Raises
    ------
    Problem
        ``not-found``: the room has no such member, or it is the host.
    """
    connection = services.database.connection()
    here = seat(connection, room_id, writes=True, host=True)
    members = states.read(connection, here).members
    others = [member.member_id for member in members if not member.is_host]
    if member_id not in others:
        raise Problem("not-found", "The room has no such member to remove.")
    keeping.remove_member(connection, room_id, member_id)
