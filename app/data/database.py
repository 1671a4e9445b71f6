"""The database of a request: one connection and one transaction.

A request that reads may have a connection of a replica. Where the replica fails, the whole
request is answered again from the primary, so that no answer mixes the two.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy import Connection, Engine, Executable, RowMapping
from sqlalchemy.exc import DBAPIError

from app.data.replica import Reader, Replica, give_back
from app.web import log
from app.web.metrics import Metrics
from sql.prepared import execute, is_stale
from sql.server import WEB_SETTINGS, make_engine, normalised_url

READ_ONLY_METHODS = ("GET", "HEAD", "OPTIONS")


class ReaderUnknownError(Exception):
    """A request read from a replica before it was known whose writes the replica must have.

    `Database` answers the request again from the primary, so no client sees this error.
    """


class Database:
    """Connections for requests; the engine is made on first use, so that each worker has its own.

    Parameters
    ----------
    url : str or None
        The primary. None is for applications that never use the database, such as the one
        that prints the OpenAPI document.
    pool_size : int
        The number of threads, so that no request waits for a connection.
    metrics : Metrics
        Receives the times of statements, and which server reads go to.
    engine : Engine, optional
        Replaces the engine of ``url``; for tests.
    replica_url : str, optional
        A standby for requests that read.
    max_lag_s : float
        The lag up to which the standby is read from, in seconds.
    """

    def __init__(
        self,
        url: str | None,
        pool_size: int,
        metrics: Metrics,
        engine: Engine | None = None,
        *,
        replica_url: str | None = None,
        max_lag_s: float = 0.0,
    ) -> None:
        self.url = url
        # The threads that write to streams of rooms and that send webhooks need a connection each,
        # as does the one that watches the replica.
        self.pool_size = pool_size + 2 + (1 if replica_url else 0)
        self.metrics = metrics
        self._engine = engine
        self._lock = threading.Lock()
        self.replica: Replica | None = None
        if replica_url:
            self.replica = Replica(replica_url, lambda: self.engine, pool_size, max_lag_s, metrics)

    @property
    def engine(self) -> Engine:
        """The primary's engine in this process."""
        with self._lock:
            if self._engine is None:
                if self.url is None:
                    raise RuntimeError("this application was made without a database")
                self._engine = make_engine(
                    normalised_url(self.url),
                    pool_size=self.pool_size,
                    application_name="ordained web",
                    settings=WEB_SETTINGS,
                )
                # Errors must not quote parameters: they hold what people search for.
                self._engine.hide_parameters = True
            return self._engine

    def close(self) -> None:
        """Close all connections; for a process that ends."""
        if self.replica is not None:
            self.replica.close()
        if self._engine is not None:
            self._engine.dispose()

    def connection(self) -> Connection:
        """Return the request's connection, in the request's transaction."""
        if "connection" not in g:
            reads = request.method in READ_ONLY_METHODS
            g.connection = self._read_connection() if reads else self.engine.connect()
        connection = g.connection
        assert isinstance(connection, Connection)
        return connection

    def _read_connection(self) -> Connection:
        if self.replica is not None and not g.get("primary_only"):
            connection = self.replica.connect(g.get("reader"))
            if connection is not None:
                g.on_replica = True
                return connection
        self.metrics.reads.labels("primary").inc()
        return self.engine.connect().execution_options(postgresql_readonly=True)

    def read_for(self, user_id: int, write_count: int) -> None:
        """Make the request's reads find all that a person wrote before it.

        Parameters
        ----------
        write_count : int
            The number of the person's requests that wrote, as the primary has it.

        Raises
        ------
        ReaderUnknownError
            The request has read from a replica already.
        """
        g.reader = Reader(user_id, write_count)
        if g.get("on_replica"):
            raise ReaderUnknownError

    def rows(self, name: str, **binds: Any) -> Sequence[RowMapping]:
        """Run ``sql/queries/NAME.sql`` and return all its rows."""
        connection = self.connection()
        with self.timed(name):
            try:
                rows = execute(connection, name, binds)
            except DBAPIError as error:
                # A migration has changed what a kept plan reads. A request that reads loses
                # nothing by beginning a new transaction.
                if not is_stale(error) or request.method not in READ_ONLY_METHODS:
                    raise
                connection.rollback()
                rows = execute(connection, name, binds)
        log.count_rows(len(rows))
        return rows

    def fetch(self, name: str, statement: Executable, **binds: Any) -> Sequence[RowMapping]:
        """Run a statement on the request's connection, measured as ``name``; return all rows."""
        connection = self.connection()
        with self.timed(name):
            rows = connection.execute(statement, binds).mappings().all()
        log.count_rows(len(rows))
        return rows

    @contextmanager
    def timed(self, statement: str) -> Iterator[None]:
        """Measure the time of a statement as ``statement``."""
        started = time.perf_counter()
        yield
        self.metrics.sql.labels(statement).observe(time.perf_counter() - started)

    def init_app(self, app: Flask) -> None:
        """Commit each request's transaction where the answer is no error, else roll it back."""
        if self.replica is not None:
            # Around the view, before an exception of the view becomes an answer.
            app.dispatch_request = self._dispatch(app.dispatch_request)  # type: ignore[method-assign]

        @app.after_request
        def commit(response: Response) -> Response:
            # Before the answer is sent, so that the client gets the error of a failed commit.
            if "connection" in g and response.status_code < 400 and not g.get("on_replica"):
                g.connection.commit()
            if g.get("on_replica"):
                self.metrics.reads.labels("replica").inc()
            return response

        @app.teardown_request
        def close(_error: BaseException | None) -> None:
            self.release()

    def release(self) -> None:
        """Give the request's connection back; for a request that reads no rows any more."""
        if (connection := g.pop("connection", None)) is not None:
            # Writes are committed by now; what is still open is rolled back.
            give_back(connection)

    def _dispatch(self, dispatch: Callable[[], Any]) -> Callable[[], Any]:
        """Return a dispatcher that answers again from the primary where the replica failed.

        Every exception counts as a failure of the replica: a lost connection, a statement that
        replaying cancelled, and also a film or a release that the replica does not have yet.
        Answering twice is safe, because only requests that read go to the replica.
        """

        def answer() -> Any:
            try:
                return dispatch()
            except Exception as error:
                if not g.pop("on_replica", False):
                    raise
                assert self.replica is not None
                self.replica.failed(error)
                self.release()
                g.pop("release", None)
                g.primary_only = True
            return dispatch()

        return answer
