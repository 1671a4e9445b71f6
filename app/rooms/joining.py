"""Making a room and joining one, as an account or as a guest."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, func, select

from app.accounts import access
from app.accounts.people import Person
from app.data.guesses import GuessLimit
from app.data.services import Services
from app.films.paging import keep_owned_private
from app.library.service import film_id_of
from app.rooms import answers, keeping, membership, presence, states
from app.rooms.codes import normalised
from app.rooms.membership import Seat
from app.rooms.schemas import MOST_MEMBERS, Joining, MemberTaste, NewRoom
from app.web.limits import client_key
from app.web.problems import Problem, invalid
from sql.tables import Room, RoomMember

# Wrong codes of one address. A household that mistypes has enough; of 34 million codes a program
# finds one of a thousand rooms in some 850 hours.
ROOM_CODE: Final = GuessLimit("room code", 10, 15 * 60)
LINK: Final = "room"
GUESTS_ONLY: Final = "Only a guest has loves, hates and mood; you bring your marks."
NO_CODE: Final = "No room has this code or link. Rooms last a day, and a new link ends an old one."


def make(services: Services, body: NewRoom) -> dict[str, Any]:
    """Make a room; see `app.rooms.schemas.Room`."""
    keep_owned_private(body.wishes.filters)
    connection, person = services.database.connection(), access.visitor()
    newcomer = {
        "name": _name(person, body.name),
        **brought(services, body, has_account=person is not None),
    }
    keeping.sweep(connection)
    wishes = body.wishes.model_dump(mode="json")
    room_id = keeping.make(connection, wishes, body.decide_after_minutes)
    member_id = keeping.add_member(
        connection, room_id, is_host=True, **newcomer, **_identity(person, room_id)
    )
    return _entered(services, connection, room_id, member_id, new_rules=True)


def join(services: Services, body: Joining) -> dict[str, Any]:
    """Join a room, or come back to it; see `app.rooms.schemas.Room`.

    Raises
    ------
    Problem
        ``not-found``, ``room-ended``, ``removed-from-room``, ``name-taken``, ``room-full``,
        ``too-many-requests``: there were too many wrong codes from this address.
    """
    person = access.visitor()
    if body.code is not None:
        services.guesses.count(ROOM_CODE, client_key())
    connection = services.database.connection()
    keeping.sweep(connection)
    room_id, link = _asked_for(services, connection, body)
    room = membership.load(connection, room_id, lock=True)
    member = None if room is None else membership.find_member(connection, room_id)
    if room is None or (member is None and link not in (None, room.link)):
        raise Problem("not-found", NO_CODE)
    if member is not None and member.removed_at is not None:
        raise Problem("removed-from-room")
    if room.is_over or room.ended_at is not None:
        raise Problem("room-ended")
    if body.code is not None:
        services.guesses.give_back(ROOM_CODE, client_key())
    if member is not None:
        presence.hear(connection, room_id, [member.member_id])
        return _entered(services, connection, room_id, member.member_id)
    newcomer = {
        "name": _free_name(connection, room_id, _name(person, body.name)),
        **brought(services, body, has_account=person is not None),
    }
    _refuse_full(connection, room_id)
    member_id = keeping.add_member(connection, room_id, **newcomer, **_identity(person, room_id))
    return _entered(services, connection, room_id, member_id)


def brought(services: Services, body: MemberTaste, *, has_account: bool) -> dict[str, Any]:
    """Return what a member brings, as it is stored.

    Raises
    ------
    Problem
        ``invalid``: an account brings its marks, and nothing beside them; or the live release
        lacks a film.
    """
    if has_account:
        for field in ("loves", "hates", "mood"):
            if getattr(body, field):
                raise invalid(f"/{field}", GUESTS_ONLY)
    return {
        "loves": _films(services, "loves", body.loves),
        "hates": _films(services, "hates", body.hates),
        "mood": body.mood,
        "shows_reasons": body.shows_reasons,
    }


def _films(services: Services, field: str, movie_ids: list[int]) -> list[int]:
    films = []
    for position, movie_id in enumerate(movie_ids):
        try:
            films.append(film_id_of(services, movie_id))
        except Problem:
            raise invalid(f"/{field}/{position}", "There is no such movie.") from None
    return films


def _asked_for(services: Services, connection: Connection, body: Joining) -> tuple[int, int | None]:
    """Return the room's id, and the number of the link that was sent, if one was."""
    if body.token is not None:
        read = services.links.read(LINK, body.token)
        if read is None:
            raise Problem("not-found", NO_CODE)
        return read
    code = normalised(body.code or "")
    room_id = connection.scalar(select(Room.room_id).where(Room.code == code))
    if room_id is None:
        raise Problem("not-found", NO_CODE)
    return int(room_id), None


def _name(person: Person | None, name: str | None) -> str:
    if name is None and person is None:
        raise invalid("/name", "A guest needs a name.")
    return name or (person.username[:40] if person else "")


def _free_name(connection: Connection, room_id: int, name: str) -> str:
    """Return a name, unless somebody in the room has it."""
    taken = set(
        connection.scalars(
            select(func.lower(RoomMember.name)).where(
                RoomMember.room_id == room_id, RoomMember.removed_at.is_(None)
            )
        )
    )
    if connection.scalar(select(func.lower(name))) in taken:
        raise Problem("name-taken")
    return name


def _refuse_full(connection: Connection, room_id: int) -> None:
    there = connection.scalar(
        select(func.count()).where(RoomMember.room_id == room_id, RoomMember.removed_at.is_(None))
    )
    if (there or 0) >= MOST_MEMBERS:
        raise Problem("room-full")


def _identity(person: Person | None, room_id: int) -> dict[str, Any]:
    if person is not None:
        return {"user_id": person.user_id}
    return {"secret_hash": membership.new_secret(room_id)}


def _entered(
    services: Services,
    connection: Connection,
    room_id: int,
    member_id: int,
    *,
    new_rules: bool = False,
) -> dict[str, Any]:
    """Return the room as somebody sees it who has just come in."""
    room = membership.load(connection, room_id, lock=False)
    member = connection.execute(
        select(*RoomMember.__table__.columns).where(RoomMember.member_id == member_id)
    ).one()
    if room is None:
        raise Problem("not-found", NO_CODE)
    return answers.room(services, states.read(connection, Seat(room, member)), new_rules=new_rules)
