"""Streams of a real server with two workers of a few threads each."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.app.process.test_served import Served, start, stop

pytestmark = pytest.mark.slow

THREADS = 4
WORKERS = 2
STREAMS = 18


@dataclass
class Phone:
    """A browser without JavaScript: it keeps cookies, and reads a stream event by event."""

    port: int
    cookie: str = ""
    room: int = 0
    _stream: http.client.HTTPResponse | None = field(default=None, repr=False)

    def send(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": self.cookie, "Content-Type": "application/json"}
        text = None if body is None else json.dumps(body)
        line.request(method, f"/api/v1{path}", text, headers)
        answer = line.getresponse()
        if cookie := answer.headers.get("Set-Cookie"):
            self.cookie = cookie.partition(";")[0]
        read = answer.read()
        line.close()
        return answer.status, json.loads(read) if read else None

    def listen(self, **headers: str) -> None:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        path = f"/api/v1/rooms/{self.room}/events"
        line.request("GET", path, headers={"Cookie": self.cookie, **headers})
        self._stream = line.getresponse()
        assert self._stream.status == 200
        assert self._stream.headers["Content-Type"].startswith("text/event-stream")

    def next(self) -> dict[str, Any]:
        """Return the next event, with ``id``, ``event`` and ``data``."""
        assert self._stream is not None
        found: dict[str, Any] = {}
        while True:
            line = self._stream.readline().decode().rstrip("\n")
            if line.startswith(("id:", "event:", "data:")):
                name, _, value = line.partition(": ")
                found[name] = json.loads(value) if name == "data" else value
            if not line and "event" in found:
                return found
            assert line or found or not self._stream.isclosed(), "the stream has ended"

    def ends(self) -> bool:
        """Return whether the server ends the stream."""
        assert self._stream is not None
        return not [line for line in self._stream.read().split(b"\n") if line.startswith(b"event")]

    def hang_up(self) -> None:
        assert self._stream is not None
        self._stream.close()


@pytest.fixture(scope="module")
def served(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("streams")
    server = start(
        folder,
        DATABASE_URL=engine.url.render_as_string(hide_password=False),
        ORDAINED_WORKERS=str(WORKERS),
        ORDAINED_THREADS=str(THREADS),
        ORDAINED_RATE_LIMITS="off",
    )
    yield server
    stop([server])


def make_room(served: Served, *names: str) -> list[Phone]:
    """Return the host of a new room and its guests."""
    host = Phone(served.port)
    status, room = host.send("POST", "/rooms", {"name": "Host"})
    assert status == 201, room
    phones = [host]
    for name in names:
        phone = Phone(served.port)
        token = room["link"].partition("join=")[2]
        assert phone.send("POST", "/rooms/join", {"token": token, "name": name})[0] == 200
        phones.append(phone)
    for phone in phones:
        phone.room = room["id"]
    return phones


def kinds(phone: Phone, count: int) -> list[str]:
    return [phone.next()["event"] for _ in range(count)]


def test_what_one_does_arrives_at_all_others(served: Served) -> None:
    host, ben, ana = make_room(served, "Ben", "Ana")
    for phone in (host, ben, ana):
        phone.listen()
    room = host.send("GET", f"/rooms/{host.room}")[1]
    film = room["movies"][0]["movie"]["id"]
    votes = f"/rooms/{host.room}/votes"
    for phone in (host, ben):
        phone.send("POST", votes, {"movie_id": film, "vote": "yes"})
    began = time.perf_counter()
    answer = ana.send("POST", votes, {"movie_id": film, "vote": "yes"})[1]
    assert answer["winner"]["movie"]["id"] == film
    for phone in (host, ben, ana):
        events = [phone.next() for _ in range(4)]
        assert [event["event"] for event in events] == ["vote", "vote", "vote", "winner"]
        assert events[2]["data"] == {"movie_id": film, "votes": {"yes": 3, "no": 0, "seen": 0}}
        numbers = [int(event["id"]) for event in events]
        assert numbers == list(range(numbers[0], numbers[0] + 4))
    assert time.perf_counter() - began < 5
    host.send("DELETE", f"/rooms/{host.room}")
    for phone in (host, ben, ana):
        assert phone.next()["event"] == "ended"
        assert phone.ends()


def test_who_comes_back_is_sent_what_happened_meanwhile(served: Served) -> None:
    host, ben = make_room(served, "Ben")
    room = host.send("GET", f"/rooms/{host.room}")[1]
    films = [movie["movie"]["id"] for movie in room["movies"]]
    ben.listen()
    host.send("POST", f"/rooms/{host.room}/votes", {"movie_id": films[0], "vote": "no"})
    last = ben.next()
    ben.hang_up()
    for film in films[1:4]:
        host.send("POST", f"/rooms/{host.room}/votes", {"movie_id": film, "vote": "no"})
    ben.listen(**{"Last-Event-ID": last["id"]})
    missed = [ben.next()["data"]["movie_id"] for _ in range(3)]
    assert missed == films[1:4]


def test_a_closed_stream_makes_somebody_away_after_a_time(served: Served, engine: Engine) -> None:
    from tests.app.rooms.parties import Party, set_member

    host, ben = make_room(served, "Ben")
    host.listen()
    ben.listen()
    ben.hang_up()
    room: Any = Party(app=None, host=None, room={"id": host.room})  # type: ignore[arg-type]
    set_member(engine, room, "Ben", "heard_at = now() - interval '40 seconds'")
    # The stream's own beat notes it, at the latest after ten seconds.
    assert host.next()["event"] == "member-away"
    ben.listen()
    assert host.next()["event"] == "member-back"


def test_more_streams_than_threads_leave_the_server_answering(served: Served) -> None:
    rooms = [make_room(served, *(f"Guest {n}" for n in range(5))) for _ in range(3)]
    phones = [phone for room in rooms for phone in room]
    assert len(phones) == STREAMS > THREADS * WORKERS
    for phone in phones:
        phone.listen()
    slowest = 0.0
    for _ in range(20):
        began = time.perf_counter()
        status, _ = phones[0].send("GET", "/movies/popular?limit=1")
        assert status == 200
        slowest = max(slowest, time.perf_counter() - began)
    assert slowest < 5
    for room in rooms:
        seen = room[0].send("GET", f"/rooms/{room[0].room}")[1]
        film = seen["movies"][0]["movie"]["id"]
        room[1].send("POST", f"/rooms/{room[0].room}/votes", {"movie_id": film, "vote": "no"})
        assert {phone.next()["data"]["movie_id"] for phone in room} == {film}


def test_a_member_has_few_streams(served: Served) -> None:
    (host,) = make_room(served)
    path = f"/api/v1/rooms/{host.room}/events"

    def open_one() -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
        line = http.client.HTTPConnection("127.0.0.1", served.port, timeout=20)
        line.request("GET", path, headers={"Cookie": host.cookie})
        return line, line.getresponse()

    opened = [open_one() for _ in range(12)]
    refused = [answer for _, answer in opened if answer.status == 429]
    assert len(opened) - len(refused) <= 3 * WORKERS
    assert {answer.headers["Retry-After"] for answer in refused} == {"10"}
    assert json.loads(refused[0].read())["type"].endswith("#too-many-streams")
    for line, answer in opened:
        answer.close()
        line.close()
    deadline = time.monotonic() + 10
    while open_one()[1].status != 200:
        assert time.monotonic() < deadline, "closed streams still count"
        time.sleep(0.5)
