"""A release's own tables: create, attach to their parents, read alone, drop.

Every request reads ``releases`` and ``films``, so no step may hold a lock on them for long.
docs/rolling-releases.md lists the locks of each step, as ``pg_locks`` showed them.
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
from embeddings.releases.column_order import FIRST_OF_MOVIES, create_like
from sql.prepared import forget
from sql.tables import cards_statement

T = TypeVar("T")

PARTITIONED = ("movies", "credits", "terms", "tag_directions", "sentences", "words")

# A statement that waits for a lock makes every later request wait behind it. So it waits 300 ms at
# most and tries again after a pause, in which the requests behind it are answered.
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
        if table == "movies":
            create_like(connection, table, name, FIRST_OF_MOVIES)
        else:
            connection.exec_driver_sql(f"create table {name} (like {table} including all)")
        connection.exec_driver_sql(
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
    """Make statements on this connection read this release's tables, attached or not.

    A temporary view hides the parent table of its name until the transaction is rolled back. So
    the application's statements can be measured on a release that nobody else sees yet.
    """
    for table in PARTITIONED:
        connection.exec_driver_sql(
            f"create temporary view {table} as select * from {partition(table, release_id)}"
        )
    # A plan that was made before reads the parent table, whatever hides the parent's name now; so
    # does the view of the database.
    forget(connection)
    connection.exec_driver_sql(f"create temporary view cards as {cards_statement()}")


@contextmanager
def alone(engine: Engine, release_id: int) -> Iterator[Connection]:
    """Yield a connection that reads this release's tables only; its writes are rolled back."""
    with engine.connect() as connection, connection.begin() as transaction:
        show_alone(connection, release_id)
        yield connection
        transaction.rollback()


def retry_when_locked(
    engine: Engine, work: Callable[[Connection], T], attempts: int, doing: str
) -> T:
    """Run ``work`` in a transaction, and again if it waits too long for a lock.

    Parameters
    ----------
    doing
        What ``work`` does, for the error, such as "going live".

    Raises
    ------
    ReleaseError
        Another transaction held a lock through all attempts.
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
