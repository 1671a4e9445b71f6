"""What happens in a room while it happens, and the room's link as a picture."""

from __future__ import annotations

import io
from typing import Any

import segno
from flask import Response, request

from app.data.services import Services
from app.rooms import answers, membership, presence
from app.rooms import events as happened
from app.rooms.membership import seat
from app.rooms.schemas import EventsHeaders, EventsQuery
from app.rooms.service import look
from app.web import event_stream
from app.web.openapi import LARGEST_ID


def events(
    services: Services, room_id: int, query: EventsQuery, headers: EventsHeaders
) -> Response:
    """Stream a room's events from where the client is.

    Raises
    ------
    Problem
        ``too-many-streams``: the member, or the process, has as many as it may.
    """
    membership.identify()
    with services.database.timed("room"), services.database.engine.begin() as connection:
        here = seat(connection, room_id, writes=False)
        member_id = here.member.member_id
        presence.hear(connection, room_id, [member_id])
        room = membership.load(connection, room_id, lock=False) or here.room
        known = _known(query, headers, room.version)
        missed = happened.since(connection, room_id, known)
    first = b"".join(event_stream.event(row.version, row.kind, row.data) for row in missed or ())
    if missed is None:  # so much has happened that the room is to be read anew
        first = event_stream.event(room.version, "state", {})
    services.room_streams.check(member_id)

    def take(line: event_stream.Line) -> None:
        version = max(room.version, known)
        services.room_streams.add(line, room_id, member_id, version, presence.hear)

    return event_stream.response(first, None if room.ended_at else take)


def _known(query: EventsQuery, headers: EventsHeaders, version: int) -> int:
    """Return the version that a client has; a number that never was is that of now."""
    said = headers.last_event_id or ""
    known: Any = int(said) if said.isascii() and said.isdigit() else query.after
    return version if known is None or not 0 <= known <= min(version, LARGEST_ID) else known


def qr(services: Services, room_id: int) -> Response:
    """Draw the room's link; see `app.rooms.routes`.

    Raises
    ------
    Problem
        ``room-ended``.
    """
    link = answers.link(services, look(services, room_id), needed=True)
    drawn = io.BytesIO()
    code = segno.make_qr(request.host_url.rstrip("/") + str(link), error="m")
    # Dark on light whatever the page's colours are: phones read little else.
    code.save(drawn, kind="svg", border=4, light="#fff", xmldecl=False, svgns=True, omitsize=True)
    return Response(drawn.getvalue(), content_type="image/svg+xml; charset=utf-8")
