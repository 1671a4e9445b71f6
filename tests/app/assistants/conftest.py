"""An application on a release of a test's own, and somebody with taste."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person
from tests.databases import engine_on_copy
from tests.listening import listening


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    """Engine on a release that these tests change: of the smaller sample."""
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    return app_on(engine, tmp_path_factory.mktemp("app"))


@pytest.fixture(scope="module")
def url(app: APIFlask) -> Iterator[str]:
    with listening(app) as url:
        yield url


@pytest.fixture
def ann(app: APIFlask) -> Browser:
    """Somebody who has rated eight films."""
    ann = person(app)
    for number, item in enumerate(ann.get("/movies/popular?limit=8")["items"]):
        ann.put(f"/me/ratings/{item['movie']['id']}", {"rating": 5 if number % 3 else 2})
    return ann


@pytest.fixture(scope="module")
def environ(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Settings of a command on the same database."""
    home: Path = tmp_path_factory.mktemp("home")
    return {
        "DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "ORDAINED_HOME": str(home),
        "ORDAINED_ENCODER": "stand-in",
        "SECRET_KEY": "not a secret, and long enough to be one",
    }
