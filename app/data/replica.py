"""A standby for requests that read, and whether it may be read from; see docs/decisions/0016.

A thread compares the standby with the primary once a second, so that no request waits for a
standby that is gone. A failure that a request meets itself takes effect at once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

import psycopg2
from sqlalchemy import Connection, Engine, Row
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from app.web.metrics import Metrics
from sql import query
from sql.server import WEB_SETTINGS, make_engine, normalised_url

COMPARE_EVERY_S = 1.0
CONNECT_TIMEOUT_S = 2
# Options of TCP: a machine that vanishes does not even refuse a connection, so they bound how
# long a request waits for it.
SILENCE = {
    "tcp_user_timeout": 3000,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
}
# Positions of the primary that are remembered while the standby lags: those of an hour.
MOST_POSITIONS = 3600

log = logging.getLogger("app.data.replica")


class State(StrEnum):
    """What is known of a standby."""

    STARTING = "starting"
    READY = "ready"
    BEHIND = "behind"
    LOST = "lost"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Reader:
    """A person whose own writes must be found.

    Attributes
    ----------
    user_id : int
        The person.
    write_count : int
        The number of the person's requests that wrote, as the primary has it.
    """

    user_id: int
    write_count: int


@dataclass
class Lag:
    """Measures how many seconds a standby is behind its primary.

    All times are those of this process, so the clocks of two machines are never compared. A
    standby of a primary that nobody writes to does not lag.
    """

    _ahead: deque[tuple[float, int]] = field(default_factory=deque)
    _met: bool = False

    def observe(self, now_s: float, written: int, replayed: int) -> float | None:
        """Enter two positions and return the lag in seconds.

        The lag is None until the standby has once reached a position that was entered before:
        it may be hours behind.

        Parameters
        ----------
        now_s : float
            Time of the positions, by a monotonic clock, in seconds.
        written : int
            Position of the primary in its log, in bytes; must be read before ``replayed``.
        replayed : int
            Position of the standby, in bytes.
        """
        ahead = self._ahead
        if (not ahead or ahead[-1][1] < written) and len(ahead) < MOST_POSITIONS:
            ahead.append((now_s, written))
        while ahead and ahead[0][1] <= replayed:
            ahead.popleft()
            self._met = True
        if not self._met:
            return None
        return now_s - ahead[0][0] if ahead else 0.0


class Replica:
    """A process's view of its database's standby.

    Parameters
    ----------
    url : str
        DATABASE_REPLICA_URL.
    primary : callable
        Returns the primary's engine.
    pool_size : int
        The number of threads.
    max_lag_s : float
        The lag up to which the standby is read from, in seconds.
    metrics : Metrics
        Receives lag, readiness, and reads that fall back to the primary.
    """

    def __init__(
        self,
        url: str,
        primary: Callable[[], Engine],
        pool_size: int,
        max_lag_s: float,
        metrics: Metrics,
    ) -> None:
        self._url = url
        self._primary = primary
        self._pool_size = pool_size
        self._max_lag_s = max_lag_s
        self._metrics = metrics
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._watcher: threading.Thread | None = None
        self._engine: Engine | None = None
        self._lag = Lag()
        self.lag_s: float | None = None
        self.state = State.STARTING

    def connect(self, reader: Reader | None) -> Connection | None:
        """Return a connection to the standby, in a transaction.

        None where the standby must not be used now, or lacks a write of ``reader``.
        """
        self.watch()
        if self.state is not State.READY or self._engine is None:
            return None
        connection = None
        try:
            connection = self._engine.connect().execution_options(postgresql_readonly=True)
            binds = {
                "user_id": reader and reader.user_id,
                "write_count": reader and reader.write_count,
            }
            answer = connection.execute(query("has_writes"), binds).one()
            if answer.standby and answer.whole:
                return connection
            self.count_fallback("own-write" if answer.standby else "lost")
        except (SQLAlchemyError, psycopg2.Error) as error:
            self.failed(error)
        if connection is not None:
            give_back(connection)
        return None

    def failed(self, error: BaseException) -> None:
        """Count a read that failed; after a loss, no read goes to the standby until it answers."""
        lost = is_loss(error)
        if lost:
            self._move(State.LOST, type(error).__name__)
        self.count_fallback("lost" if lost else "failed")

    def count_fallback(self, reason: str) -> None:
        """Count a read that the primary answers instead of the standby."""
        self._metrics.fallbacks.labels(reason).inc()

    def watch(self) -> None:
        """Start the thread that watches the standby, unless this process has it already.

        The application cannot start it when it is made: threads do not survive a fork.
        """
        with self._lock:
            if self._watcher is None:
                self._engine = make_engine(
                    normalised_url(self._url, "DATABASE_REPLICA_URL"),
                    # The thread that watches needs a connection too.
                    pool_size=self._pool_size + 1,
                    application_name="ordained web, reading",
                    connect_timeout_s=CONNECT_TIMEOUT_S,
                    # `connect` runs a statement on every connection anyway.
                    pre_ping=False,
                    connect_args=SILENCE,
                    settings=WEB_SETTINGS,
                )
                self._engine.hide_parameters = True
                self._watcher = threading.Thread(target=self._watch, name="replica", daemon=True)
                self._watcher.start()

    def close(self) -> None:
        """Stop watching, and close all connections."""
        self._closing.set()
        if self._engine is not None:
            self._engine.dispose()

    def _watch(self) -> None:
        while not self._closing.is_set():
            try:
                self.compare()
            except Exception:  # a dead thread would leave the state unchanged for ever
                log.exception("looking at the replica failed")
            self._closing.wait(COMPARE_EVERY_S)

    def compare(self) -> None:
        """Read the positions of standby and primary, and set the state."""
        assert self._engine is not None
        try:
            primary = _standing(self._primary())
        except (SQLAlchemyError, psycopg2.Error):
            primary = None
        now_s = time.monotonic()
        try:
            standby = _standing(self._engine)
        except (SQLAlchemyError, psycopg2.Error) as error:
            # A standby without our tables has not replayed their migration yet.
            reason = type(error).__name__
            self._move(State.LOST if is_loss(error) else State.BEHIND, reason)
            return
        if primary is None:
            # Without the primary, the lag is unknown. A standby that was ready stays ready, so
            # that guests are answered although the primary is gone.
            if self.state is State.LOST:
                self._move(State.STARTING, "the primary does not answer")
            return
        if not standby.standby or standby.cluster != primary.cluster or standby.place is None:
            self._move(State.FOREIGN, "it is not a streaming standby of this database")
            return
        self.lag_s = lag_s = self._lag.observe(now_s, primary.place, standby.place)
        self._metrics.replica_lag.set(lag_s or 0.0)
        if lag_s is None:
            self._move(State.STARTING, "it has not yet caught up")
        elif lag_s > self._max_lag_s:
            self._move(State.BEHIND, f"it lags by {lag_s:.0f} s")
        elif (standby.release_id, standby.live_at) != (primary.release_id, primary.live_at):
            self._move(State.BEHIND, "another release is live there")
        else:
            self._move(State.READY, "")

    def _move(self, state: State, reason: str) -> None:
        with self._lock:
            before, self.state = self.state, state
            if state is State.LOST:
                self._lag, self.lag_s = Lag(), None
        self._metrics.replica_ready.set(state is State.READY)
        if state is before:
            return
        if state is State.LOST and self._engine is not None:
            self._engine.dispose()  # the pooled connections are dead
        if state is State.READY:
            log.warning("reads go to the replica")
        else:
            log.warning("reads stay with the primary, the replica is %s: %s", state, reason)


def give_back(connection: Connection) -> None:
    """Close a connection that was read from, even where its server has just gone."""
    # Rolling back fails then; the pool drops the connection all the same.
    with suppress(DBAPIError):
        connection.close()


def is_loss(error: BaseException) -> bool:
    """Return whether an error means that the server is gone, not that a statement failed.

    A statement that the standby cancels, because replaying conflicts with it, is no loss.
    """
    if isinstance(error, PoolTimeoutError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "pgcode", None) or ""
    gone = not state and isinstance(
        error.orig, (psycopg2.OperationalError, psycopg2.InterfaceError)
    )
    return error.connection_invalidated or gone or state.startswith(("08", "57P"))


def _standing(engine: Engine) -> Row[tuple[object, ...]]:
    with engine.connect() as connection:
        return connection.execute(query("standing")).one()
