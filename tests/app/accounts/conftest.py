"""An application on the shared live release, for people with names of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person

MakeApp = Callable[..., APIFlask]


@pytest.fixture(scope="session")
def accounts_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("accounts")


@pytest.fixture
def make_app(engine: Engine, accounts_home: Path) -> MakeApp:
    """Return a function that makes an application, with environment variables by name."""

    def make(**environ: str) -> APIFlask:
        return app_on(engine, accounts_home, **environ)

    return make


@pytest.fixture(scope="session")
def app(engine: Engine, accounts_home: Path) -> APIFlask:
    return app_on(engine, accounts_home)


@pytest.fixture
def ann(app: APIFlask) -> Browser:
    """A browser signed in to a new account."""
    return person(app)
