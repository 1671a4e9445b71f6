"""Fixtures on a real PostgreSQL 18 with pgvector and real migrations.

One embedded server for all test processes; a database of its own for each process, and for each
test that changes what others read, copied from a template: see `tests.databases`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine

from sql import migrations
from tests.app.accounts.apps import app_on
from tests.databases import (
    engine_on_copy,
    fresh_database,
    make_template,
    rebuild_sample,
    rebuild_small,
    shared_server,
)
from tests.listening import listening
from tests.scheduling import ByFile, is_heavy, slow_first
from tests.slowest import Slowest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ORDAINED_SHARED", ROOT.parent / "shared"))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(Slowest(config))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is heavy, and browser tests as slow, since they need a model, too."""
    for item in items:
        if is_heavy(item.nodeid):
            item.add_marker(pytest.mark.heavy)
        if item.path.is_relative_to(ROOT / "tests" / "e2e"):
            item.add_marker(pytest.mark.slow)
    items[:] = slow_first(items)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


@pytest.fixture(scope="session")
def tmp_path_factory(tmp_path_factory: pytest.TempPathFactory) -> pytest.TempPathFactory:
    """Folders that root's PostgreSQL may pass through, since it runs as another user."""
    if os.geteuid() != 0:
        return tmp_path_factory
    # With several processes of pytest-xdist a folder of the process lies between.
    folder = tmp_path_factory.getbasetemp()
    while folder.name.startswith(("pytest-", "popen-")):
        folder.chmod(0o711)
        folder = folder.parent
    make = tmp_path_factory.mktemp

    def mktemp(basename: str, numbered: bool = True) -> Path:
        made = make(basename, numbered)
        made.chmod(0o711)
        return made

    tmp_path_factory.mktemp = mktemp  # type: ignore[method-assign]
    return tmp_path_factory


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of this test run, the same one for all its processes."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def server_url(shared_folder: Path) -> Iterator[str]:
    """URL of a server that all processes of this test run use.

    ``ORDAINED_TEST_SERVER`` names a folder that keeps the server and its templates for the next
    run, which saves the rebuild of the sample. Delete the folder after changing what they hold.
    """
    kept = os.environ.get("ORDAINED_TEST_SERVER")
    with shared_server(Path(kept) if kept else shared_folder / "server") as url:
        yield url


@pytest.fixture(scope="session")
def migrated_template(server_url: str) -> str:
    """Name of a database of all tables and no release, to be copied."""
    make_template(server_url, "template_migrated", "template1", migrations.upgrade)
    return "template_migrated"


@pytest.fixture(scope="session")
def sample_template(server_url: str, migrated_template: str) -> str:
    """Name of a database whose live release is the sample, encoded by the stand-in."""
    make_template(server_url, "template_sample", migrated_template, rebuild_sample)
    return "template_sample"


@pytest.fixture(scope="session")
def small_template(server_url: str, migrated_template: str) -> str:
    """Name of a database whose live release is the smaller sample, encoded by the stand-in."""
    make_template(server_url, "template_small", migrated_template, rebuild_small)
    return "template_small"


@pytest.fixture
def database_url(server_url: str) -> Iterator[str]:
    """URL of an empty database, one a test."""
    with fresh_database(server_url) as url:
        yield url


@pytest.fixture
def empty_engine(server_url: str, migrated_template: str) -> Iterator[Engine]:
    """Engine on a migrated database without a release, one a test."""
    with engine_on_copy(server_url, migrated_template) as engine:
        yield engine


@pytest.fixture(scope="session")
def shared_datasets() -> Path:
    """Real data for development (../shared/datasets, or ORDAINED_SHARED)."""
    folder = SHARED / "datasets"
    if not folder.is_dir():
        pytest.skip("the real MovieLens data for development are not on this machine")
    return folder


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """Connection on the live release whose changes are rolled back."""
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def copied_engine(server_url: str, sample_template: str) -> Iterator[Engine]:
    """Engine on a live release of the sample that the test may change, one a test."""
    with engine_on_copy(server_url, sample_template) as engine:
        yield engine


@pytest.fixture
def small_engine(server_url: str, small_template: str) -> Iterator[Engine]:
    """Engine on a live release of the smaller sample that the test may change, one a test."""
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="session")
def engine(server_url: str, sample_template: str) -> Iterator[Engine]:
    """Engine on a live release of the bundled sample, encoded by the stand-in. Read only."""
    with engine_on_copy(server_url, sample_template) as engine:
        yield engine


@pytest.fixture(scope="session")
def client(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """Client of the application on the live release of `engine`."""
    return app_on(engine, tmp_path_factory.mktemp("app")).test_client()


@pytest.fixture(scope="session")
def listening_app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    """The application on the live release of `engine`, to be asked by `listening_url`."""
    return app_on(engine, tmp_path_factory.mktemp("listening"))


@pytest.fixture(scope="session")
def listening_url(listening_app: APIFlask) -> Iterator[str]:
    """Where it listens: for what asks by HTTP, from this process or another."""
    with listening(listening_app) as url:
        yield url
