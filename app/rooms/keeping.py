"""Rooms in the database: made, joined, changed, ended and deleted. Callers lock the room first."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from app.rooms import events
from app.rooms.codes import new_code
from app.rooms.membership import CLOCK
from app.rooms.presence import decide
from sql.tables import Room, RoomEvent, RoomMember, RoomVote

LIFETIME: Final = timedelta(days=1)
# How long an ended room still says what won.
ENDED_LIFETIME: Final = timedelta(hours=1)
SWEPT: Final = 100
TRIES: Final = 20


def make(connection: Connection, wishes: dict[str, Any], minutes: int | None) -> int:
    """Insert a room; return its id."""
    for _ in range(TRIES):
        statement = (
            upsert(Room)
            .values(
                code=new_code(),
                wishes=wishes,
                decide_after_minutes=minutes,
                decides_at=_deadline(minutes),
                list_key=secrets.randbits(62),
                expires_at=func.now() + LIFETIME,
            )
            .on_conflict_do_nothing(index_elements=[Room.code])
            .returning(Room.room_id)
        )
        if (room_id := connection.scalar(statement)) is not None:
            return int(room_id)
    raise RuntimeError("all codes of rooms seem to be taken")


def _deadline(minutes: int | None) -> Any:
    return None if minutes is None else CLOCK + timedelta(minutes=minutes)


def add_member(connection: Connection, room_id: int, **values: Any) -> int:
    """Insert a member; return the member's id."""
    statement = insert(RoomMember).values(room_id=room_id, **values).returning(RoomMember.member_id)
    member_id: int = connection.execute(statement).scalar_one()
    events.change_list(connection, room_id)
    events.note(connection, room_id, "member-joined", {"member_id": member_id})
    return member_id


def set_taste(connection: Connection, room_id: int, member_id: int, **values: Any) -> None:
    """Replace what a member brings."""
    connection.execute(update(RoomMember).where(RoomMember.member_id == member_id).values(**values))
    events.change_list(connection, room_id)
    events.note(connection, room_id, "member-changed", {"member_id": member_id})


def set_rules(
    connection: Connection, room_id: int, wishes: dict[str, Any], minutes: int | None
) -> None:
    """Replace what a room looks for and how it decides; its time begins anew."""
    values = {
        "wishes": wishes,
        "decide_after_minutes": minutes,
        "decides_at": _deadline(minutes),
    }
    connection.execute(update(Room).where(Room.room_id == room_id).values(values))
    events.change_list(connection, room_id)
    events.note(connection, room_id, "rules", {})


def vote(connection: Connection, member_id: int, film_id: int, choice: str | None) -> bool:
    """Set or take back a vote; return whether anything changed."""
    own = (RoomVote.member_id == member_id, RoomVote.film_id == film_id)
    if choice is None:
        return connection.execute(delete(RoomVote).where(*own)).rowcount > 0
    statement = upsert(RoomVote).values(
        member_id=member_id, film_id=film_id, vote=choice, voted_at=CLOCK
    )
    changed = statement.on_conflict_do_update(
        index_elements=[RoomVote.member_id, RoomVote.film_id],
        set_={"vote": choice, "voted_at": CLOCK},
        where=RoomVote.vote != choice,
    )
    return connection.execute(changed).rowcount > 0


def set_winner_aside(connection: Connection, room_id: int) -> None:
    """Go on without the film that has won; a time that is over begins anew."""
    restarted = CLOCK + func.make_interval(0, 0, 0, 0, 0, Room.decide_after_minutes)
    values = {
        "aside": func.array_append(Room.aside, Room.winner_id),
        "winner_id": None,
        "won_by": None,
        "decides_at": restarted,
    }
    connection.execute(update(Room).where(Room.room_id == room_id).values(values))
    events.change_list(connection, room_id)
    events.note(connection, room_id, "winner-aside", {})
    decide(connection, room_id)


def drop_member(connection: Connection, room_id: int, member_id: int) -> None:
    """Delete a member who leaves, with all that they brought."""
    connection.execute(delete(RoomMember).where(RoomMember.member_id == member_id))
    _left(connection, room_id, member_id)


def remove_member(connection: Connection, room_id: int, member_id: int) -> None:
    """Remove a member for good; code and link change, so that they do not come back by these."""
    connection.execute(delete(RoomVote).where(RoomVote.member_id == member_id))
    values: dict[str, Any] = {**NOTHING, "name": "", "is_present": False, "removed_at": CLOCK}
    connection.execute(update(RoomMember).where(RoomMember.member_id == member_id).values(values))
    _new_code(connection, room_id)
    _left(connection, room_id, member_id)


NOTHING: Final[dict[str, Any]] = {"loves": [], "hates": [], "mood": None, "shows_reasons": False}


def _new_code(connection: Connection, room_id: int) -> None:
    for _ in range(TRIES):
        code = new_code()
        if connection.scalar(select(Room.room_id).where(Room.code == code)) is None:
            values: dict[str, Any] = {"code": code, "link": Room.link + 1}
            connection.execute(update(Room).where(Room.room_id == room_id).values(values))
            return
    raise RuntimeError("all codes of rooms seem to be taken")


def _left(connection: Connection, room_id: int, member_id: int) -> None:
    events.change_list(connection, room_id)
    events.note(connection, room_id, "member-left", {"member_id": member_id})
    decide(connection, room_id)


def end(connection: Connection, room_id: int) -> None:
    """End a room: tastes, votes and what happened are deleted at once, the rest within the hour."""
    members = select(RoomMember.member_id).where(RoomMember.room_id == room_id)
    connection.execute(delete(RoomVote).where(RoomVote.member_id.in_(members)))
    connection.execute(update(RoomMember).where(RoomMember.room_id == room_id).values(**NOTHING))
    connection.execute(delete(RoomEvent).where(RoomEvent.room_id == room_id))
    values: dict[str, Any] = {
        "wishes": {},
        "decides_at": None,
        "ended_at": CLOCK,
        "expires_at": func.least(Room.expires_at, CLOCK + ENDED_LIFETIME),
    }
    connection.execute(update(Room).where(Room.room_id == room_id).values(values))
    events.change_list(connection, room_id)
    events.note(connection, room_id, "ended", {})


def sweep(connection: Connection, most: int = SWEPT) -> None:
    """Delete some rooms whose time is over, whenever one is made or joined."""
    over = select(Room.room_id).where(Room.expires_at <= func.now()).limit(most)
    connection.execute(delete(Room).where(Room.room_id.in_(over.with_for_update(skip_locked=True))))


def vacuum(connection: Connection) -> int:
    """Delete all rooms whose time is over, with everything in them; return their number."""
    empty = ~select(RoomMember.member_id).where(RoomMember.room_id == Room.room_id).exists()
    return connection.execute(
        delete(Room).where(or_(Room.expires_at <= func.now(), empty))
    ).rowcount
