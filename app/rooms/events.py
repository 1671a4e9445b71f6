"""What happens in a room, numbered: the room's version is the number of its last event."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from sql.tables import Room, RoomEvent

# Who missed more than these reads the room anew.
MOST_KEPT: Final = 500


def note(connection: Connection, room_id: int, kind: str, data: dict[str, Any]) -> int:
    """Add an event and return its number; the room is locked, so that numbers follow commits."""
    statement = (
        update(Room)
        .where(Room.room_id == room_id)
        .values(version=Room.version + 1)
        .returning(Room.version)
    )
    version: int = connection.execute(statement).scalar_one()
    connection.execute(
        insert(RoomEvent).values(room_id=room_id, version=version, kind=kind, data=data)
    )
    if version % MOST_KEPT == 0:
        old = (RoomEvent.room_id == room_id, RoomEvent.version <= version - MOST_KEPT)
        connection.execute(delete(RoomEvent).where(*old))
    return version


def since(connection: Connection, room_id: int, version: int) -> Sequence[Row[Any]] | None:
    """Return the events after a version; None where some of them are kept no longer."""
    statement = (
        select(RoomEvent.room_id, RoomEvent.version, RoomEvent.kind, RoomEvent.data)
        .where(RoomEvent.room_id == room_id, RoomEvent.version > version)
        .order_by(RoomEvent.version)
    )
    rows = connection.execute(statement).all()
    last = connection.scalar(select(Room.version).where(Room.room_id == room_id)) or 0
    return rows if len(rows) == last - version else None


def change_list(connection: Connection, room_id: int) -> None:
    """Have the room's list computed anew."""
    key = secrets.randbits(62)
    connection.execute(update(Room).where(Room.room_id == room_id).values(list_key=key))
