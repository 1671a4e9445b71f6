"""An answer leaves whole, so that a server which is killed has answered or has not."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from types import SimpleNamespace

import pytest
from gunicorn.http.wsgi import Response

from app.process import leaving
from app.process.leaving import Connection

Ends = tuple[Connection, socket.socket]
LARGE = bytes(range(256)) * 40_000  # 10 MB: more than is kept in these tests
REQUEST = SimpleNamespace(version=(1, 1), method="GET", should_close=lambda: False)
CONFIG = SimpleNamespace(is_ssl=False, sendfile=False)


@pytest.fixture
def ends() -> Iterator[Ends]:
    server, client = socket.socketpair()
    connection = Connection(server)
    client.setblocking(False)
    with connection, client:
        yield connection, client


def begun(connection: Connection, *headers: tuple[str, str]) -> Response:
    """Return an answer whose head gunicorn has sent."""
    connection.hold_head()
    response = Response(REQUEST, connection, CONFIG)
    response.start_response("200 OK", list(headers))
    response.send_headers()
    return response


def test_a_head_leaves_with_its_body(ends: Ends) -> None:
    connection, client = ends
    response = begun(connection, ("Content-Length", "4"))
    with pytest.raises(BlockingIOError):
        client.recv(100)
    response.write(b"body")
    head, body = client.recv(10_000).split(b"\r\n\r\n")
    assert (head.split(b"\r\n")[0], body) == (b"HTTP/1.1 200 OK", b"body")
    response.close()
    connection.let_go()
    with pytest.raises(BlockingIOError):
        client.recv(100)


def test_a_part_of_a_stream_leaves_at_once(ends: Ends) -> None:
    connection, client = ends
    response = begun(connection)
    response.write(b"first")
    assert client.recv(10_000).endswith(b"\r\n\r\n5\r\nfirst\r\n")
    response.write(b"next")
    assert client.recv(10_000) == b"4\r\nnext\r\n"


def test_a_head_without_a_body_leaves_in_the_end(ends: Ends) -> None:
    connection, client = ends
    begun(connection, ("Content-Length", "0")).close()
    connection.let_go()
    assert client.recv(10_000).endswith(b"Content-Length: 0\r\n\r\n")
    assert not connection.is_behind


def test_an_answer_s_end_waits_for_a_client_that_takes_nothing(ends: Ends) -> None:
    connection, client = ends
    body = bytes(4_000_000)
    response = begun(connection, ("Content-Length", str(len(body))))
    response.write(body)
    connection.let_go()
    taken = client.recv(1_000_000)
    assert len(taken) < len(body)
    for _ in range(200):
        connection.send_rest()
        with suppress(BlockingIOError):
            taken += client.recv(1_000_000)
    assert taken.split(b"\r\n\r\n", 1)[1] == body


def test_an_answer_that_is_larger_than_what_is_kept_arrives_whole(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a backup of a house, which its administrator downloads."""
    connection, client = ends
    monkeypatch.setattr(leaving, "MOST_BYTES", 1_000_000)
    response = begun(connection, ("Content-Length", str(len(LARGE))))
    client.settimeout(20)
    with ThreadPoolExecutor(1) as pool:
        taken = pool.submit(all_of, client)
        for start in range(0, len(LARGE), 64 * 1024):
            response.write(LARGE[start : start + 64 * 1024])
            assert connection._kept <= 1_000_000
        while connection.is_behind:
            connection.send_rest()
        connection.shutdown(socket.SHUT_WR)
        assert taken.result(20).split(b"\r\n\r\n", 1)[1] == LARGE


def test_who_takes_nothing_of_a_large_answer_is_given_up(
    ends: Ends, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection, _ = ends
    monkeypatch.setattr(leaving, "MOST_BYTES", 1_000_000)
    monkeypatch.setattr(leaving, "PAUSE_S", 0.2)
    response = begun(connection, ("Content-Length", str(len(LARGE))))
    with pytest.raises(TimeoutError):
        response.write_file(LARGE[start : start + 65536] for start in range(0, len(LARGE), 65536))


def all_of(client: socket.socket) -> bytes:
    taken = bytearray()
    while part := client.recv(100_000):
        taken += part
    return bytes(taken)
