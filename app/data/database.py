"""The database as a request sees it: one connection, one transaction.

A request that reads may have that of a replica; where it gets no answer there, it is
answered anew from the primary, so that it is never made of both.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy import Connection, Engine, Executable, RowMapping

from app.data.replica import Reader, Replica, give_back
from app.web import log
from app.web.metrics import Metrics
from sql import query
from sql.server import make_engine, normalised_url

READ_ONLY_METHODS = ("GET", "HEAD", "OPTIONS")


class ReaderUnknownError(Exception):
    """A replica was read before it was known whose writes it must have; never told to clients."""


class Database:
    """An engine made on first use, so that each forked worker has its own.

    Parameters
    ----------
    url : str or None
        None is for applications that never touch the database, such as the one that
        prints the OpenAPI document.
    pool_size : int
        As many as there are threads, so that no request waits for a connection.
    engine : Engine, optional
        Use this one instead; for tests.
    replica_url : str, optional
        A standby for requests that read.
    max_lag_s : float
        How far it may be behind.
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
        # One more, for the thread that looks at the replica.
        self.pool_size = pool_size + (1 if replica_url else 0)
        self.metrics = metrics
        self._engine = engine
        self._lock = threading.Lock()
        self.replica: Replica | None = None
        if replica_url:
            self.replica = Replica(replica_url, lambda: self.engine, pool_size, max_lag_s, metrics)

    @property
    def engine(self) -> Engine:
        """The engine of this process."""
        with self._lock:
            if self._engine is None:
                if self.url is None:
                    raise RuntimeError("this application was made without a database")
                self._engine = make_engine(
                    normalised_url(self.url),
                    pool_size=self.pool_size,
                    application_name="ordained web",
                )
                # Parameters are what people search for.
                self._engine.hide_parameters = True
            return self._engine

    def close(self) -> None:
        """Give every connection back, as a process does before it ends."""
        if self.replica is not None:
            self.replica.close()
        if self._engine is not None:
            self._engine.dispose()

    def connection(self) -> Connection:
        """Return the request's connection, within its transaction."""
        if "connection" not in g:
            reads = request.method in READ_ONLY_METHODS
            g.connection = self._reading() if reads else self.engine.connect()
        connection = g.connection
        assert isinstance(connection, Connection)
        return connection

    def _reading(self) -> Connection:
        if self.replica is not None and not g.get("primary_only"):
            connection = self.replica.connect(g.get("reader"))
            if connection is not None:
                g.on_replica = True
                return connection
        self.metrics.reads.labels("primary").inc()
        return self.engine.connect().execution_options(postgresql_readonly=True)

    def read_for(self, user_id: int, write_count: int) -> None:
        """Have the request's reads find all that somebody wrote before it.

        Where there were reads already, from a replica, the request is answered anew.
        """
        g.reader = Reader(user_id, write_count)
        if g.get("on_replica"):
            raise ReaderUnknownError

    def rows(self, name: str, **binds: Any) -> Sequence[RowMapping]:
        """Run ``sql/queries/NAME.sql`` and return all its rows."""
        return self.fetch(name, query(name), **binds)

    def fetch(self, name: str, statement: Executable, **binds: Any) -> Sequence[RowMapping]:
        """Run a statement on the request's connection, measured as ``name``; return all rows."""
        connection = self.connection()
        with self.timed(name):
            rows = connection.execute(statement, binds).mappings().all()
        log.count_rows(len(rows))
        return rows

    @contextmanager
    def timed(self, statement: str) -> Iterator[None]:
        """Measure a statement under a name."""
        started = time.perf_counter()
        yield
        self.metrics.sql.labels(statement).observe(time.perf_counter() - started)

    def init_app(self, app: Flask) -> None:
        """End each request's transaction: committed where it was answered, else undone."""
        if self.replica is not None:
            # Around the view, so that what it raised is not yet an answer.
            app.dispatch_request = self._dispatch(app.dispatch_request)  # type: ignore[method-assign]

        @app.after_request
        def commit(response: Response) -> Response:
            # Before the answer is sent, so that a failing commit is told to the client.
            if "connection" in g and response.status_code < 400 and not g.get("on_replica"):
                g.connection.commit()
            if g.get("on_replica"):
                self.metrics.reads.labels("replica").inc()
            return response

        @app.teardown_request
        def close(_error: BaseException | None) -> None:
            self._release()

    def _release(self) -> None:
        if (connection := g.pop("connection", None)) is not None:
            # What was written is committed by now, or has failed already.
            give_back(connection)

    def _dispatch(self, dispatch: Callable[[], Any]) -> Callable[[], Any]:
        """Answer from the primary what could not be answered from the replica.

        Whatever it was: a lost connection, a statement that stood in the way of replaying,
        but also a film or a list of a release that is not there yet. Requests that read can
        be answered twice.
        """

        def answer() -> Any:
            try:
                return dispatch()
            except Exception as error:
                if not g.pop("on_replica", False):
                    raise
                assert self.replica is not None
                self.replica.failed(error)
                self._release()
                g.pop("release", None)
                g.primary_only = True
            return dispatch()

        return answer
