"""A release's own tables: made aside, looked at alone, made part of their parents, dropped.

Every request reads ``releases`` and ``films``, so nothing here may keep it waiting. Which of these
steps takes which lock was looked up in ``pg_locks``; docs/rolling-releases.md has the table.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from psycopg2.errors import DeadlockDetected, LockNotAvailable
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import OperationalError

from embeddings.errors import ReleaseError
from sql.tables import cards_statement

T = TypeVar("T")

PARTITIONED = ("movies", "terms", "sentences", "words")

# What asks for a lock stands in line, and whoever comes later stands behind it: so for this long
# at most, then again after a pause in which everybody else goes first.
LOCK_TIMEOUT_MS = 300
LOCK_PAUSE_S = 0.7


def partition(table: str, release_id: int) -> str:
    """Return the name of a release's own table."""
    return f"{table}_r{release_id}"


def create_partitions(connection: Connection, release_id: int) -> None:
    """Create the release's own tables, not yet attached to their parents.

    The check lets a later ATTACH skip its scan. Foreign keys come with ATTACH, which checks all
    rows at once; had the tables any before, ATTACH and DROP would lock ``films`` and ``releases``
    against everybody.
    """
    for table in PARTITIONED:
        name = partition(table, release_id)
        connection.exec_driver_sql(
            f"create table {name} (like {table} including all);"
            # Rows stay whole up to a page: see the migration on vectors and TOAST.
            f"alter table {name} set (toast_tuple_target = 8160);"
            f"alter table {name} add constraint {name}_release_check"
            f" check (release_id = {release_id})"
        )


def attach(connection: Connection, release_id: int) -> None:
    """Make the release's tables part of their parents, where statements find them."""
    for table in PARTITIONED:
        name = partition(table, release_id)
        connection.exec_driver_sql(
            f"alter table {table} attach partition {name} for values in ({release_id});"
            f"alter table {name} drop constraint {name}_release_check"
        )


def drop_tables(connection: Connection, release_id: int) -> None:
    """Drop the release's tables, attached or not."""
    for table in PARTITIONED:
        connection.exec_driver_sql(f"drop table if exists {partition(table, release_id)}")


def show_alone(connection: Connection, release_id: int) -> None:
    """Have statements on this connection read this release's tables, attached or not.

    A temporary view hides the parent of its name until the transaction is rolled back, so that
    a release can be asked what the application would ask it before anybody else can see it.
    """
    for table in PARTITIONED:
        connection.exec_driver_sql(
            f"create temporary view {table} as select * from {partition(table, release_id)}"
        )
    # The view of the database reads the parent table, whatever hides the parent's name.
    connection.exec_driver_sql(f"create temporary view cards as {cards_statement()}")


@contextmanager
def alone(engine: Engine, release_id: int) -> Iterator[Connection]:
    """Give a connection that sees this release's tables only; what it writes is undone."""
    with engine.connect() as connection, connection.begin() as transaction:
        show_alone(connection, release_id)
        yield connection
        transaction.rollback()


def patiently(engine: Engine, work: Callable[[Connection], T], attempts: int, doing: str) -> T:
    """Do ``work`` in a transaction that never keeps requests waiting long for its locks.

    Raises
    ------
    ReleaseError
        Somebody held on to what it needs through all attempts.
    """
    for attempt in range(attempts):
        if attempt:
            time.sleep(LOCK_PAUSE_S)
        try:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"set local lock_timeout = '{LOCK_TIMEOUT_MS}ms'")
                return work(connection)
        except OperationalError as error:
            if not isinstance(error.orig, (LockNotAvailable, DeadlockDetected)):
                raise
    raise ReleaseError(
        f"{doing} had to wait for a long transaction on this database, and gave up after "
        f"{attempts} attempts; see pg_stat_activity, let it end and run this again"
    )
