"""Who is present, and what follows: who is away keeps no film from winning."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, and_, or_, select, update

from app.rooms import events, membership
from app.rooms.membership import CLOCK
from sql import query
from sql.tables import Room, RoomMember

# Streams say that a member is present every ten seconds, and pages that poll every two.
AWAY_AFTER: Final = timedelta(seconds=30)
NOTED_EVERY: Final = timedelta(seconds=5)

_GONE: Final = and_(RoomMember.is_present, RoomMember.heard_at < CLOCK - AWAY_AFTER)


def hear(connection: Connection, room_id: int, member_ids: Sequence[int]) -> bool:
    """Note that members are present, who has gone, and whether the time to decide is over.

    Mostly nothing of this changes, and the room is not locked. Of a room that has ended nothing is
    noted any more.

    Returns
    -------
    bool
        Whether the room goes on.
    """
    of_room = (RoomMember.room_id == room_id, RoomMember.removed_at.is_(None))
    heard = RoomMember.member_id.in_(member_ids)
    changed = or_(
        and_(_GONE, ~heard),
        and_(~RoomMember.is_present, heard),
        and_(Room.decides_at <= CLOCK, Room.winner_id.is_(None)),
    )
    running = (Room.room_id == room_id, Room.ended_at.is_(None), Room.expires_at > CLOCK)
    any_change = select(RoomMember.member_id).where(
        *of_room, changed, Room.room_id == RoomMember.room_id
    )
    found = connection.execute(
        select(any_change.correlate(Room).exists()).where(*running)
    ).scalar_one_or_none()
    if found is None:
        return False
    if found:
        membership.load(connection, room_id, lock=True)
    connection.execute(
        update(RoomMember)
        .where(*of_room, heard, RoomMember.heard_at < CLOCK - NOTED_EVERY)
        .values(heard_at=CLOCK)
    )
    if found:
        _note(connection, room_id, [*of_room, heard, ~RoomMember.is_present], True)
        _note(connection, room_id, [*of_room, ~heard, _GONE], False)
        decide(connection, room_id)
    return True


def _note(connection: Connection, room_id: int, those: Sequence[object], present: bool) -> None:
    statement = (
        update(RoomMember)
        .where(*those)  # type: ignore[arg-type]
        .values(is_present=present)
        .returning(RoomMember.member_id)
    )
    kind = "member-back" if present else "member-away"
    for member_id in connection.scalars(statement).all():
        events.note(connection, room_id, kind, {"member_id": member_id})


def decide(connection: Connection, room_id: int) -> bool:
    """Enter the winner of a locked room where there is one now; return whether there is."""
    room = membership.load(connection, room_id, lock=False)
    if room is None or room.winner_id is not None or room.ended_at is not None:
        return False
    due = select(Room.decides_at <= CLOCK).where(Room.room_id == room_id)
    binds = {"room_id": room_id, "is_due": bool(connection.scalar(due))}
    winner = connection.execute(query("room_winner"), binds).one_or_none()
    if winner is None:
        return False
    values = {"winner_id": winner.film_id, "won_by": winner.won_by}
    connection.execute(update(Room).where(Room.room_id == room_id).values(values))
    events.note(connection, room_id, "winner", {"by": winner.won_by})
    return True
