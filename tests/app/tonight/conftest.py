"""The smaller sample, and people with tastes that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, guest, person
from tests.databases import engine_on_copy


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    """Engine on a release that these tests add people to."""
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def app(engine: Engine, home: Path) -> APIFlask:
    """An application on it."""
    return app_on(engine, home)


@pytest.fixture
def visitor(app: APIFlask) -> Browser:
    """A browser that is not signed in."""
    return guest(app)


@pytest.fixture
def ben(app: APIFlask) -> Browser:
    """A browser signed in to another new account."""
    return person(app)


@pytest.fixture(scope="module")
def of_genre(app: APIFlask) -> Callable[..., list[int]]:
    """Return a function that gives popular films of a genre and not of another."""
    browser = guest(app)

    def films(genre: str, count: int, without: str) -> list[int]:
        path = f"/movies/popular?genres={genre}&exclude_genres={without}&limit={count}"
        return [item["movie"]["id"] for item in browser.get(path)["items"]]

    return films


@pytest.fixture(scope="module")
def children(of_genre: Callable[..., list[int]]) -> list[int]:
    return of_genre("Children", 8, "Horror")


@pytest.fixture(scope="module")
def horror(of_genre: Callable[..., list[int]]) -> list[int]:
    return of_genre("Horror", 8, "Children")
