"""A rebuild that loses its disk, its database or the race with another one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from embeddings.releases.partitions import PARTITIONED
from sql import migrations
from sql.embedded import embedded_server
from sql.server import make_engine
from tests.databases import SMALL
from tests.faults.disks import small_disk
from tests.faults.own_server import OwnServer
from tests.faults.rolling import LOADING, Rebuild
from tests.processes import App

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]

# Less than the smaller sample's tables take, more than an empty tablespace.
SMALL_DISK = "2m"
TIMEOUT_S = 600


@pytest.fixture
def server(tmp_path: Path) -> Iterator[OwnServer]:
    with embedded_server(tmp_path) as url:
        yield OwnServer(url, tmp_path)


@pytest.fixture
def engine(server: OwnServer) -> Iterator[Engine]:
    engine = make_engine(server.url)
    migrations.upgrade(engine)
    yield engine
    engine.dispose()


def start(server: OwnServer, *arguments: str, encoder: str = "stand-in") -> Rebuild:
    environ = {
        "PATH": "/usr/bin:/bin",
        "DATABASE_URL": server.url,
        "ORDAINED_HOME": str(server.home),
    }
    app = App(None, 0, server.home / "none", server.home, environ)  # type: ignore[arg-type]
    return Rebuild(app, encoder, ("--dataset", SMALL, *arguments))


def rebuilt(server: OwnServer, *arguments: str, encoder: str = "stand-in") -> Rebuild:
    rebuild = start(server, *arguments, encoder=encoder)
    assert rebuild.process.wait(TIMEOUT_S) == 0, rebuild.output()
    return rebuild


def states(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(
            connection.scalars(text("select state from releases order by release_id")).all()
        )


def release_tables(engine: Engine) -> int:
    statement = "select count(*) from pg_class where relkind = 'r' and relname ~ '_r[0-9]+$'"
    with engine.connect() as connection:
        return int(connection.scalar(text(statement)) or 0)


def test_full_disk(server: OwnServer, engine: Engine, tmp_path: Path) -> None:
    """The tables of the new release do not fit: a clear error, nothing left, and later they do."""
    rebuilt(server)
    with small_disk(tmp_path / "small", server.data, SMALL_DISK) as disk:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"create tablespace small location '{disk}'")
            connection.exec_driver_sql("alter database postgres set default_tablespace = small")
        full = start(server)
        status = full.process.wait(TIMEOUT_S)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("alter database postgres reset default_tablespace")
        try:
            assert status == 1, full.output()
            last = full.output().strip().splitlines()[-1]
            assert last.startswith("error: the database has no space left: "), last
            assert "the live release is as it was" in last
            assert "Traceback" not in full.output()
            assert states(engine) == ["live", "failed"]
            assert release_tables(engine) == len(PARTITIONED)
        finally:
            engine.dispose()
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("drop tablespace small")
    assert rebuilt(server).encoded() == []
    assert states(engine) == ["retired", "failed", "live"]


@pytest.mark.parametrize("stage", ["learning taste", LOADING, "measuring its quality"])
def test_lost_database(server: OwnServer, engine: Engine, stage: str) -> None:
    """PostgreSQL killed in the middle: a clear error; what was encoded is kept."""
    first = start(server)
    while stage not in first.output():
        assert first.process.poll() is None, first.output()
        threading.Event().wait(0.01)
    server.kill()
    assert first.process.wait(TIMEOUT_S) == 1, first.output()
    last = first.output().strip().splitlines()[-1]
    assert last.startswith("error: the database is gone: "), last
    assert "what was encoded is kept" in last
    assert "Traceback" not in first.output()
    server.start()
    engine.dispose()
    assert rebuilt(server).encoded() == []
    assert states(engine) == ["failed", "live"]
    assert release_tables(engine) == len(PARTITIONED)


def test_a_second_rebuild_meanwhile(server: OwnServer, engine: Engine) -> None:
    first = start(server)
    while "encoding with" not in first.output():
        assert first.process.poll() is None, first.output()
        threading.Event().wait(0.01)
    waiting = start(server, "--wait", "--if-needed")
    refused = start(server)
    assert refused.process.wait(TIMEOUT_S) == 1
    assert refused.output().strip().splitlines()[-1] == (
        "error: another rebuild is running on this database; let it end first, or wait for it "
        "with --wait"
    )
    assert first.process.wait(TIMEOUT_S) == 0, first.output()
    assert waiting.process.wait(TIMEOUT_S) == 0, waiting.output()
    assert "waiting for it to end" in waiting.output()
    assert "sample is live already" in waiting.output()
    assert states(engine) == ["live"]
