"""Processor time a request takes, in the web process and in PostgreSQL, for docs/scaling.md.

``ORDAINED_HOME=… python -m benchmarks.cpu_a_request [ROUNDS]``: starts the application, one
worker, on the embedded server and the live release of ORDAINED_HOME, and asks it one request
after another. Processor time and not the clock, so that a busy machine changes little.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

HOME = Path(os.environ.get("ORDAINED_HOME", "var"))
API = "/api/v1"
RATINGS = 50
WORDS = [
    "heist",
    "robot",
    "love",
    "war",
    "ship",
    "island",
    "detective",
    "winter",
    "music",
    "family",
    "ghost",
    "road",
]


def ask(
    port: int, method: str, path: str, body: object = None, **headers: str
) -> http.client.HTTPResponse:
    """Send a request and read its answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    given = {"Content-Type": "application/json", **headers}
    connection.request(method, path, None if body is None else json.dumps(body), given)
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    return answer


@contextmanager
def application() -> Iterator[tuple[int, psutil.Process]]:
    """Give the port and the process of a running application."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {"PORT": str(port), "ORDAINED_WORKERS": "1", "ORDAINED_RATE_LIMITS": "off"}
    settings |= {"ORDAINED_HOME": str(HOME), "ORDAINED_LOG_LEVEL": "warning"}
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "run"],
        env={**os.environ, **settings},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _ in range(600):
            try:
                if ask(port, "GET", "/readyz").status == 200:
                    break
            except OSError:
                pass
            time.sleep(0.5)
        yield port, psutil.Process(process.pid)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(60)


def seconds(process: psutil.Process) -> float:
    """Return the processor time of a process and its children, those that ended too."""
    total = 0.0
    for member in (process, *process.children(recursive=True)):
        times = member.cpu_times()
        total += times.user + times.system
    return total


def main(rounds: int = 300) -> None:
    """Print a line for each kind of request."""
    with application() as (port, web):
        pid = int((HOME / "postgres" / "postmaster.pid").read_text().split()[0])
        database = psutil.Process(pid)
        name = f"cpu-{uuid.uuid4().hex[:10]}"
        person = {"username": name, "password": uuid.uuid4().hex}
        session = ask(port, "POST", f"{API}/users", person)
        cookie = str(session.headers["Set-Cookie"]).split(";")[0]
        csrf = json.loads(session.body)["csrf_token"]  # type: ignore[attr-defined]
        own = {"Cookie": cookie, "X-CSRF-Token": csrf}
        popular = ask(port, "GET", f"{API}/movies/popular?limit=100")
        films = [item["movie"]["id"] for item in json.loads(popular.body)["items"]]  # type: ignore[attr-defined]
        for film in films[:RATINGS]:
            ask(port, "PUT", f"{API}/me/ratings/{film}", {"rating": 4.0}, **own)

        def word(n: int) -> str:
            return f"{WORDS[n % len(WORDS)]}+and+{WORDS[n // len(WORDS) % len(WORDS)]}+{n}"

        kinds = {
            "search": lambda n: ("GET", f"/search?q={word(n)}", None, {}),
            "film": lambda n: ("GET", f"/movies/{films[n % 100]}", None, {}),
            "similar": lambda n: ("GET", f"/movies/{films[n % 100]}/similar", None, {}),
            "recommendations": lambda n: ("GET", "/me/recommendations", None, own),
            "rating": lambda n: (
                "PUT",
                f"/me/ratings/{films[n % 100]}",
                {"rating": 0.5 + n % 10 / 2},
                own,
            ),
        }
        print(f"{'':16}{'web ms':>8}{'PostgreSQL ms':>15}   ({rounds} requests, one worker)")
        for kind, make in kinds.items():
            for n in range(20):
                method, path, body, headers = make(n + 1_000_000)
                ask(port, method, API + path, body, **headers)
            before = seconds(web), seconds(database)
            for n in range(rounds):
                method, path, body, headers = make(n)
                answer = ask(port, method, API + path, body, **headers)
                assert answer.status == 200, answer.status
            after = seconds(web), seconds(database)
            in_web, in_database = (
                1000 * (b - a) / rounds for a, b in zip(before, after, strict=True)
            )
            print(f"{kind:16}{in_web:8.1f}{in_database:15.1f}", flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
