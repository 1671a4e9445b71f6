"""An application on the shared live release, and a person with an empty library."""

from __future__ import annotations

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person


@pytest.fixture(scope="session")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    return app_on(engine, tmp_path_factory.mktemp("transfer"))


@pytest.fixture
def ann(app: APIFlask) -> Browser:
    """A browser signed in to a new account."""
    return person(app)


@pytest.fixture(scope="session")
def ids(engine: Engine) -> dict[str, int]:
    """Ids of the live release's films by "Title (year)"."""
    statement = text(
        "select title, year, movie_id from movies where release_id = "
        "(select release_id from releases where state = 'live')"
    )
    with engine.connect() as connection:
        return {f"{row.title} ({row.year})": row.movie_id for row in connection.execute(statement)}
