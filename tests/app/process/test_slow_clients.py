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
# The same of those whose answer costs a tenth of a second of work: sixty of them keep a slow
# machine busy for longer than the bound, whoever holds its threads.
MANY_LARGE = 20
UPLOAD = (
    b"POST /api/v1/session HTTP/1.1\r\nHost: films.example\r\nContent-Type: application/json\r\n"
)
# Of an answer that fits no buffer of a client that reads nothing.
LARGE = b"GET /api/openapi.json HTTP/1.1\r\nHost: films.example\r\n"
WAYS = {
    "silent": b"",
    "half a line": b"GET /healthz HT",
    "half a head": b"GET /healthz HTTP/1.1\r\nHost: films.example\r\nX-Slow: ",
    "half a body": UPLOAD + b'Content-Length: 5000\r\n\r\n{"username": "',
    "half a chunk": UPLOAD + b'Transfer-Encoding: chunked\r\n\r\n5\r\n{"us',
    # Spellings that gunicorn's parser reads as a longer request than its loop might.
    "a long length": UPLOAD + b"Content-Length: 00000000000000000100\r\n\r\n{",
    "two codings": UPLOAD + b"Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n",
    "a long chunk size": UPLOAD + b"Transfer-Encoding: chunked\r\n\r\n00000000000f\r\n{",
    "a trailer without CR": UPLOAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: y\n\n",
    "a body too large": UPLOAD + b"Content-Length: 21000000\r\n\r\n{",
    "half of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 200,
    # Answered, and the client does not close, or does not take the answer.
    "closes nothing": b"GET /healthz HTTP/1.1\r\nHost: films.example\r\nConnection: close\r\n\r\n",
    "reads nothing": LARGE + b"\r\n",
    "reads and closes nothing": LARGE + b"Connection: close\r\n\r\n",
}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = start(tmp_path_factory.mktemp("slow"), ORDAINED_RATE_LIMITS="off")
    served.get("/api/openapi.json")  # the document is made once
    yield served
    stop([served])


def connect(server: Served) -> socket.socket:
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(30)
    line.connect(("127.0.0.1", server.port))
    return line


def answer_of(line: socket.socket) -> bytes:
    answer = b""
    while part := line.recv(65536):
        answer += part
    return answer


@pytest.mark.parametrize("way", WAYS)
def test_slow_clients_take_no_thread(server: Served, way: str) -> None:
    with ExitStack() as stack:
        for _ in range(MANY_LARGE if WAYS[way].startswith(LARGE) else MANY):
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
    request = b"GET /healthz HTTP/1.1\r\nHost: films.example\r\n\r\n"
    missing = b"GET /api/v1/nothing HTTP/1.1\r\nHost: films.example\r\n\r\n"
    last = request.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    with connect(server) as line:
        line.sendall(request + missing + request[:20])
        time.sleep(0.2)
        line.sendall(request[20:] + last)
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


def test_what_follows_a_body_that_is_too_large_is_no_request(server: Served) -> None:
    hidden = b"GET /healthz HTTP/1.1\r\nHost: films.example\r\nConnection: close\r\n\r\n"
    with connect(server) as line:
        line.sendall(UPLOAD + b"Content-Length: 21000000\r\n\r\n")
        time.sleep(0.3)
        line.sendall(hidden)
        assert answer_of(line).count(b"HTTP/1.1") == 1


def test_a_broken_chunk_is_the_clients_fault(server: Served) -> None:
    with connect(server) as line:
        line.sendall(UPLOAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}no\r\n0\r\n\r\n")
        answer = answer_of(line)
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


def test_who_reads_slowly_gets_all_of_it(server: Served) -> None:
    whole = server.get("/api/openapi.json")[2]
    with connect(server) as line:
        line.sendall(LARGE + b"\r\n" + LARGE + b"Connection: close\r\n\r\n")
        answer = b""
        while part := line.recv(20_000):
            answer += part
            time.sleep(0.002)
    assert [part.partition(b"\r\n\r\n")[2] for part in answer.split(b"HTTP/1.1 200")[1:]] == [
        whole,
        whole,
    ]


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
