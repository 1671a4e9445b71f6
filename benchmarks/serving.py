"""The real server in processes of its own, and people who ask it."""

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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import psutil

from benchmarks.machine import ROOT, proportional_mb

API = "/api/v1"
READY_WITHIN_S = 300.0
LOOK_EVERY_S = 0.05


class BenchError(Exception):
    """Something that a benchmark needs did not come up; the message says what."""


@dataclass
class Client:
    """One connection that is kept open, perhaps signed in."""

    port: int
    cookie: str = ""

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)

    def get(self, path: str, **arguments: object) -> bytes:
        """Return the body of a 200.

        Raises
        ------
        BenchError
            Any other answer.
        """
        address = f"{API}{path}" + (f"?{urlencode(arguments, doseq=True)}" if arguments else "")
        return self._ask("GET", address)

    def sign_up(self) -> str:
        """Make an account, stay signed in, and return its name."""
        name = f"bench-{uuid.uuid4().hex[:12]}"
        body = json.dumps({"username": name, "password": uuid.uuid4().hex})
        self._ask("POST", f"{API}/users", body)
        return name

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _ask(self, method: str, address: str, body: str | None = None) -> bytes:
        headers = {"Content-Type": "application/json"} if body else {}
        if self.cookie:
            headers["Cookie"] = self.cookie
        try:
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
            found = answer.read()
        except (ConnectionError, http.client.HTTPException):
            # A worker that is replaced closes what it keeps open.
            self._connection.close()
            self._connection.request(method, address, body, headers)
            answer = self._connection.getresponse()
            found = answer.read()
        if answer.status >= 300:
            raise BenchError(f"{method} {address} answered {answer.status}: {found[:300]!r}")
        if given := answer.headers.get_all("Set-Cookie"):
            self.cookie = "; ".join(header.partition(";")[0] for header in given)
        return found


@dataclass
class Server:
    """A running ``python -m app serve``."""

    process: subprocess.Popen[bytes]
    port: int
    start_s: float = 0.0

    @property
    def workers(self) -> list[psutil.Process]:
        """The web processes, without the one that keeps them."""
        return psutil.Process(self.process.pid).children()

    def worker_mb(self) -> float:
        """Return the mean memory of a web process (Pss), in MB."""
        sizes = [proportional_mb(worker) for worker in self.workers]
        return round(sum(sizes) / max(len(sizes), 1), 1)

    def holds_torch(self) -> bool:
        """Say whether any web process has torch's libraries mapped."""
        maps = (Path(f"/proc/{worker.pid}/maps") for worker in self.workers)
        return any(
            "libtorch" in mapping.read_text("utf-8", "replace")
            for mapping in maps
            if mapping.exists()
        )


@contextmanager
def serving(url: str, home: Path, *, workers: int, threads: int = 8) -> Iterator[Server]:
    """Serve a database on a free port, as ``python -m app serve`` does, without rate limits.

    Raises
    ------
    BenchError
        It ended, or is not ready in five minutes; the message has its last words.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = {
        "DATABASE_URL": url,
        "ORDAINED_HOME": str(home),
        "ORDAINED_RATE_LIMITS": "off",
        "ORDAINED_WORKERS": str(workers),
        "ORDAINED_THREADS": str(threads),
        "ORDAINED_LOG_LEVEL": "error",
        "PORT": str(port),
    }
    log = home / f"bench-{port}.log"
    started = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve"],
            cwd=ROOT,
            env=os.environ | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Server(process, port)
    try:
        _wait(server, log)
        server.start_s = round(time.perf_counter() - started, 2)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.unlink(missing_ok=True)


def _wait(server: Server, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN_S
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            break
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
            connection.request("GET", "/readyz")
            ready = connection.getresponse().status == 200
            connection.close()
            if ready:
                return
        time.sleep(LOOK_EVERY_S)
    raise BenchError(f"the server is not ready: {log.read_text('utf-8', 'replace')[-500:]}")
