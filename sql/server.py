"""Reach PostgreSQL: at ``DATABASE_URL``, or an embedded server in ``ORDAINED_HOME``."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, InvalidatePoolError

from sql.failures import ServerError

# Set on every connection. Iterative scans keep filtered result pages full; JIT
# costs more than these statements take.
CONNECTION_SETTINGS = {
    # Strict order drops what it finds late though it is near; every statement sorts again.
    "hnsw.iterative_scan": "relaxed_order",
    "hnsw.ef_search": "500",
    "hnsw.max_scan_tuples": "200000",
    "jit": "off",
    # Of the statements that are prepared (sql/prepared.py) the plan depends on no parameter.
    "plan_cache_mode": "force_generic_plan",
}
# A connection that was given back so short a time ago is taken again untried: a server does not
# restart as fast, and trying costs every request a round trip.
UNTRIED_S = 0.5
# A request holds one of few threads and connections, so it gives up where PostgreSQL does not get
# on: the largest import writes in a few seconds.
WEB_SETTINGS = {"lock_timeout": "10s", "statement_timeout": "60s"}
_GIVEN_BACK = "ordained_given_back"


@contextmanager
def database(url: str | None, home: Path) -> Iterator[str]:
    """Yield the URL to use: ``url`` if it is set, else that of the embedded server."""
    if url:
        yield normalised_url(url)
    else:
        # Here, since an image that is given a database has not what the embedded one needs.
        from sql.embedded import embedded_server

        with embedded_server(home) as embedded:
            yield embedded


def keeper(url: str | None, home: Path) -> Callable[[], None] | None:
    """Return a function that restarts the embedded server if it has died; call it regularly.

    None if `database` does not start an embedded server. If a start fails, the next call tries
    again.
    """
    if url:
        return None
    from sql.embedded import EmbeddedServer

    return EmbeddedServer(home).keep


def normalised_url(url: str, name: str = "DATABASE_URL") -> str:
    """Return ``url`` with the psycopg2 driver named.

    Accepts the ``postgres://`` that many hosts hand out.

    Parameters
    ----------
    url : str
        Where the database is.
    name : str
        The setting that it came from, for errors.

    Raises
    ------
    ServerError
        Not a PostgreSQL URL.
    """
    try:
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
    except ArgumentError as error:
        raise ServerError(f"{name} is not a URL like postgresql://user@host/name") from error
    if parsed.get_backend_name() != "postgresql":
        raise ServerError(f"{name} must be postgresql://…, not {parsed.drivername}://…")
    return parsed.set(drivername="postgresql+psycopg2").render_as_string(hide_password=False)


def make_engine(
    url: str,
    *,
    pool_size: int = 5,
    application_name: str = "ordained",
    connect_timeout_s: int = 5,
    pre_ping: bool = True,
    connect_args: Mapping[str, int] | None = None,
    settings: Mapping[str, str] | None = None,
) -> Engine:
    """Return an engine whose connections are set up for vector queries.

    Parameters
    ----------
    url : str
        As `normalised_url` gives it.
    pool_size : int
        Connections at most.
    application_name : str
        What PostgreSQL calls them.
    connect_timeout_s : int
        Seconds to wait for a new one.
    pre_ping : bool
        Try each connection before it is used, unless it was in use until `UNTRIED_S` seconds ago:
        what lets a process outlive a restart of PostgreSQL.
    connect_args : mapping, optional
        More that libpq is told.
    settings : mapping, optional
        Settings of PostgreSQL beside `CONNECTION_SETTINGS`, such as `WEB_SETTINGS`.
    """
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        # The connection used last has its plans kept, and its server process the pages at hand.
        pool_use_lifo=True,
        pool_timeout=10,
        connect_args={
            "application_name": application_name,
            "connect_timeout": connect_timeout_s,
            **(connect_args or {}),
        },
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            for name, value in {**CONNECTION_SETTINGS, **(settings or {})}.items():
                cursor.execute("select set_config(%s, %s, false)", (name, value))
        connection.commit()

    @event.listens_for(engine, "checkin")
    def forget(connection: Any, record: Any) -> None:
        # After a read, SQLAlchemy would have every transaction say READ WRITE, which a
        # standby refuses even where nothing is written.
        if connection is not None and not connection.closed:
            connection.readonly = None
        record.info[_GIVEN_BACK] = time.monotonic()

    if pre_ping:
        event.listen(engine, "checkout", _try_connection(engine))
    return engine


def _try_connection(engine: Engine) -> Callable[[Any, Any, Any], None]:
    def attempt(connection: Any, record: Any, _proxy: object) -> None:
        given_back = record.info.get(_GIVEN_BACK)
        # A connection without that time was opened just now.
        if given_back is None or time.monotonic() - given_back < UNTRIED_S:
            return
        try:
            engine.dialect.do_ping(connection)
        except psycopg2.Error as error:
            # SQLAlchemy drops all connections of the pool that are as old, and opens a new one.
            raise InvalidatePoolError from error

    return attempt


def cursor(connection: Connection) -> psycopg2.extensions.cursor:
    """Return psycopg2's own cursor on a connection, for COPY and multi-row inserts."""
    raw: psycopg2.extensions.connection = connection.connection.driver_connection  # type: ignore[assignment]
    return raw.cursor()


def wait_until_ready(url: str, timeout_s: float = 60.0) -> None:
    """Return when the server answers.

    Raises
    ------
    ServerError
        It did not within ``timeout_s`` seconds.
    """
    dsn = normalised_url(url).replace("postgresql+psycopg2://", "postgresql://", 1)
    deadline = time.monotonic() + timeout_s
    while True:
        try:
            psycopg2.connect(dsn, connect_timeout=3).close()
            return
        except psycopg2.OperationalError as error:
            if time.monotonic() > deadline:
                reason = str(error).strip().splitlines()[-1]
                raise ServerError(f"PostgreSQL does not answer: {reason}") from error
            time.sleep(0.5)  # it starts, or is away: nothing tells us when it answers
