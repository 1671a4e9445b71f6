"""Connections outlive a restart of PostgreSQL, and are not tried each time they are used."""

import time
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from sql import server

PID = text("select pg_backend_pid()")


@pytest.fixture
def pooled(database_url: str) -> Iterator[Engine]:
    engine = server.make_engine(database_url, pool_size=1)
    yield engine
    engine.dispose()


def end_connection(database_url: str, engine: Engine) -> int:
    """Have the server end the pool's connection, as a restart does; return its process's number."""
    with engine.connect() as connection:
        pid = int(connection.scalar(PID) or 0)
    other = server.make_engine(database_url, pool_size=1)
    gone = text("select 1 from pg_stat_activity where pid = :pid")
    with other.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("select pg_terminate_backend(:pid)"), {"pid": pid})
        deadline = time.monotonic() + 10
        while connection.scalar(gone, {"pid": pid}) and time.monotonic() < deadline:
            time.sleep(0.02)
    other.dispose()
    return pid


def test_a_connection_that_lay_idle_is_tried_and_replaced(
    database_url: str, pooled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = end_connection(database_url, pooled)
    monkeypatch.setattr(server, "UNTRIED_S", 0.0)
    with pooled.connect() as connection:
        assert connection.scalar(PID) != pid


def test_a_connection_that_was_just_in_use_is_taken_untried(
    database_url: str, pooled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "UNTRIED_S", 60.0)
    pid = end_connection(database_url, pooled)
    with pooled.connect() as connection, pytest.raises(OperationalError):
        connection.scalar(PID)
    with pooled.connect() as connection:
        assert connection.scalar(PID) != pid


def test_a_connection_in_use_again_and_again_is_not_tried(
    pooled: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []
    with pooled.connect():
        pass

    def do_ping(connection: object) -> bool:
        tried.append(connection)
        return True

    monkeypatch.setattr(pooled.dialect, "do_ping", do_ping)
    for _ in range(5):
        with pooled.connect():
            pass
    assert not tried
    monkeypatch.setattr(server, "UNTRIED_S", 0.0)
    with pooled.connect():
        pass
    assert len(tried) == 1
