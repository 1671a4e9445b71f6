"""A process whose DATABASE_URL is a server that cannot be written to answers what it can.

Sessions in which PostgreSQL refuses to write stand for it. Reads by way of
DATABASE_REPLICA_URL are in tests/faults/test_replica.py, on real replication.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from sql.server import make_engine
from tests.app.accounts.apps import app_on
from tests.app.recommend.people import API, Person


@pytest.fixture
def replica(engine: Engine, tmp_path: Path) -> FlaskClient:
    url = engine.url.update_query_dict({"options": "-c default_transaction_read_only=on"})
    reading = make_engine(url.render_as_string(hide_password=False))
    yield app_on(reading, tmp_path).test_client()  # type: ignore[misc]
    reading.dispose()


def test_guests_read_from_a_replica(replica: FlaskClient) -> None:
    popular = replica.get(f"{API}/movies/popular?limit=3")
    assert popular.json
    film = popular.json["items"][0]["movie"]["id"]
    for path in ("/search?q=heist", f"/movies/{film}", f"/movies/{film}/similar", "/release"):
        answer = replica.get(API + path)
        assert answer.status_code == 200, answer.text
    assert replica.get("/readyz").status_code == 200


def test_browsers_that_are_signed_in_read_from_a_replica(
    client: FlaskClient, replica: FlaskClient
) -> None:
    ann = Person(client)
    cookie = ann.client.get_cookie("ordained_session")
    assert cookie
    replica.set_cookie("ordained_session", cookie.value)
    assert replica.get(f"{API}/search?q=heist").status_code == 200
    session = replica.get(f"{API}/session").json
    assert session
    assert session["user"]["username"] == ann.name


def test_programs_read_from_a_replica(client: FlaskClient, replica: FlaskClient) -> None:
    """Noting that a token was used is a write, and left out there."""
    ann = Person(client)
    made = ann.client.post(
        f"{API}/tokens",
        json={"name": "reads", "expires_in_days": 1},
        headers={"X-CSRF-Token": ann.token},
    ).json
    assert made
    headers = {"Authorization": f"Bearer {made['token']}"}
    for path in ("/me/ratings", "/me/recommendations", "/me/taste", "/me/shelves"):
        answer = replica.get(API + path, headers=headers)
        assert answer.status_code == 200, answer.text
    (kept,) = ann.get("/tokens")["items"]
    assert kept["last_used_at"] is None
