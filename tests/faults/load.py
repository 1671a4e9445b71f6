"""Many clients that rate the same films at once, and what must be true of it afterwards.

Each client remembers when it asked and when it was answered. A write may have been the last
one only if no other began after it was over; so whatever the order in which the server took
them, the value that is there in the end must be one of such a write. A write that was not
acknowledged may have happened or not.
"""

from __future__ import annotations

import http.client
import json
import random
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

API = "/api/v1"
COOKIE = "ordained_session="
PASSWORD = "joint-plover-94-xeric"
STARS = [n / 2 for n in range(1, 11)]
RETRY_S = 0.05
BEGINNING = float("-inf")

Place = tuple[str, int]


@dataclass(frozen=True)
class Write:
    """A write of one film's rating; None is its removal."""

    place: Place
    value: float | None
    began: float
    ended: float
    acknowledged: bool


@dataclass
class Client:
    """A program of somebody's, with a connection that it keeps."""

    port: int
    username: str
    token: str
    seed: int
    writes: list[Write] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def run(self, films: Sequence[int], stop: threading.Event) -> None:
        chance = random.Random(self.seed)
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        while not stop.is_set():
            film = chance.choice(films)
            value = chance.choice(STARS) if chance.random() < 0.85 else None
            began = time.monotonic()
            try:
                status, headers = self._send(connection, film, value)
            except (OSError, http.client.HTTPException) as error:
                self.faults.append(repr(error))
                connection.close()
                status, headers = 0, {}
            acknowledged = status in (200, 204)
            write = Write((self.username, film), value, began, time.monotonic(), acknowledged)
            self.writes.append(write)
            self.statuses[status] += 1
            if status == 503 and not headers.get("Retry-After", "").isdigit():
                self.faults.append("503 without Retry-After")
            if not acknowledged:
                stop.wait(RETRY_S)
        connection.close()

    def _send(
        self, connection: http.client.HTTPConnection, film: int, value: float | None
    ) -> tuple[int, dict[str, str]]:
        body = None if value is None else json.dumps({"rating": value})
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        method = "DELETE" if value is None else "PUT"
        connection.request(method, f"{API}/me/ratings/{film}", body, headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, dict(answer.getheaders())


def ask(
    port: int, method: str, path: str, json_: Any = None, **headers: str
) -> tuple[int, Any, Any]:
    """Send one request; return status, body and headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body = None if json_ is None else json.dumps(json_)
    given = {"Content-Type": "application/json", **headers}
    connection.request(method, path, body, given)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    kind = answer.headers.get("Content-Type", "")
    return answer.status, json.loads(text) if "json" in kind else text, answer.headers


def sign_up(port: int, username: str) -> str:
    """Make an account; return a bearer token of it."""
    given = {"username": username, "password": PASSWORD}
    status, session, headers = ask(port, "POST", f"{API}/users", given)
    assert status == 201, session
    # The device's cookie stands beside that of the session.
    cookies = [cookie.split(";")[0] for cookie in headers.get_all("Set-Cookie")]
    cookie = next(cookie for cookie in cookies if cookie.startswith(COOKIE))
    status, made, _ = ask(
        port,
        "POST",
        f"{API}/tokens",
        {"name": "load", "expires_in_days": 1},
        **{"Cookie": cookie, "X-CSRF-Token": session["csrf_token"]},
    )
    assert status == 201, made
    return str(made["token"])


def popular(port: int, count: int) -> list[int]:
    """Return ids of films."""
    _, page, _ = ask(port, "GET", f"{API}/movies/popular?limit={count}")
    return [item["movie"]["id"] for item in page["items"]]


def run(
    clients: Sequence[Client],
    films: Sequence[int],
    seconds: float,
    meanwhile: Callable[[], None] = lambda: None,
) -> float:
    """Let all clients write for a while; return how long it took."""
    stop = threading.Event()
    threads = [threading.Thread(target=client.run, args=(films, stop)) for client in clients]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    try:
        meanwhile()
        stop.wait(max(0.0, began + seconds - time.monotonic()))
    finally:
        stop.set()
        for thread in threads:
            thread.join(120)
    return time.monotonic() - began


def wrong_places(clients: Sequence[Client], found: dict[Place, float]) -> list[str]:
    """Return where the final state is that of no write that may have been the last."""
    by_place: dict[Place, list[Write]] = defaultdict(list)
    for client in clients:
        for write in client.writes:
            by_place[write.place].append(write)
    wrong = []
    for place, writes in by_place.items():
        last_began = max((write.began for write in writes if write.acknowledged), default=BEGINNING)
        possible = {write.value for write in writes if write.ended >= last_began}
        if last_began == BEGINNING:
            possible.add(None)
        if found.get(place) not in possible:
            wrong.append(f"{place}: {found.get(place)} is none of {possible}")
    wrong += [f"{place}: nobody wrote it" for place in found if place not in by_place]
    return wrong


def summary(clients: Sequence[Client], seconds: float) -> str:
    """Return what happened, in one line."""
    statuses = sum((client.statuses for client in clients), Counter[int]())
    acknowledged = sum(write.acknowledged for client in clients for write in client.writes)
    told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
    return (
        f"{len(clients)} clients, {seconds:.0f} s, {acknowledged} acknowledged writes "
        f"({acknowledged / seconds:.0f}/s); answers {told}"
    )
