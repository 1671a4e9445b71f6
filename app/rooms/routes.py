"""Routes of rooms: they declare inputs, outputs and problems; `service` answers.

Whoever has joined is let in by their account, or as a guest by the room's cookie; see
`app.rooms.membership`. To everybody else a room is 404, as if it did not exist.
"""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.data.services import services
from app.rooms import joining, live, service
from app.rooms.schemas import (
    EventsHeaders,
    EventsQuery,
    Joining,
    MemberTaste,
    NewRoom,
    Room,
    RoomQuery,
    RoomRules,
    Vote,
    Voted,
)
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("rooms", __name__, tag="Rooms")

COMMON = ("invalid-token", "insufficient-scope", "too-many-requests")
FILMS = ("no-live-release", "encoder-unavailable", "encoder-mismatch")
WRITE = (*COMMON, "csrf", "not-found", "room-ended", "busy")
WRITE_JSON = (*WRITE, *JSON_PROBLEMS)


@blueprint.post("/rooms")
@access.open_to_all
@blueprint.input(NewRoom, arg_name="body")
@blueprint.output(Room, 201)
@blueprint.doc(
    operation_id="makeRoom",
    responses=problems(*COMMON, *JSON_PROBLEMS, "csrf", "busy", *FILMS),
)
def make(body: NewRoom) -> tuple[dict[str, Any], int]:
    """Make a room for a day, and be its host; a guest may too."""
    return joining.make(services(), body), 201


@blueprint.post("/rooms/join")
@access.open_to_all
@blueprint.input(Joining, arg_name="body")
@blueprint.output(Room)
@blueprint.doc(
    operation_id="joinRoom",
    responses=problems(*WRITE_JSON, "removed-from-room", "name-taken", "room-full", *FILMS),
)
def join(body: Joining) -> dict[str, Any]:
    """Join a room by its link or code, under a name and without an account.

    Who is signed in joins with the taste of their marks, which nobody sees. Who has joined already
    is the same member as before. A guest is known by a cookie of the room.
    """
    return joining.join(services(), body)


@blueprint.get("/rooms/<int:room_id>")
@access.open_to_all
@blueprint.input(RoomQuery, location="query", arg_name="query")
@blueprint.output(Room)
@blueprint.doc(
    operation_id="getRoom",
    responses={
        204: {"description": "Nothing is newer than `after`."},
        **problems(*COMMON, "invalid", "not-found", "removed-from-room", "room-ended", *FILMS),
    },
)
def room(room_id: int, query: RoomQuery) -> Any:
    """Return a room with its list; also says that one is present."""
    return service.show(services(), room_id, query)


@blueprint.put("/rooms/<int:room_id>")
@access.open_to_all
@blueprint.input(RoomRules, arg_name="body")
@blueprint.output(Room)
@blueprint.doc(
    operation_id="changeRoom",
    responses=problems(*WRITE_JSON, "removed-from-room", "hosts-only", *FILMS),
)
def change(room_id: int, body: RoomRules) -> dict[str, Any]:
    """Replace what the room looks for and how it decides; for its host."""
    return service.change(services(), room_id, body)


@blueprint.delete("/rooms/<int:room_id>")
@access.open_to_all
@blueprint.doc(
    operation_id="endRoom",
    responses={**DONE, **problems(*WRITE, "removed-from-room", "hosts-only")},
)
def end(room_id: int) -> Response:
    """End the room, for its host: tastes and votes are deleted at once, names within the hour."""
    service.end(services(), room_id)
    return done()


@blueprint.delete("/rooms/<int:room_id>/winner")
@access.open_to_all
@blueprint.output(Room)
@blueprint.doc(
    operation_id="setWinnerAside",
    responses=problems(*WRITE, "removed-from-room", "hosts-only", *FILMS),
)
def set_winner_aside(room_id: int) -> dict[str, Any]:
    """Go on without the film that has won, for the host; it leaves the list."""
    return service.set_winner_aside(services(), room_id)


@blueprint.post("/rooms/<int:room_id>/votes")
@access.open_to_all
@blueprint.input(Vote, arg_name="body")
@blueprint.output(Voted)
@blueprint.doc(
    operation_id="voteInRoom",
    responses=problems(*WRITE_JSON, "removed-from-room", "room-decided", "no-live-release"),
)
def vote(room_id: int, body: Vote) -> dict[str, Any]:
    """Vote on a film; a later vote replaces it."""
    return service.vote(services(), room_id, body)


@blueprint.put("/rooms/<int:room_id>/me")
@access.open_to_all
@blueprint.input(MemberTaste, arg_name="body")
@blueprint.output(Room)
@blueprint.doc(
    operation_id="setTasteInRoom",
    responses=problems(*WRITE_JSON, "removed-from-room", *FILMS),
)
def set_taste(room_id: int, body: MemberTaste) -> dict[str, Any]:
    """Replace what one brings to the room; who has an account brings their marks already."""
    return service.set_taste(services(), room_id, body)


@blueprint.delete("/rooms/<int:room_id>/me")
@access.open_to_all
@blueprint.doc(
    operation_id="leaveRoom", responses={**DONE, **problems(*WRITE, "removed-from-room")}
)
def leave(room_id: int) -> Response:
    """Leave: one's name, taste and votes are deleted. With the host the room ends."""
    service.leave(services(), room_id)
    return done()


@blueprint.delete("/rooms/<int:room_id>/members/<int:member_id>")
@access.open_to_all
@blueprint.doc(
    operation_id="removeMember",
    responses={**DONE, **problems(*WRITE, "removed-from-room", "hosts-only")},
)
def remove(room_id: int, member_id: int) -> Response:
    """Remove a member, for the host; this account or browser cannot join the room again."""
    service.remove(services(), room_id, member_id)
    return done()


@blueprint.get("/rooms/<int:room_id>/events")
@access.open_to_all
@blueprint.input(EventsQuery, location="query", arg_name="query")
@blueprint.input(EventsHeaders, location="headers", arg_name="headers")
@blueprint.doc(
    operation_id="streamRoom",
    responses={
        200: {
            "description": "Server-sent events. The `id` is the room's version; `event` is "
            "`member-joined`, `member-left`, `member-back`, `member-away` or `member-changed` "
            "(`data`: `member_id`), `vote` (`movie_id`, `votes`), `rules`, `winner` (`by`), "
            "`winner-aside`, `ended`, or, where events are missing, `state`. After each the room "
            "is to be read again; a vote may move the list. A comment is sent every ten seconds.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        **problems(
            *COMMON, "invalid", "not-found", "removed-from-room", "room-ended", "too-many-streams"
        ),
    },
)
def events(room_id: int, query: EventsQuery, headers: EventsHeaders) -> Response:
    """Send what happens in a room while it happens, as server-sent events.

    Where the server cannot keep a stream open, it sends what there is and ends, and the browser
    asks again after two seconds.
    """
    return live.events(services(), room_id, query, headers)


@blueprint.get("/rooms/<int:room_id>/qr.svg")
@access.open_to_all
@blueprint.doc(
    operation_id="drawRoomLink",
    responses={
        200: {
            "description": "The room's link as a QR code.",
            "content": {"image/svg+xml": {"schema": {"type": "string"}}},
        },
        **problems(*COMMON, "not-found", "removed-from-room", "room-ended"),
    },
)
def qr(room_id: int) -> Response:
    """Draw the room's link as a QR code, for phones to read off this screen."""
    return live.qr(services(), room_id)
