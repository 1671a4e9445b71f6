"""An application on the shared live release, and a person with an empty library."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person


@pytest.fixture(scope="session")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    return app_on(engine, tmp_path_factory.mktemp("library"))


@pytest.fixture
def ann(app: APIFlask) -> Browser:
    """A browser signed in to a new account."""
    return person(app)


@pytest.fixture(scope="session")
def films(app: APIFlask) -> list[int]:
    """Ids of thirty films of the live release."""
    page = app.test_client().get("/api/v1/movies/popular?limit=30").json
    assert page is not None
    return [item["movie"]["id"] for item in page["items"]]
