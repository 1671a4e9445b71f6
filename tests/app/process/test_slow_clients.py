"""Clients that send or read slowly take no thread from others, and are closed."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.app.process.test_served import Served, start, stop

# More than the threads of a worker, which are 8.
MANY = 60
UPLOAD = (
    b"POST /api/v1/session HTTP/1.1\r\nHost: films.example\r\nContent-Type: application/json\r\n"
)
WAYS = {
    "silent": b"",
    "half a line": b"GET /healthz HT",
    "half a head": b"GET /healthz HTTP/1.1\r\nHost: films.example\r\nX-Slow: ",
    "half a body": UPLOAD + b'Content-Length: 5000\r\n\r\n{"username": "',
    "half a chunk": UPLOAD + b'Transfer-Encoding: chunked\r\n\r\n5\r\n{"us',
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = start(tmp_path_factory.mktemp("slow"), ORDAINED_RATE_LIMITS="off")
    yield served
    stop([served])


def connect(server: Served) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=30)


def answer_of(line: socket.socket) -> bytes:
    answer = b""
    while part := line.recv(65536):
        answer += part
    return answer


@pytest.mark.parametrize("way", WAYS)
def test_slow_clients_take_no_thread(server: Served, way: str) -> None:
    with ExitStack() as stack:
        for _ in range(MANY):
            line = stack.enter_context(connect(server))
            line.sendall(WAYS[way])
        time.sleep(0.3)
        for _ in range(5):
            began = time.monotonic()
            assert server.get("/healthz")[0] == 200
            # A thread would be given to none before the slow ones are closed, after five seconds.
            assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("way", "most_s"), [("silent", 8), ("half a line", 13), ("half a head", 13)]
)
def test_who_does_not_go_on_is_closed(server: Served, way: str, most_s: float) -> None:
    with connect(server) as line:
        line.sendall(WAYS[way])
        began = time.monotonic()
        assert answer_of(line) == b""
        assert time.monotonic() - began < most_s


def test_a_request_that_trickles_is_answered(server: Served) -> None:
    request = UPLOAD + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}"
    with connect(server) as line:
        for at in range(0, len(request), 9):
            line.sendall(request[at : at + 9])
            time.sleep(0.01)
        assert answer_of(line).startswith(b"HTTP/1.1 4")


def test_chunks_are_put_together(server: Served) -> None:
    body = b'2;x=y\r\n{"\r\nf\r\nusername": "ann\r\n2\r\n"}\r\n0\r\nX-Trailer: 1\r\n\r\n'
    head = UPLOAD + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    with connect(server) as line:
        for at in range(0, len(body), 5):
            line.sendall((head if at == 0 else b"") + body[at : at + 5])
            time.sleep(0.01)
        answer = answer_of(line)
    # It was read whole: only the password is missing.
    assert answer.split(b" ")[1] == b"422"
    assert b'"/password"' in answer
    assert b'"/username"' not in answer


def test_requests_behind_each_other_are_answered_in_order(server: Served) -> None:
    one = b"GET /healthz HTTP/1.1\r\nHost: films.example\r\n\r\n"
    missing = b"GET /api/v1/nothing HTTP/1.1\r\nHost: films.example\r\n\r\n"
    last = one.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with connect(server) as line:
        line.sendall(one + missing + one[:20])
        time.sleep(0.2)
        line.sendall(one[20:] + last)
        answer = answer_of(line)
    statuses = [part.split(b" ")[0] for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [b"200", b"404", b"200", b"200"]


def test_continue_is_sent_before_the_body(server: Served) -> None:
    head = UPLOAD + b"Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
    with connect(server) as line:
        line.sendall(head)
        assert line.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        line.sendall(b"{}")
        assert answer_of(line).startswith(b"HTTP/1.1 4")


def test_a_body_that_is_too_large_is_not_waited_for(server: Served) -> None:
    with connect(server) as line:
        line.sendall(UPLOAD + b"Content-Length: 900000000\r\nConnection: close\r\n\r\n")
        assert answer_of(line).startswith(b"HTTP/1.1 413")


def test_a_large_body_is_kept_on_disk_and_read_whole(server: Served) -> None:
    body = b'{"username": "ann", "password": "' + b"x" * 900_000 + b'"}'
    length = f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode()
    with connect(server) as line:
        line.sendall(UPLOAD + length + body)
        assert answer_of(line).split(b" ")[1] in (b"403", b"422")


@pytest.mark.parametrize(
    ("start_of", "status"),
    [(b"GET /", b"414"), (b"GET / HTTP/1.1\r\nHost: films.example\r\nX-Long: ", b"431")],
)
def test_a_head_without_an_end_is_refused(server: Served, start_of: bytes, status: bytes) -> None:
    with connect(server) as line:
        line.sendall(start_of + b"x" * 140_000)
        assert line.recv(65536).startswith(b"HTTP/1.1 " + status)


def test_a_server_stops_although_clients_are_silent(tmp_path: Path) -> None:
    served = start(tmp_path)
    with ExitStack() as stack:
        for _ in range(MANY):
            stack.enter_context(connect(served))
        began = time.monotonic()
        stop([served])
        assert time.monotonic() - began < 15
