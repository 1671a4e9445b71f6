"""The real server on a socket: what it believes, refuses and leaves behind."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from tests.processes import ROOT, free_port

# The database is not there, so that only what needs none is asked for.
PROGRAM = """
import os
from app.process.serve import serve
from app.settings import Settings
serve(Settings.from_env(os.environ), os.environ["DATABASE_URL"])
"""


@dataclass
class Served:
    """A server in a process of its own; ``folder`` is its TMPDIR."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    def send(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        """Send bytes as they are; return status, headers by lower-case name, and body."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(request)
            answer = b""
            while part := line.recv(65536):
                answer += part
        head, _, body = answer.partition(b"\r\n\r\n")
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = dict(row.split(": ", 1) for row in rest)
        return int(first.split()[1]), {k.lower(): v for k, v in headers.items()}, body

    def get(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        request = f"GET {path} HTTP/1.1\r\nHost: films.example\r\nConnection: close\r\n{lines}\r\n"
        return self.send(request.encode())

    def metrics_folders(self) -> list[Path]:
        return list(self.folder.glob("ordained-metrics-*"))


Serve = Callable[..., Served]


def start(folder: Path, **environ: str) -> Served:
    """Start a server, with environment variables by name."""
    port = free_port()
    variables = {
        "PATH": os.environ["PATH"],
        "TMPDIR": str(folder),
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "ORDAINED_HOME": str(folder / "home"),
        "ORDAINED_ENCODER": "stand-in",
        "ORDAINED_WORKERS": "1",
        "SECRET_KEY": "k" * 40,
        "PORT": str(port),
        **environ,
    }
    process = subprocess.Popen([sys.executable, "-c", PROGRAM], env=variables, cwd=ROOT)
    deadline = time.monotonic() + 120
    while True:
        assert process.poll() is None
        assert time.monotonic() < deadline, "it does not listen"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return Served(process, port, folder)
        except OSError:
            time.sleep(0.1)


def stop(servers: list[Served]) -> None:
    """Stop servers, all at once."""
    for served in servers:
        if served.process.poll() is None:
            served.process.terminate()
    for served in servers:
        served.process.wait(60)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Return a function that gives a server of ORDAINED_PROXIES, which tests share."""
    servers: dict[str, Served] = {}

    def give(proxies: str = "0") -> Served:
        if proxies not in servers:
            folder = tmp_path_factory.mktemp("served")
            servers[proxies] = start(
                folder,
                ORDAINED_PROXIES=proxies,
                ORDAINED_ENV="production",
                ORDAINED_RATE_LIMITS="off",
            )
        return servers[proxies]

    yield give
    stop(list(servers.values()))


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Return a function that starts a server of this test's own."""
    servers: list[Served] = []

    def give(**environ: str) -> Served:
        servers.append(start(tmp_path, **environ))
        return servers[-1]

    yield give
    stop(servers)


@pytest.mark.parametrize(("proxies", "believed"), [("0", False), ("1", True)])
def test_forwarded_scheme_is_believed_of_configured_proxies_only(
    served: Serve, proxies: str, believed: bool
) -> None:
    """Gunicorn itself believes every client of this machine, unless it is told not to."""
    server = served(proxies)
    for name, value in (
        ("X-Forwarded-Proto", "https"),
        ("X-Forwarded-Ssl", "on"),
        ("X-Forwarded-Protocol", "ssl"),
    ):
        status, headers, _ = server.get("/healthz", **{name: value})
        expected = believed and name == "X-Forwarded-Proto"
        assert (status, "strict-transport-security" in headers) == (200, expected), name


@pytest.mark.parametrize("proxies", ["0", "1"])
def test_script_name_is_believed_of_nobody(served: Serve, proxies: str) -> None:
    server = served(proxies)
    for name in ("SCRIPT_NAME", "Script-Name", "X-Script-Name", "X-Forwarded-Prefix"):
        assert server.get("/x/healthz", **{name: "/x"})[0] == 404, name
        assert server.get("/healthz", **{name: "/x"})[0] == 200, name
    assert server.get("/x", PATH_INFO="/healthz")[0] in (404, 503)


@pytest.mark.parametrize("length", [7_900, 8_100, 8_300, 100_000])
def test_long_address_is_a_problem(served: Serve, length: int) -> None:
    """The application refuses it up to what gunicorn reads, and the worker beyond."""
    status, headers, body = served().get("/api/v1/search?q=" + "a" * length)
    problem = json.loads(body)
    assert headers["content-type"] == "application/problem+json"
    assert status == problem["status"] == (422 if length < 8_000 else 414)
    assert headers["x-content-type-options"] == "nosniff"
    if status == 414:
        assert problem["type"] == "/api/docs#uri-too-long"
        assert headers["x-request-id"] == problem["request_id"]


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"GET / HTTP/9.9\r\n\r\n", 400),
        (b"<script>alert(1)</script>\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: a\r\nX-Long: " + b"a" * 9000 + b"\r\n\r\n", 431),
        (b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: zip\r\n\r\n", 501),
        # Two ways to tell where the body ends: the beginning of a smuggled request.
        (
            b"POST /api/v1/session HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
        ),
    ],
)
def test_unreadable_request_is_a_problem_that_repeats_nothing(
    served: Serve, request_bytes: bytes, status: int
) -> None:
    answered, headers, body = served().send(request_bytes)
    assert (answered, headers["content-type"]) == (status, "application/problem+json")
    assert json.loads(body)["status"] == status
    assert b"script" not in body
    assert headers["connection"] == "close"


def test_metrics_folder_goes_with_the_server(serve: Serve) -> None:
    server = serve()
    assert len(server.metrics_folders()) == 1
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(60) == 0
    assert server.metrics_folders() == []


def test_metrics_folder_of_a_killed_server_is_removed_by_the_next(serve: Serve) -> None:
    killed = serve()
    (left,) = killed.metrics_folders()
    assert len(serve().metrics_folders()) == 2  # a server that lives keeps its own
    killed.process.kill()
    killed.process.wait(30)
    # Its worker notices that it is alone, and ends; only then does nobody use the folder.
    deadline = time.monotonic() + 30
    while not free(left):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    folders = serve().metrics_folders()
    assert len(folders) == 2
    assert left not in folders


def free(folder: Path) -> bool:
    """Return whether no process holds the folder's lock."""
    with (folder / ".lock").open("r+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def test_the_schedule_is_kept_and_ends_with_the_server(serve: Serve) -> None:
    server = serve(ORDAINED_SYNC_MINUTES="30")

    def readers() -> list[psutil.Process]:
        children = psutil.Process(server.process.pid).children(recursive=True)
        return [child for child in children if child.cmdline()[-3:] == ["sync", "--every", "30"]]

    def reader() -> psutil.Process:
        deadline = time.monotonic() + 30
        while not (found := readers()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        (reader,) = found
        return reader

    first = reader()
    first.kill()
    first.wait(10)
    second = reader()
    assert second.pid != first.pid
    server.process.send_signal(signal.SIGTERM)
    server.process.wait(30)
    assert not psutil.pid_exists(second.pid)
