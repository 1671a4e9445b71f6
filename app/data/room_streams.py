"""Streams of what happens in rooms: one thread of a process writes to all of its streams.

The thread asks the database for new events of the rooms that have streams here, a few times a
second and in one statement, whichever process wrote them. PostgreSQL's NOTIFY would be sooner by
some tenths of a second, and needs a connection of its own that no pooler may share.
"""

from __future__ import annotations

import logging
import selectors
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import SQLAlchemyError

from app.data.database import Database
from app.web.event_stream import BEAT, Line, event
from app.web.problems import Problem

log = logging.getLogger("app.rooms")

ASK_S: Final = 0.3
BEAT_S: Final = 10.0
MOST_OF_MEMBER: Final = 3  # a page, one being loaded anew, and one on another device
MOST: Final = 256  # of a process: connections cost memory and a number each, and no thread
LAST_KINDS: Final = frozenset({"ended"})

NEW_EVENTS = text("""
    select events.room_id, events.version, events.kind, events.data
    from unnest(cast(:rooms as bigint[]), cast(:versions as integer[])) as known (room_id, version)
    join room_events as events
        on events.room_id = known.room_id and events.version > known.version
    order by events.room_id, events.version
""")

Hear = Callable[[Connection, int, Sequence[int]], bool]
"""Notes that members are present and returns whether the room goes on: `app.rooms.presence`."""


@dataclass
class _Stream:
    line: Line
    room_id: int
    member_id: int
    version: int


class RoomStreams:
    """The open streams of a process; its thread begins with the first and ends with the last."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._arriving: list[_Stream] = []
        self._of_member: Counter[int] = Counter()
        self._thread: threading.Thread | None = None

    def check(self, member_id: int) -> None:
        """Check that one more stream of a member may open here.

        Raises
        ------
        Problem
            ``too-many-streams``: the member, or the process, has as many as it may.
        """
        with self._lock:
            if self._of_member[member_id] >= MOST_OF_MEMBER or self._of_member.total() >= MOST:
                raise Problem("too-many-streams")

    def add(self, line: Line, room_id: int, member_id: int, version: int, hear: Hear) -> None:
        """Write to a connection what happens after ``version``, until either side ends it."""
        with self._lock:
            self._of_member[member_id] += 1
            self._arriving.append(_Stream(line, room_id, member_id, version))
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(
                    target=self._run, args=(hear,), name="room streams", daemon=True
                )
                self._thread.start()

    def _run(self, hear: Hear) -> None:
        streams: list[_Stream] = []
        selector = selectors.DefaultSelector()
        engine, beaten = self._database.engine, time.monotonic()
        while True:
            with self._lock:
                arrived, self._arriving = self._arriving, []
                if not streams and not arrived:
                    self._thread = None
                    return
            for stream in arrived:
                selector.register(stream.line, selectors.EVENT_READ, stream)
            streams += arrived
            gone = _gone(selector, ASK_S)
            try:
                gone |= _send_new(engine, [s for s in streams if id(s) not in gone])
                if time.monotonic() - beaten >= BEAT_S:
                    beaten = time.monotonic()
                    gone |= {id(s) for s in streams if not s.line.send(BEAT)}
                    gone |= _hear_all(engine, [s for s in streams if id(s) not in gone], hear)
            except SQLAlchemyError as error:
                # Streams stay open: after a restart of the database they go on where they were.
                log.warning("streams=%d error=%s", len(streams), type(error).__name__)
                time.sleep(1)
            for stream in [s for s in streams if id(s) in gone]:
                selector.unregister(stream.line)
                stream.line.close()
                with self._lock:
                    self._of_member[stream.member_id] -= 1
            streams = [s for s in streams if id(s) not in gone]


def _gone(selector: selectors.BaseSelector, wait_s: float) -> set[int]:
    """Wait, and return the streams whose client is gone; input of another sort is dropped."""
    until, gone = time.monotonic() + wait_s, set()
    while (left := until - time.monotonic()) > 0:
        ready = [key for key, _ in selector.select(left)]
        gone |= {id(key.data) for key in ready if key.data.line.is_gone()}
        if ready:  # a closed connection stays readable
            time.sleep(max(min(until - time.monotonic(), 0.05), 0))
        if gone:
            break
    return gone


def _send_new(engine: Engine, streams: Sequence[_Stream]) -> set[int]:
    """Write new events to each stream; return the streams that have ended."""
    if not streams:
        return set()
    known: dict[int, int] = {}
    for stream in streams:
        known[stream.room_id] = min(known.get(stream.room_id, stream.version), stream.version)
    binds = {"rooms": list(known), "versions": list(known.values())}
    with engine.connect() as connection:
        rows = connection.execute(NEW_EVENTS, binds).all()
    gone = set()
    for stream in streams:
        new = [row for row in rows if row.room_id == stream.room_id]
        new = [row for row in new if row.version > stream.version]
        if not new:
            continue
        stream.version = new[-1].version
        written = b"".join(event(row.version, row.kind, row.data) for row in new)
        if not stream.line.send(written) or any(ends(row, stream.member_id) for row in new):
            gone.add(id(stream))
    return gone


def ends(row: Any, member_id: int) -> bool:
    """Return whether an event is the last that a member is sent."""
    is_own = row.kind == "member-left" and row.data.get("member_id") == member_id
    return row.kind in LAST_KINDS or is_own


def _hear_all(engine: Engine, streams: Sequence[_Stream], hear: Hear) -> set[int]:
    """Note that the members who have streams are present; return streams of rooms that are over."""
    gone = set()
    for room_id in sorted({stream.room_id for stream in streams}):
        of_room = [stream for stream in streams if stream.room_id == room_id]
        with engine.begin() as connection:
            if not hear(connection, room_id, sorted({stream.member_id for stream in of_room})):
                gone |= {id(stream) for stream in of_room}
    return gone
