"""Who is in a room: accounts, and guests who are known by a cookie of the room.

A guest's cookie holds a secret and the database its hash. The cookie is sent to addresses of rooms
alone, and ends with the room. To whom is not in a room it is 404, as if it did not exist.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any, Final

from flask import Response, after_this_request, current_app, request
from sqlalchemy import Connection, Row, Select, func, or_, select

from app.accounts import access, sessions
from app.web.base_path import under
from app.web.problems import Problem
from sql.tables import Room, RoomMember

COOKIE: Final = "ordained_room_{}"
LIFETIME_S: Final = 24 * 60 * 60
PATH: Final = "/api/v1/rooms"
CLOCK: Final = func.clock_timestamp()
NO_ROOM: Final = "There is no such room, or you are not in it. Rooms last a day."


@dataclass(frozen=True)
class Seat:
    """A room and the member who asks."""

    room: Row[Any]
    member: Row[Any]

    @property
    def room_id(self) -> int:
        """The room's id."""
        return int(self.room.room_id)


def seat(connection: Connection, room_id: int, *, writes: bool, host: bool = False) -> Seat:
    """Return room and member of the request.

    Parameters
    ----------
    writes : bool
        Whether the room is about to change: it is locked then, and must not have ended.
    host : bool
        Whether only its host may ask.

    Raises
    ------
    Problem
        ``not-found``, ``removed-from-room``, ``room-ended`` or ``hosts-only``.
    """
    room = load(connection, room_id, lock=writes)
    member = None if room is None else find_member(connection, room_id)
    if room is None or member is None:
        raise Problem("not-found", NO_ROOM)
    if member.removed_at is not None:
        raise Problem("removed-from-room")
    if room.is_over or (writes and room.ended_at is not None):
        raise Problem("room-ended")
    if host and not member.is_host:
        raise Problem("hosts-only")
    return Seat(room, member)


def identify() -> None:
    """Find out who is signed in, before the room's transaction takes another connection."""
    access.visitor()


def load(connection: Connection, room_id: int, *, lock: bool) -> Row[Any] | None:
    """Return a room, with ``is_over``: whether it is to be deleted; and ``now``; None of none."""
    # Not now(): who has waited for the lock began before the others were done.
    is_over = (Room.expires_at <= CLOCK).label("is_over")
    statement: Select[Any] = select(*Room.__table__.columns, is_over, CLOCK.label("now")).where(
        Room.room_id == room_id
    )
    return connection.execute(statement.with_for_update() if lock else statement).one_or_none()


def find_member(connection: Connection, room_id: int) -> Row[Any] | None:
    """Return the member who sent the request: by account, else by the room's cookie."""
    person = access.visitor()
    secret = request.cookies.get(_cookie(room_id), "")
    ways = []
    if person is not None:
        ways.append(RoomMember.user_id == person.user_id)
    if secret and not access.has_bearer():
        ways.append(RoomMember.secret_hash == hashed(secret))
    if not ways:
        return None
    statement: Select[Any] = (
        select(*RoomMember.__table__.columns)
        .where(RoomMember.room_id == room_id, or_(*ways))
        .order_by(RoomMember.user_id.is_(None))
        .limit(1)
    )
    return connection.execute(statement).one_or_none()


def new_secret(room_id: int) -> bytes:
    """Have the answer set a guest's cookie; return the hash of its secret."""
    secret = secrets.token_urlsafe(24)

    @after_this_request
    def set_cookie(response: Response) -> Response:
        if response.status_code < 400:
            response.set_cookie(
                _cookie(room_id),
                secret,
                max_age=LIFETIME_S,
                path=under(PATH),
                httponly=True,
                samesite="Lax",
                secure=current_app.session_interface.get_cookie_secure(current_app),
            )
        return response

    return hashed(secret)


def forget(room_id: int) -> None:
    """Have the answer delete a guest's cookie."""

    @after_this_request
    def delete_cookie(response: Response) -> Response:
        if response.status_code < 400 and _cookie(room_id) in request.cookies:
            response.delete_cookie(_cookie(room_id), path=under(PATH))
        return response


def _cookie(room_id: int) -> str:
    return sessions.cookie_name(COOKIE.format(room_id))


def hashed(secret: str) -> bytes:
    """Return the hash of a guest's secret."""
    return hashlib.sha256(secret.encode(errors="replace")).digest()
