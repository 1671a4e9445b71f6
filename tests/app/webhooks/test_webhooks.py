"""Webhooks: what is told, how it is signed, where it may go, and what is done where it fails."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.webhooks import delivering
from app.webhooks.addresses import AddressError, target_of
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person


@dataclass
class Receiver:
    """A server of the test's own that webhooks are sent to."""

    url: str = ""
    status: int = 204
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            told.got.append(
                ({k.lower(): v for k, v in self.headers.items()}, self.rfile.read(length))
            )
            self.send_response(told.status)
            if told.status == 302:
                self.send_header("Location", told.url + "/elsewhere")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}/hook?from=ordained"
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def app(small_engine: Engine, tmp_path: Any) -> APIFlask:
    """An application whose operator lets webhooks go anywhere."""
    return app_on(small_engine, tmp_path, ORDAINED_WEBHOOKS="any")


@pytest.fixture
def ann(app: APIFlask) -> Browser:
    return person(app)


def make(ann: Browser, url: str, *events: str) -> dict[str, Any]:
    answer = ann.send("POST", "/me/webhooks", {"url": url, "events": list(events)})
    assert answer.status_code == 201, answer.text
    return dict(answer.json or {})


def popular(ann: Browser, count: int) -> list[dict[str, Any]]:
    return [item["movie"] for item in ann.get(f"/movies/popular?limit={count}")["items"]]


def make_due(engine: Engine) -> None:
    """Let the time pass after which what failed is sent again."""
    with engine.begin() as connection:
        connection.execute(text("update webhook_deliveries set next_try_at = now()"))


def test_marks_are_told_and_signed(small_engine: Engine, ann: Browser, receiver: Receiver) -> None:
    made = make(ann, receiver.url, "rated", "seen", "watchlisted")
    assert "secret" not in ann.get("/me/webhooks")["items"][0]
    film, planned = popular(ann, 2)
    ann.put(f"/me/ratings/{film['id']}", {"rating": 4.5})
    ann.put(f"/me/ratings/{film['id']}", {"rating": 4.5})  # the same again is no event
    ann.send("POST", "/me/viewings", {"movie_id": film["id"], "watched_on": "2026-01-31"})
    ann.put(f"/me/watchlist/{planned['id']}")
    ann.put(f"/me/watchlist/{planned['id']}")
    assert ann.get("/me/webhooks")["items"][0]["waiting"] == 3
    assert delivering.deliver_due(small_engine, "any") == 3
    assert delivering.deliver_due(small_engine, "any") == 0
    told = [json.loads(body) for _, body in receiver.got]
    about = {name: film[name] for name in ("id", "title", "year", "imdb_id", "tmdb_id")}
    assert [(event["type"], event["data"]["movie"]["id"]) for event in told] == [
        ("rated", film["id"]),
        ("seen", film["id"]),
        ("watchlisted", planned["id"]),
    ]
    assert told[0]["data"] == {"movie": about, "rating": 4.5}
    assert told[1]["data"]["watched_on"] == "2026-01-31"
    headers, body = receiver.got[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    key = base64.b64decode(made["secret"].removeprefix("whsec_"))
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    kept = ann.get("/me/webhooks")["items"][0]
    assert (kept["waiting"], kept["last_error"]) == (0, None)
    assert kept["last_delivered_at"]


def test_only_what_was_asked_for_and_of_oneself(
    app: APIFlask, small_engine: Engine, ann: Browser, receiver: Receiver
) -> None:
    make(ann, receiver.url, "seen")
    film = popular(ann, 1)[0]
    ann.put(f"/me/ratings/{film['id']}", {"rating": 3})
    person(app).put(f"/me/history/{film['id']}", {})
    assert delivering.deliver_due(small_engine, "any") == 0
    ann.put(f"/me/history/{film['id']}", {})
    assert delivering.deliver_due(small_engine, "any") == 1


def test_what_is_rolled_back_is_not_told(
    small_engine: Engine, ann: Browser, receiver: Receiver
) -> None:
    make(ann, receiver.url, "rated")
    assert ann.send("PUT", "/me/ratings/999999999", {"rating": 3}).status_code == 404
    assert delivering.deliver_due(small_engine, "any") == 0


@pytest.mark.parametrize("status", [302, 404, 500])
def test_what_fails_is_sent_again_with_the_same_id(
    small_engine: Engine, ann: Browser, receiver: Receiver, status: int
) -> None:
    """A redirection is a failure: it is not followed."""
    make(ann, receiver.url, "rated")
    receiver.status = status
    ann.put(f"/me/ratings/{popular(ann, 1)[0]['id']}", {"rating": 3})
    assert delivering.deliver_due(small_engine, "any") == 1
    assert delivering.deliver_due(small_engine, "any") == 0  # not before its time
    assert ann.get("/me/webhooks")["items"][0]["last_error"] == f"it answered {status}"
    receiver.status = 200
    make_due(small_engine)
    assert delivering.deliver_due(small_engine, "any") == 1
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert len(receiver.got) == 2
    assert ann.get("/me/webhooks")["items"][0]["last_error"] is None


def test_delivery_is_dropped_in_the_end_and_the_webhook_given_up(
    small_engine: Engine, ann: Browser, receiver: Receiver
) -> None:
    made = make(ann, receiver.url, "rated")
    receiver.status = 500
    films = popular(ann, 3)
    for film in films:
        ann.put(f"/me/ratings/{film['id']}", {"rating": 3})
    for _ in range(len(delivering.WAITS) + 2):
        make_due(small_engine)
        delivering.deliver_due(small_engine, "any")
    (kept,) = ann.get("/me/webhooks")["items"]
    assert kept["disabled_at"]
    assert kept["waiting"] == 0
    assert len(receiver.got) >= delivering.MOST_FAILURES
    ann.put(f"/me/ratings/{films[0]['id']}", {"rating": 4})
    assert delivering.deliver_due(small_engine, "any") == 0
    change = {"url": receiver.url, "events": ["rated"]}
    assert ann.put(f"/me/webhooks/{made['id']}", change)["disabled_at"] is None
    receiver.status = 200
    ann.put(f"/me/ratings/{films[0]['id']}", {"rating": 5})
    assert delivering.deliver_due(small_engine, "any") == 1


def test_nothing_is_sent_into_private_networks(
    small_engine: Engine, ann: Browser, receiver: Receiver
) -> None:
    """Neither to what was entered under another policy, nor by a name that leads there."""
    make(ann, receiver.url, "rated")
    ann.put(f"/me/ratings/{popular(ann, 1)[0]['id']}", {"rating": 3})
    assert delivering.deliver_due(small_engine, "public") == 1
    assert receiver.got == []
    assert "https" in ann.get("/me/webhooks")["items"][0]["last_error"]
    for host in ("localhost", "127.0.0.1", "2130706433", "[::1]", "169.254.169.254", "10.1.2.3"):
        with pytest.raises(AddressError, match="private network"):
            target_of(f"https://{host}/hook", "public")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/hook",
        "ftp://example.org",
        "https://",
        "https://ann:secret@example.org/",
        "https://example.org:99999/",
        "https://example.org/a b",
        "javascript:alert(1)",
        "nonsense",
    ],
)
def test_bad_addresses_are_refused_when_entered(
    small_engine: Engine, tmp_path: Any, url: str
) -> None:
    ann = person(app_on(small_engine, tmp_path))
    answer = ann.send("POST", "/me/webhooks", {"url": url, "events": ["rated"]})
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/url"


def test_the_operator_may_allow_none(small_engine: Engine, tmp_path: Any) -> None:
    ann = person(app_on(small_engine, tmp_path, ORDAINED_WEBHOOKS="off"))
    given = {"url": "https://example.org/hook", "events": ["rated"]}
    answer = ann.send("POST", "/me/webhooks", given)
    assert answer.json["type"] == "/api/docs#webhooks-off"


def test_nobody_has_endless_webhooks(ann: Browser) -> None:
    for _ in range(10):
        make(ann, "https://example.org/hook", "rated")
    given = {"url": "https://example.org/hook", "events": ["rated"]}
    assert ann.send("POST", "/me/webhooks", given).status_code == 409


def test_deleting_the_account_deletes_them(
    small_engine: Engine, ann: Browser, receiver: Receiver
) -> None:
    make(ann, receiver.url, "rated")
    ann.put(f"/me/ratings/{popular(ann, 1)[0]['id']}", {"rating": 3})
    ann.put("/me/feed")
    ann.send("DELETE", "/me", {"password": "joint-plover-94-xeric"})
    with small_engine.connect() as connection:
        for table in ("feeds", "webhooks", "webhook_deliveries"):
            assert connection.scalar(text(f"select count(*) from {table}")) == 0
    assert delivering.deliver_due(small_engine, "any") == 0
