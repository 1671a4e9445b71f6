"""A group of five does not wait much longer than somebody alone."""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person
from tests.app.tonight.asking import ME, Json, agree, choose
from tests.databases import engine_on_copy

# Three is what is promised of a quiet machine; the figures are in docs/decisions/0032.
MOST = 4.0
ROUNDS = 9


@pytest.fixture(scope="module")
def engine(server_url: str, sample_template: str) -> Iterator[Engine]:
    """Engine on the whole bundled catalogue."""
    with engine_on_copy(server_url, sample_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def app(engine: Engine, home: Path) -> APIFlask:
    """An application on it."""
    return app_on(engine, home)


def rated(app: APIFlask, films: list[int], first: int) -> Browser:
    """Return somebody with forty ratings of films that others have not rated."""
    browser = person(app)
    for place, movie_id in enumerate(films[first::5][:40]):
        browser.put(f"/me/ratings/{movie_id}", {"rating": 2.0 + place % 4})
    return browser


@pytest.mark.slow
def test_five_take_at_most_three_times_as_long_as_one(
    app: APIFlask, capsys: pytest.CaptureFixture[str]
) -> None:
    films = [
        item["movie"]["id"]
        for genre in ("Drama", "Comedy")
        for item in person(app).get(f"/movies/popular?genres={genre}&limit=100")["items"]
    ]
    films = list(dict.fromkeys(films))
    people = [rated(app, films, first) for first in range(5)]
    for other in people[1:]:
        agree(people[0], other, shows_reasons=True)
    group: list[Json] = [ME, *({"account": other.username} for other in people[1:])]
    times: dict[int, list[float]] = {1: [], 5: []}
    for wishes in ({}, {"filters": {"runtime_max": 100}, "moods": {"heartwarming": 2}}):
        for size in times:
            times[size].clear()
            choose(people[0], *group[:size], **wishes)
        for _ in range(ROUNDS):
            for size, found in times.items():
                began = time.perf_counter()
                choose(people[0], *group[:size], **wishes)
                found.append(time.perf_counter() - began)
        alone, five = (statistics.median(times[size]) * 1000 for size in (1, 5))
        with capsys.disabled():
            sys.stdout.write(f"\n{wishes}: one {alone:.0f} ms, five {five:.0f} ms\n")
        assert five <= MOST * alone
