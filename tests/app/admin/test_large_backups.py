"""Backups that are larger than other bodies and answers, through the real server on a socket."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from sqlalchemy import Engine

from app.accounts import people
from app.process.arriving import LARGEST_BODY
from tests.app.process.test_served import Served, start, stop
from tests.databases import engine_on_copy

PERSON = {"username": "operator", "password": "joint-plover-94-xeric"}
RAW = "application/octet-stream"
# More than is waited for; no power of two, so that parts end where no buffer does.
FILE = b"PGDMP" + bytes(range(251)) * 100_000


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def served(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder: Path = tmp_path_factory.mktemp("large")
    (folder / "home").mkdir()
    url = engine.url.render_as_string(hide_password=False)
    server = start(folder, DATABASE_URL=url, ORDAINED_RATE_LIMITS="off")
    yield server
    stop([server])


@pytest.fixture(scope="module")
def admin(served: Served, engine: Engine) -> requests.Session:
    session = requests.Session()
    api = f"http://127.0.0.1:{served.port}/api/v1"
    signed_up = session.post(f"{api}/users", json=PERSON, timeout=30)
    assert signed_up.status_code == 201, signed_up.text
    session.headers["X-CSRF-Token"] = signed_up.json()["csrf_token"]
    with engine.begin() as connection:
        people.set_admin(connection, signed_up.json()["user"]["id"], True)
    return session


def uploads(served: Served) -> str:
    return f"http://127.0.0.1:{served.port}/api/v1/admin/backup-uploads"


def in_parts(*pauses_s: float) -> Iterator[bytes]:
    """Yield the file, with a pause before each further part."""
    size = len(FILE) // (len(pauses_s) + 1) + 1
    for place, pause_s in enumerate((0.0, *pauses_s)):
        time.sleep(pause_s)
        yield FILE[place * size : (place + 1) * size]


def kept(served: Served) -> list[Path]:
    return sorted((served.folder / "home" / "backups").glob("uploaded-*"))


@pytest.mark.parametrize("is_chunked", [False, True])
def test_an_upload_arrives_whole_and_the_same_comes_back(
    served: Served, admin: requests.Session, is_chunked: bool
) -> None:
    """Slower than the server reads, so that it has to wait for the client."""
    assert len(FILE) > LARGEST_BODY
    headers = {"Content-Type": RAW}
    body = in_parts(0.3, 0.3)
    if not is_chunked:
        headers["Content-Length"] = str(len(FILE))
        body = Lengthy(body)  # type: ignore[assignment]
    sent = admin.post(uploads(served), data=body, headers=headers, timeout=60)
    assert sent.status_code == 201, sent.text
    assert sent.json()["bytes"] == len(FILE)
    # What comes behind such a body is nobody's to find, so the client is told to connect again.
    assert sent.headers["Connection"] == "close"
    address = f"{uploads(served).removesuffix('-uploads')}s/{sent.json()['name']}"
    assert admin.get(address, timeout=60).content == FILE
    assert admin.delete(address, timeout=60).status_code == 204


class Lengthy:
    """An iterator of a known length, which is sent without chunks."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.parts = parts

    def __iter__(self) -> Iterator[bytes]:
        return self.parts

    def __len__(self) -> int:
        return len(FILE)


def test_an_upload_that_breaks_off_leaves_nothing(served: Served, admin: requests.Session) -> None:
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in admin.cookies)
    head = (
        "POST /api/v1/admin/backup-uploads HTTP/1.1\r\nHost: films.example\r\n"
        f"Content-Type: {RAW}\r\nContent-Length: {len(FILE)}\r\nCookie: {cookies}\r\n"
        f"X-CSRF-Token: {admin.headers['X-CSRF-Token']}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as line:
        line.sendall(head.encode() + FILE[:10_000_000])
        line.shutdown(socket.SHUT_WR)
        answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 422")
    assert b"Broke off." in answer
    assert kept(served) == []
