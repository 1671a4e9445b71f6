"""The database as a request sees it: one connection, one transaction."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy import Connection, Engine, RowMapping

from app import log
from app.metrics import Metrics
from sql import query
from sql.server import make_engine, normalised_url

READ_ONLY_METHODS = ("GET", "HEAD", "OPTIONS")


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
    """

    def __init__(
        self, url: str | None, pool_size: int, metrics: Metrics, engine: Engine | None = None
    ) -> None:
        self.url = url
        self.pool_size = pool_size
        self.metrics = metrics
        self._engine = engine
        self._lock = threading.Lock()

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
        if self._engine is not None:
            self._engine.dispose()

    def connection(self) -> Connection:
        """Return the request's connection, within its transaction."""
        if "connection" not in g:
            read_only = request.method in READ_ONLY_METHODS
            g.connection = self.engine.connect().execution_options(postgresql_readonly=read_only)
        connection = g.connection
        assert isinstance(connection, Connection)
        return connection

    def rows(self, name: str, **binds: Any) -> Sequence[RowMapping]:
        """Run ``sql/queries/NAME.sql`` and return all its rows."""
        connection = self.connection()
        with self.timed(name):
            found = connection.execute(query(name), binds).mappings().all()
        log.count_rows(len(found))
        return found

    @contextmanager
    def timed(self, statement: str) -> Iterator[None]:
        """Measure a statement under a name."""
        started = time.perf_counter()
        yield
        self.metrics.sql.labels(statement).observe(time.perf_counter() - started)

    def init_app(self, app: Flask) -> None:
        """End each request's transaction: committed where it was answered, else undone."""

        @app.after_request
        def commit(response: Response) -> Response:
            # Before the answer is sent, so that a failing commit is told to the client.
            if "connection" in g and response.status_code < 400:
                g.connection.commit()
            return response

        @app.teardown_request
        def close(_error: BaseException | None) -> None:
            if (connection := g.pop("connection", None)) is not None:
                connection.close()
