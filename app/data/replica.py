"""A standby that reads go to, and when they had better not; see docs/decisions/0016.

A thread looks at the standby and the primary once a second, so that no request waits for
one that is gone. What a request finds out itself counts at once.
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
from sql.server import make_engine, normalised_url

LOOK_S = 1.0
CONNECT_TIMEOUT_S = 2
# A machine that vanishes answers nothing, not even a refusal: so long may a request wait for it.
SILENCE = {
    "tcp_user_timeout": 3000,
    "keepalives_idle": 3,
    "keepalives_interval": 1,
    "keepalives_count": 3,
}
# Positions that are remembered of a standby that hangs back: an hour's.
MOST_PLACES = 3600

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
    """Somebody who must find what they wrote.

    Attributes
    ----------
    user_id, write_count : int
        As the primary knows them.
    """

    user_id: int
    write_count: int


@dataclass
class Lag:
    """How long ago a standby was where its primary was; in seconds of this process.

    The clocks of two machines are not compared, and a primary that nobody writes to makes
    no standby late.
    """

    _ahead: deque[tuple[float, int]] = field(default_factory=deque)
    _met: bool = False

    def seen(self, now_s: float, written: int, replayed: int) -> float | None:
        """Take a look into account; return the lag, None before the two have met once.

        Parameters
        ----------
        now_s : float
            When it was, by a clock that only goes forward.
        written, replayed : int
            Places in the log, in bytes; ``written`` was asked for first.
        """
        ahead = self._ahead
        if (not ahead or ahead[-1][1] < written) and len(ahead) < MOST_PLACES:
            ahead.append((now_s, written))
        while ahead and ahead[0][1] <= replayed:
            ahead.popleft()
            self._met = True
        if not self._met:
            return None
        return now_s - ahead[0][0] if ahead else 0.0


class Replica:
    """The standby of one process's database.

    Parameters
    ----------
    url : str
        DATABASE_REPLICA_URL.
    primary : callable
        Returns the engine of the database itself.
    pool_size : int
        As many as there are threads.
    max_lag_s : float
        What everybody sees may be as old as this.
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
        """Return a connection that may answer ``reader``, within its transaction.

        None where the standby is not to be used, or lacks what the reader wrote.
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
            found = connection.execute(query("has_writes"), binds).one()
            if found.standby and found.whole:
                return connection
            self.turned("own-write" if found.standby else "lost")
        except (SQLAlchemyError, psycopg2.Error) as error:
            self.failed(error)
        if connection is not None:
            give_back(connection)
        return None

    def failed(self, error: BaseException) -> None:
        """Take an error of a read into account."""
        lost = is_loss(error)
        if lost:
            self._move(State.LOST, type(error).__name__)
        self.turned("lost" if lost else "failed")

    def turned(self, reason: str) -> None:
        """Count a read that the primary answers instead."""
        self._metrics.turned.labels(reason).inc()

    def watch(self) -> None:
        """Begin to look at the standby, once in this process.

        Not when the application is made: threads do not survive a fork.
        """
        with self._lock:
            if self._watcher is None:
                self._engine = make_engine(
                    normalised_url(self._url, "DATABASE_REPLICA_URL"),
                    # One more, for the thread that looks.
                    pool_size=self._pool_size + 1,
                    application_name="ordained web, reading",
                    connect_timeout_s=CONNECT_TIMEOUT_S,
                    # `connect` asks something of every connection anyway.
                    pre_ping=False,
                    connect_args=SILENCE,
                )
                self._engine.hide_parameters = True
                self._watcher = threading.Thread(target=self._watch, name="replica", daemon=True)
                self._watcher.start()

    def close(self) -> None:
        """Stop looking, and give every connection back."""
        self._closing.set()
        if self._engine is not None:
            self._engine.dispose()

    def _watch(self) -> None:
        while not self._closing.is_set():
            try:
                self.look()
            except Exception:  # a thread that dies would leave the state as it was for ever
                log.exception("looking at the replica failed")
            self._closing.wait(LOOK_S)

    def look(self) -> None:
        """Compare the standby with the primary."""
        assert self._engine is not None
        try:
            written = _standing(self._primary())
        except (SQLAlchemyError, psycopg2.Error):
            written = None
        now_s = time.monotonic()
        try:
            found = _standing(self._engine)
        except (SQLAlchemyError, psycopg2.Error) as error:
            # A standby that lacks our tables has not come so far.
            reason = type(error).__name__
            self._move(State.LOST if is_loss(error) else State.BEHIND, reason)
            return
        if written is None:
            # Who is behind cannot be told now. Where it was in time it stays so: guests are
            # then answered although the primary is gone.
            if self.state is State.LOST:
                self._move(State.STARTING, "the primary does not answer")
            return
        if not found.standby or found.cluster != written.cluster or found.place is None:
            self._move(State.FOREIGN, "it is not a streaming standby of this database")
            return
        self.lag_s = lag_s = self._lag.seen(now_s, written.place, found.place)
        self._metrics.replica_lag.set(lag_s or 0.0)
        if lag_s is None:
            self._move(State.STARTING, "it has not yet caught up")
        elif lag_s > self._max_lag_s:
            self._move(State.BEHIND, f"it lags by {lag_s:.0f} s")
        elif (found.release_id, found.live_at) != (written.release_id, written.live_at):
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
            self._engine.dispose()  # what is left in the pool is dead
        if state is State.READY:
            log.warning("reads go to the replica")
        else:
            log.warning("reads stay with the primary, the replica is %s: %s", state, reason)


def give_back(connection: Connection) -> None:
    """Give a connection back that was read from, also where its server has just gone."""
    # Ending its transaction fails then; the pool drops it all the same.
    with suppress(DBAPIError):
        connection.close()


def is_loss(error: BaseException) -> bool:
    """Tell whether a server is gone, rather than that it refused a statement.

    A statement that a standby cancels, since it stands in the way of replaying, is no loss.
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
