"""Posters: a real server on loopback stands in for TMDB."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app import create_app
from app.data import posters, tmdb
from app.data.tmdb import Tmdb, TmdbError
from app.settings import Settings

API = "/api/v1"
KEY = "0123456789abcdef-key"


@dataclass
class FakeTmdb:
    """What it answers, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes = b'{"poster_path": "/abc123.jpg"}'
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    # Cleared, it holds every answer back.
    go: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def fake() -> Iterator[FakeTmdb]:
    """A TMDB of our own."""
    told = FakeTmdb()
    told.go.set()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, self.headers["Authorization"]))
            told.go.wait(20)
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(told.body)))
            self.end_headers()
            self.wfile.write(told.body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.url = f"http://127.0.0.1:{server.server_port}/3"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield told
    told.go.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def film(engine: Engine) -> Iterator[int]:
    """Give a film's id, with a TMDB id, and forget afterwards what was looked up."""
    with engine.begin() as connection:
        movie_id, before = connection.execute(
            text("select movie_id, tmdb_id from movies order by movie_id limit 1")
        ).one()
        connection.execute(
            text("update movies set tmdb_id = 424242 where movie_id = :id"), {"id": movie_id}
        )
    yield int(movie_id)
    with engine.begin() as connection:
        connection.execute(
            text("update movies set tmdb_id = :before where movie_id = :id"),
            {"id": movie_id, "before": before},
        )
        connection.execute(text("delete from posters"))


@pytest.fixture
def with_key(engine: Engine, fake: FakeTmdb, offline_settings: Settings) -> FlaskClient:
    """Client of an application whose operator has a key."""
    settings = replace(offline_settings, tmdb_key=KEY, tmdb_url=fake.url)
    return create_app(settings, engine=engine).test_client()


def test_films_lead_to_their_picture(with_key: FlaskClient, fake: FakeTmdb, film: int) -> None:
    told = with_key.get(f"{API}/movies/{film}").json
    assert told is not None
    assert told["poster_url"] == f"{API}/movies/{film}/poster"
    assert fake.asked == []  # telling of a film asks nobody
    for _ in range(2):
        answer = with_key.get(told["poster_url"])
        assert answer.status_code == 302
        assert answer.headers["Location"] == "https://image.tmdb.org/t/p/w342/abc123.jpg"
        assert answer.headers["Cache-Control"] == "public, max-age=86400"
    assert fake.asked == [(f"/3/movie/424242?api_key={KEY}", None)]  # once: then it is known


def test_pages_may_show_them_and_name_their_source(with_key: FlaskClient) -> None:
    answer = with_key.get(f"{API}/release")
    assert (
        "img-src 'self' data: https://image.tmdb.org;" in answer.headers["Content-Security-Policy"]
    )
    assert answer.json is not None
    assert answer.json["tmdb_posters"] is True


def test_without_a_key_there_are_none(client: FlaskClient, film: int) -> None:
    answer = client.get(f"{API}/movies/{film}")
    assert answer.json is not None
    assert answer.json["poster_url"] is None
    assert "img-src 'self' data:;" in answer.headers["Content-Security-Policy"]
    assert client.get(f"{API}/movies/{film}/poster").status_code == 404
    release = client.get(f"{API}/release").json
    assert release is not None
    assert release["tmdb_posters"] is False


@pytest.mark.parametrize(("status", "body"), [(404, b"{}"), (200, b'{"poster_path": null}')])
def test_a_film_without_a_poster_is_remembered(
    with_key: FlaskClient, fake: FakeTmdb, film: int, status: int, body: bytes
) -> None:
    fake.status, fake.body = status, body
    for _ in range(2):
        assert with_key.get(f"{API}/movies/{film}/poster").status_code == 404
    assert len(fake.asked) == 1


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (429, b"", {"Retry-After": "30"}),
        (401, b"{}", {}),
        (500, b"", {}),
        (200, b"<html>", {}),
        (200, b"[]", {}),
        (200, b'{"poster_path": "//evil.example/x.jpg"}', {}),
        (200, b'{"poster_path": 7}', {}),
    ],
)
def test_what_is_no_answer_is_not_kept_and_not_asked_at_once(
    with_key: FlaskClient,
    fake: FakeTmdb,
    film: int,
    status: int,
    body: bytes,
    headers: dict[str, str],
    engine: Engine,
) -> None:
    fake.status, fake.body, fake.headers = status, body, headers
    for _ in range(3):
        answer = with_key.get(f"{API}/movies/{film}/poster")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "3"
        assert KEY not in answer.text
    assert len(fake.asked) == 1
    with engine.connect() as connection:
        assert connection.execute(text("select count(*) from posters")).scalar_one() == 0


def test_a_slow_answer_holds_no_request_long_and_is_there_later(
    with_key: FlaskClient, fake: FakeTmdb, film: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posters, "PATIENCE_S", 0.05)
    fake.go.clear()
    assert with_key.get(f"{API}/movies/{film}/poster").status_code == 503
    assert with_key.get(f"{API}/movies/{film}/poster").status_code == 503
    assert len(fake.asked) == 1  # the second waited for the first one's answer
    fake.go.set()
    monkeypatch.setattr(posters, "PATIENCE_S", 10)
    assert with_key.get(f"{API}/movies/{film}/poster").status_code == 302


def test_no_answer_at_all_is_told_without_the_key() -> None:
    with pytest.raises(TmdbError, match=r"^no answer \(\w+\)$") as caught:
        Tmdb(KEY, "http://127.0.0.1:1/3").poster_path(1)
    assert caught.value.pause_s > 0
    assert KEY not in str(caught.value)


def test_time_outs_are_no_answer(fake: FakeTmdb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tmdb, "TIMEOUT_S", 0.05)
    fake.go.clear()
    with pytest.raises(TmdbError):
        Tmdb(KEY, fake.url).poster_path(1)


def test_a_read_access_token_goes_into_a_header(fake: FakeTmdb) -> None:
    assert Tmdb("eyJhbGciOi.x.y", fake.url).poster_path(1) == "/abc123.jpg"
    assert fake.asked == [("/3/movie/1", "Bearer eyJhbGciOi.x.y")]


def test_retry_after_is_heeded_within_reason(fake: FakeTmdb) -> None:
    for asked, pause_s in (("30", 30), ("999999", 10), ("99999", 600), ("soon", 10)):
        fake.status, fake.headers = 429, {"Retry-After": asked}
        with pytest.raises(TmdbError) as caught:
            Tmdb(KEY, fake.url).poster_path(1)
        assert caught.value.pause_s == pause_s


def test_a_known_film_needs_no_tmdb(
    with_key: FlaskClient, fake: FakeTmdb, film: int, engine: Engine
) -> None:
    with engine.begin() as connection:
        connection.execute(text("insert into posters values (424242, '/kept.jpg', now())"))
    answer = with_key.get(f"{API}/movies/{film}/poster")
    assert answer.headers["Location"].endswith("/kept.jpg")
    with engine.begin() as connection:
        connection.execute(text("update posters set looked_up_at = now() - interval '91 days'"))
    answer = with_key.get(f"{API}/movies/{film}/poster")
    assert answer.headers["Location"].endswith("/abc123.jpg")
    assert len(fake.asked) == 1
