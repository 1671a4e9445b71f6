"""Fixtures on a real PostgreSQL 18 with pgvector and real migrations.

One embedded server a test process; databases of their own where a test changes
what others read.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url
from werkzeug.serving import make_server

from embeddings.knowledge import SampleDataset
from embeddings.rebuild.pipeline import rebuild
from embeddings.releases.registry import rebuild_lock
from embeddings.texts.stand_in import StandInEncoder
from sql import migrations
from sql.server import embedded_server, make_engine
from tests.app.accounts.apps import app_on

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ORDAINED_SHARED", ROOT.parent / "shared"))

NewDatabase = Callable[[], str]

# Folders whose tests want the machine to themselves: browsers, killed servers, many clients.
ALONE = {"e2e", "faults"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tell apart what may run beside other tests; a browser test needs a model, too."""
    for item in items:
        folder = item.path.relative_to(ROOT / "tests").parts[0]
        if folder in ALONE:
            item.add_marker(pytest.mark.alone)
        if folder == "e2e":
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def server_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of a server of this test process's own."""
    with embedded_server(tmp_path_factory.mktemp("server")) as url:
        yield url


@contextmanager
def fresh_database(server_url: str) -> Iterator[str]:
    """Create an empty database and drop it afterwards, whoever is still connected."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    admin = make_engine(server_url).execution_options(isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"create database {name}"))
    try:
        yield make_url(server_url).set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
        admin.dispose()


@pytest.fixture
def database_url(server_url: str) -> Iterator[str]:
    """URL of an empty database, one a test."""
    with fresh_database(server_url) as url:
        yield url


@pytest.fixture
def empty_engine(database_url: str) -> Iterator[Engine]:
    """Engine on a migrated database without a release, one a test."""
    engine = make_engine(database_url)
    migrations.upgrade(engine)
    yield engine
    engine.dispose()


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


@pytest.fixture(scope="session")
def engine(server_url: str) -> Iterator[Engine]:
    """Engine on a live release of the bundled sample, encoded by the stand-in. Read only."""
    with fresh_database(server_url) as url:
        engine = make_engine(url)
        migrations.upgrade(engine)
        with rebuild_lock(engine):
            rebuild(engine, SampleDataset(), StandInEncoder())
        yield engine
        engine.dispose()


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
    server = make_server("127.0.0.1", 0, listening_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
