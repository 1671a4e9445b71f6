"""Applications without a database and on the shared live release, and a person signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app import create_app
from app.settings import Settings
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person

SECRET = "not a secret, and long enough to be one"

MakeApp = Callable[..., APIFlask]


@pytest.fixture
def offline_settings(tmp_path: Path) -> Settings:
    """Settings of a database that nothing listens on."""
    return Settings.from_env(
        {
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
            "ORDAINED_HOME": str(tmp_path),
            "ORDAINED_ENCODER": "stand-in",
            "ORDAINED_RATE_LIMITS": "off",
            "SECRET_KEY": SECRET,
        }
    )


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """A built front end of three files."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<!doctype html><title>ordained</title>")
    (folder / "robots.txt").write_text("User-agent: *\n")
    (folder / "assets" / "index-1a2b3c.js").write_text("console.log('ordained');\n" * 100)
    return folder


@pytest.fixture
def make_offline(offline_settings: Settings, dist: Path) -> MakeApp:
    """Return a function that makes the application, with settings changed by name."""

    def make(**changes: object) -> APIFlask:
        return create_app(replace(offline_settings, **changes), dist=dist)  # type: ignore[arg-type]

    return make


@pytest.fixture
def offline(make_offline: MakeApp) -> FlaskClient:
    """A client of that application."""
    return make_offline().test_client()


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """ORDAINED_HOME of the applications on the shared live release."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def make_app(engine: Engine, home: Path) -> MakeApp:
    """Return a function that makes an application, with environment variables by name."""

    def make(**environ: str) -> APIFlask:
        return app_on(engine, home, encoders=None, **environ)

    return make


@pytest.fixture(scope="session")
def app(engine: Engine, home: Path) -> APIFlask:
    """An application on the shared live release, for people with names of their own."""
    return app_on(engine, home)


@pytest.fixture
def ann(app: APIFlask) -> Browser:
    """A browser signed in to a new account."""
    return person(app)
