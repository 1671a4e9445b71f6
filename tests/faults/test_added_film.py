"""A film added by one process is in the very next answers of another, and of one that waited."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
from pathlib import Path
from typing import Any

import pytest

from tests.faults.test_two_workers import ask, bearer
from tests.processes import ROOT, App, running_app


def grant(app: App, name: str) -> None:
    """Make somebody an administrator, as an operator does."""
    subprocess.run(
        [sys.executable, "-m", "app", "admin", "grant", name],
        cwd=ROOT,
        env={**os.environ, **app.environ},
        check=True,
        timeout=120,
    )


def ids(answer: Any) -> list[int]:
    return [item["movie"]["id"] for item in answer["items"]]


@pytest.mark.slow
def test_an_added_film_is_in_the_next_answers_of_every_process(home: Path) -> None:
    alone = {"ORDAINED_ENCODER": "stand-in", "ORDAINED_WORKERS": "1"}
    with running_app(home, **alone) as first, running_app(home, **alone) as other:
        token = bearer(first)
        liked = ids(ask(first, "GET", "/movies/popular?limit=6")[0])
        for movie_id in liked:
            ask(first, "PUT", f"/me/ratings/{movie_id}", {"rating": 5}, token)
        film = {
            "title": "The Zyxomma Lighthouse",
            "year": 2031,
            "tags": ["dragonfly collector"],
            "imdb_id": "tt99000001",
        }
        with pytest.raises(urllib.error.HTTPError, match="403"):
            ask(first, "POST", "/admin/movies", film, token)
        grant(first, "ann")
        # Both are warm: they hold titles, words, facets and lists of the release.
        for app in (first, other):
            before, _ = ask(app, "GET", "/search?q=zyxomma+lighthouse&limit=5")
            assert "The Zyxomma Lighthouse" not in str(before)
            leading, _ = ask(app, "GET", "/me/recommendations?limit=1", token=token)
            _, headers = ask(app, "GET", "/movies/map")
        suits = leading["items"][0]["movie"]
        film |= {name: suits[name] for name in ("genres", "plot")}
        film["tags"] = ["dragonfly collector", *suits["tags"][:10]]
        release, _ = ask(other, "GET", "/release")

        started = time.monotonic()
        added, _ = ask(first, "POST", "/admin/movies", film, token)
        took_s = time.monotonic() - started
        found, _ = ask(other, "GET", "/search?q=zyxomma+lighthouse&limit=5")
        assert ids(found)[0] == added["id"]
        assert found["items"][0]["why"]["kind"] == "title"
        mistyped, _ = ask(other, "GET", "/search?q=the+zyxoma+lighthouse&limit=5")
        assert added["id"] in ids(mistyped)
        recommended, _ = ask(other, "GET", "/me/recommendations?limit=100", token=token)
        assert added["id"] in ids(recommended)
        around, new_headers = ask(other, "GET", "/movies/map")
        assert added["id"] in around["movies"]["movie_id"]
        assert new_headers["ETag"] != headers["ETag"]
        after, _ = ask(other, "GET", "/release")
        assert after["movie_count"] == release["movie_count"] + 1
        assert after["year_max"] == 2031
        assert took_s < 5  # far less on a machine that does nothing else: docs/films.md

        ask(other, "PUT", f"/me/ratings/{added['id']}", {"rating": 0.5}, token)
        changed = {**film, "title": "The Quizzical Vole", "tags": ["vole"]}
        ask(other, "PUT", f"/admin/movies/{added['id']}", changed, token)
        found, _ = ask(first, "GET", "/search?q=the+quizzical+vole&limit=5")
        assert ids(found)[0] == added["id"]
        ratings, _ = ask(first, "GET", "/me/ratings", token=token)
        assert added["id"] in ids(ratings)
        gone, _ = ask(first, "GET", "/search?q=zyxomma&limit=5")
        assert gone["items"][0]["movie"]["id"] != added["id"]

        ask(first, "DELETE", f"/admin/movies/{added['id']}", None, token)
        found, _ = ask(other, "GET", "/search?q=the+quizzical+vole&limit=100")
        assert added["id"] not in ids(found)
        with pytest.raises(urllib.error.HTTPError, match="404"):
            ask(other, "GET", f"/movies/{added['id']}")
        last, _ = ask(other, "GET", "/release")
        assert {**last, "id": 0} == {**release, "id": 0}
