"""Processes that share nothing but the database: what one writes, the other's next answer knows."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.processes import App, running_app

ROUNDS = 8


def ask(app: App, method: str, path: str, body: Any = None, token: str | None = None) -> Any:
    """Send a request and return what it answers."""
    request = urllib.request.Request(
        f"{app.url}/api/v1{path}",
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"}
        | ({"Authorization": f"Bearer {token}"} if token else {}),
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read() or "null"), answer.headers


def bearer(app: App) -> str:
    """Return a token of a new person."""
    person, headers = ask(
        app, "POST", "/users", {"username": "ann", "password": "nine purple bats"}
    )
    cookies = "; ".join(header.split(";")[0] for header in headers.get_all("Set-Cookie"))
    request = urllib.request.Request(
        f"{app.url}/api/v1/tokens",
        method="POST",
        data=json.dumps(
            {"name": "test", "scopes": ["read", "write", "admin"], "expires_in_days": 1}
        ).encode(),
        headers={
            "Content-Type": "application/json",
            "Cookie": cookies,
            "X-CSRF-Token": person["csrf_token"],
        },
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        return str(json.load(answer)["token"])


@pytest.mark.slow
def test_a_rating_written_by_one_is_in_the_next_answer_of_the_other(home: Path) -> None:
    alone = {"ORDAINED_ENCODER": "stand-in", "ORDAINED_WORKERS": "1"}
    with running_app(home, **alone) as first, running_app(home, **alone) as other:
        assert first.process.pid != other.process.pid
        token = bearer(first)
        films, _ = ask(first, "GET", f"/movies/popular?limit={ROUNDS}")
        before: list[int] = []
        for place, item in enumerate(films["items"]):
            writer, reader = (first, other) if place % 2 else (other, first)
            movie_id = item["movie"]["id"]
            stars = {"rating": (5.0, 0.5)[place % 3 == 2]}
            ask(writer, "PUT", f"/me/ratings/{movie_id}", stars, token)
            answer, _ = ask(reader, "GET", "/me/recommendations?limit=20", token=token)
            listed = [found["movie"]["id"] for found in answer["items"]]
            assert answer["basis"] == "ratings"
            assert movie_id not in listed
            assert listed != before
            whole, _ = ask(reader, "GET", f"/me/recommendations/{listed[0]}", token=token)
            assert movie_id in {reason["movie_id"] for reason in whole["because"]}
            assert whole["rest"] == pytest.approx(0, abs=1e-3)
            before = listed
