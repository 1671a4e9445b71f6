"""Databases for tests: one server for all test processes, and templates that tests clone.

Migrations and a rebuild of the sample run once a test run, each into a template; a test gets a
copy by ``create database … template …``, in a fraction of the time.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, text
from sqlalchemy.engine import make_url

from embeddings.knowledge.dataset import SampleDataset
from embeddings.rebuild.pipeline import rebuild
from embeddings.releases.registry import rebuild_lock
from embeddings.texts.stand_in import StandInEncoder
from sql.embedded import embedded_server
from sql.server import make_engine
from tests.processes import locked

# No test on this server cuts its power, so it need not wait for the disk; the servers of
# tests/faults do. Every test process keeps several pools of connections open.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "400",
}

# Films of the smaller sample: for tests that need a release, and none of its films in particular.
# A rebuild of it takes a fifth of the processor's time: docs/decisions/0024.
SMALL_FILMS = 600
SMALL = f"sample:{SMALL_FILMS}"

# Files as they are, and not page by page through the log: of a template of 130 MB a copy takes 0.09
# CPU seconds and not 0.35 to 0.7. It needs a checkpoint, which `fsync` off makes cheap.
COPY = "file_copy"

# Any number; test processes that make the same template at once must agree on it.
TEMPLATE_LOCK = 0x0DA1_1001


@contextmanager
def shared_server(home: Path) -> Iterator[str]:
    """Give the URL of the server in ``home``; it stops when the last test process leaves.

    The first process starts the server twice, since some of `SETTINGS` need a start.
    """
    with locked(home):
        if not (home / "postgres" / "postgresql.auto.conf").exists():
            with embedded_server(home) as url, admin(url) as connection:
                for name, value in SETTINGS.items():
                    connection.execute(text(f"alter system set {name} = '{value}'"))
    with embedded_server(home) as url:
        yield url


def wait_for_no_disk(home: Path) -> None:
    """Have the stopped server in ``home`` write as `SETTINGS` say, for tests that cut no power."""
    with (home / "postgres" / "postgresql.auto.conf").open("a", encoding="utf-8") as settings:
        settings.writelines(f"{name} = '{value}'\n" for name, value in SETTINGS.items())


@contextmanager
def admin(server_url: str) -> Iterator[Connection]:
    """Connect for statements that no transaction may hold, such as ``create database``."""
    engine = make_engine(server_url).execution_options(isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        # A connection that stays in the pool would keep its advisory locks.
        engine.dispose()


def url_of(server_url: str, database: str) -> str:
    """Return the URL of a database on the server."""
    return make_url(server_url).set(database=database).render_as_string(hide_password=False)


@contextmanager
def fresh_database(server_url: str, template: str = "template1") -> Iterator[str]:
    """Create a database from a template and drop it afterwards, whoever is still connected."""
    name = f"test_{uuid.uuid4().hex[:12]}"
    with admin(server_url) as connection:
        connection.execute(text(f"create database {name} template {template} strategy {COPY}"))
    try:
        yield url_of(server_url, name)
    finally:
        with admin(server_url) as connection:
            connection.execute(text(f"drop database {name} with (force)"))


@contextmanager
def engine_on_copy(server_url: str, template: str) -> Iterator[Engine]:
    """Give an engine on a copy of a template; the copy is dropped afterwards."""
    with fresh_database(server_url, template) as url:
        engine = make_engine(url)
        try:
            yield engine
        finally:
            engine.dispose()


def make_template(server_url: str, name: str, source: str, build: Callable[[Engine], None]) -> None:
    """Build a template unless it exists; other test processes that want it wait until it does.

    The template gets its name when it is whole, so that a failed build leaves none.
    """
    exists = text("select 1 from pg_database where datname = :name")
    binds = {"key": TEMPLATE_LOCK, "name": name}
    with admin(server_url) as connection:
        connection.execute(text("select pg_advisory_lock(:key, hashtext(:name))"), binds)
        if connection.scalar(exists, {"name": name}):
            return
        unfinished = f"{name}_unfinished"
        connection.execute(text(f"drop database if exists {unfinished} with (force)"))
        connection.execute(text(f"create database {unfinished} template {source} strategy {COPY}"))
        engine = make_engine(url_of(server_url, unfinished))
        try:
            build(engine)
        finally:
            engine.dispose()
        connection.execute(text(f"alter database {unfinished} rename to {name}"))
        connection.execute(text(f"alter database {name} allow_connections false"))


def rebuild_sample(engine: Engine) -> None:
    """Make the bundled sample the live release, encoded by the stand-in."""
    with rebuild_lock(engine):
        rebuild(engine, SampleDataset(), StandInEncoder())


def rebuild_small(engine: Engine) -> None:
    """Make the smaller sample the live release, encoded by the stand-in."""
    with rebuild_lock(engine):
        rebuild(engine, SampleDataset(most=SMALL_FILMS), StandInEncoder())
