"""What is made of looks at a standby; the standby itself is in tests/faults/test_replica.py."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from app.data.replica import MOST_POSITIONS, Lag, is_loss
from sql.server import make_engine


def test_a_standby_that_was_never_seen_in_step_has_no_lag() -> None:
    """It may be hours behind: only when it comes to a place seen before is that known."""
    lag = Lag()
    assert lag.observe(0, 1000, 10) is None
    assert lag.observe(5, 2000, 900) is None
    assert lag.observe(9, 3000, 1000) == 4  # where the primary was at 0, and not yet at 5


def test_lag_is_how_long_ago_the_primary_was_there() -> None:
    lag = Lag()
    assert lag.observe(0, 100, 100) == 0
    assert lag.observe(1, 200, 100) == 0  # the first look at which it lacks something
    assert lag.observe(2, 300, 150) == 1
    assert lag.observe(7, 300, 200) == 5  # it lacks what was there at 2
    assert lag.observe(8, 300, 300) == 0


def test_nobody_lags_behind_an_idle_primary() -> None:
    lag = Lag()
    assert [lag.observe(second, 100, 100) for second in range(0, 1000, 100)] == [0] * 10


def test_what_is_remembered_of_a_paused_standby_is_bounded() -> None:
    lag = Lag()
    lag.observe(0, 1, 1)
    for second in range(1, MOST_POSITIONS + 500):
        assert lag.observe(second, 1 + second, 1) == second - 1
    assert len(lag._ahead) == MOST_POSITIONS
    assert lag.observe(9000, 9001, 9001) == 0


def raised(code: str) -> str:
    return f"do $$ begin raise exception using errcode = '{code}'; end $$"


@pytest.mark.parametrize(
    ("statement", "lost"),
    [
        ("select pg_terminate_backend(pg_backend_pid())", True),
        (raised("57P03"), True),  # as while it starts
        (raised("08006"), True),
        (raised("40001"), False),  # in the way of replaying
        (raised("57014"), False),  # took too long
        ("select from not_yet_there", False),
    ],
)
def test_what_is_a_loss(engine: Engine, statement: str, lost: bool) -> None:
    with pytest.raises(DBAPIError) as caught, engine.connect() as connection:
        connection.execute(text(statement))
    assert is_loss(caught.value) is lost


def test_a_server_that_cannot_be_reached_is_a_loss() -> None:
    with pytest.raises(OperationalError) as caught:
        make_engine("postgresql+psycopg2://nobody@127.0.0.1:1/nothing").connect()
    assert is_loss(caught.value)
    assert not is_loss(ValueError())
