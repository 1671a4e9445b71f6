"""What runs beside a rebuild commits with it, or leaves nothing; on real PostgreSQL."""

import time
from collections.abc import Callable

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from embeddings.rebuild.beside import beside

# Longer than any test waits: only a cancelled statement ends sooner.
LONG_S = 300


def exists(engine: Engine, table: str) -> bool:
    with engine.connect() as connection:
        return connection.scalar(text("select to_regclass(:name)"), {"name": table}) is not None


def make(connection: Connection) -> None:
    connection.exec_driver_sql("create table made_beside (number integer)")


def test_it_is_committed_when_waited_for(empty_engine: Engine) -> None:
    with beside(empty_engine, make) as finished:
        finished()
        assert exists(empty_engine, "made_beside")


def test_it_is_waited_for_at_the_end_of_the_block(empty_engine: Engine) -> None:
    def slowly(connection: Connection) -> None:
        connection.exec_driver_sql("select pg_sleep(0.3)")
        make(connection)

    with beside(empty_engine, slowly):
        pass
    assert exists(empty_engine, "made_beside")


def test_a_failure_of_the_block_cancels_it(empty_engine: Engine) -> None:
    def forever(connection: Connection) -> None:
        make(connection)
        connection.exec_driver_sql(f"select pg_sleep({LONG_S})")

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), beside(empty_engine, forever):
        raise KeyboardInterrupt
    assert time.monotonic() - began < LONG_S / 2
    assert not exists(empty_engine, "made_beside")


@pytest.mark.parametrize("wait", [lambda end: end(), lambda _end: None])
def test_its_own_failure_is_raised(
    empty_engine: Engine, wait: Callable[[Callable[[], None]], None]
) -> None:
    def wrong(connection: Connection) -> None:
        make(connection)
        connection.exec_driver_sql("select 1 / 0")

    with pytest.raises(DBAPIError, match="division by zero"), beside(empty_engine, wrong) as end:
        wait(end)
    assert not exists(empty_engine, "made_beside")
