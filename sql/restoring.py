"""Restores that are tried out first, in a database beside the one that is served.

A backup is put into a database of its own on the same server, brought up to date and counted. Only
when all of that went well does it take the name of the served database, in one transaction, so
there is no moment at which half of a backup is served. The user needs the right to create
databases, which the user of the embedded server has.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from sql.backup import BackupError, backup, restore
from sql.contents import Summary, checksums
from sql.server import make_engine, normalised_url

# Any number; two restores on one server at once must agree on it.
RESTORE_LOCK = 0x0DA1_0002
# Whoever is connected is sent away and may be back before the database is renamed.
ATTEMPTS = 20
SEND_AWAY = """
select pg_terminate_backend(pid) from pg_stat_activity
where datname = :name and pid <> pg_backend_pid()
"""


def check(url: str, file: Path) -> Summary:
    """Restore a backup into a database of its own, drop it again, and return what was in it.

    Raises
    ------
    BackupError
        The file is broken, not of ordained or of a newer one.
    """
    with _restored_beside(url, file) as (_, found):
        return found


def replace(url: str, file: Path) -> Summary:
    """Serve a backup in place of what the database holds, which is lost.

    Everybody who is connected is sent away at the end, and finds the restored database under the
    same name. A failure, or a kill at any moment, leaves the database as it was.

    Raises
    ------
    BackupError
        As of `check`; or others stay connected to the database.
    """
    with _restored_beside(url, file) as (beside, found):
        beside.take_over()
    return found


def drill(url: str, folder: Path) -> str:
    """Back up, restore into a new database, and compare every table; return what was compared.

    Raises
    ------
    BackupError
        A table of the restored database has other rows than the original had at that moment.
    """
    file = folder / f".drill-{os.getpid()}.dump"
    engine = make_engine(url, application_name="ordained-drill")
    try:
        with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
            snapshot = connection.scalar(text("select pg_export_snapshot()"))
            size = backup(url, file, snapshot=snapshot)
            before = checksums(connection)
        with _restored_beside(url, file, upgrade=False) as (beside, _):
            after = _checksums_of(beside.url)
    finally:
        engine.dispose()
        file.unlink(missing_ok=True)
    differing = sorted(
        name for name in before.keys() | after.keys() if before.get(name) != after.get(name)
    )
    if differing:
        raise BackupError(f"the restored database differs in {', '.join(differing)}")
    rows = sum(count for count, _ in before.values())
    return (
        f"a backup of {size / 1e6:,.1f} MB was restored into a new database: "
        f"{len(before)} tables, {rows:,} rows, all checksums the same"
    )


class _Beside:
    """A database beside the served one, on the same server.

    Parameters
    ----------
    connection : Connection
        To a third database of the server, without a transaction.
    url : str
        The served database.
    """

    def __init__(self, connection: Connection, url: str) -> None:
        self.connection = connection
        self.served = _database(url)
        self.name = f"ordained_beside_{os.getpid()}"
        self.url = _named(url, self.name)

    def make(self) -> None:
        """Make it, empty; drop what killed restores have left."""
        left = text("select datname from pg_database where datname like 'ordained\\_beside\\_%'")
        for name in self.connection.scalars(left).all():
            self.drop(name)
        self.connection.execute(text(f"create database {self.name} template template0"))

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected."""
        self.connection.execute(text(f"drop database if exists {name} with (force)"))

    def take_over(self) -> None:
        """Take the name of the served database, and drop the former."""
        former = f"{self.name}_former"
        for attempt in range(ATTEMPTS):
            self.connection.execute(text(SEND_AWAY), {"name": self.served})
            self.connection.execute(text("begin"))
            try:
                self.connection.execute(text(f'alter database "{self.served}" rename to {former}'))
                self.connection.execute(
                    text(f'alter database {self.name} rename to "{self.served}"')
                )
                self.connection.execute(text("commit"))
                break
            except OperationalError as error:
                self.connection.execute(text("rollback"))
                if attempt == ATTEMPTS - 1:
                    raise BackupError(
                        "nothing was restored: others stay connected to the database"
                    ) from error
        self.drop(former)


@contextmanager
def _restored_beside(
    url: str, file: Path, *, upgrade: bool = True
) -> Iterator[tuple[_Beside, Summary]]:
    """Restore into a new database; yield it and what is in it, and drop it at the end."""
    # The database that is connected to cannot be renamed.
    other = "template1" if _database(url) == "postgres" else "postgres"
    engine = make_engine(_named(url, other), application_name="ordained-restore")
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            lock = text("select pg_try_advisory_lock(:key)")
            if not connection.scalar(lock, {"key": RESTORE_LOCK}):
                raise BackupError("another restore runs on this server; wait until it has ended")
            beside = _Beside(connection, url)
            beside.make()
            try:
                with file.open("rb") as source:
                    found = restore(beside.url, source, upgrade=upgrade)
                yield beside, found or Summary(0, 0, 0, None, 0)
            finally:
                beside.drop(beside.name)
    except OSError as error:
        raise BackupError(f"{file.name} cannot be read: {error.strerror}") from error
    except DBAPIError as error:
        raise BackupError(f"nothing was restored: {str(error.orig).strip()}") from error
    finally:
        engine.dispose()


def _database(url: str) -> str:
    return str(make_url(normalised_url(url)).database)


def _named(url: str, database: str) -> str:
    parsed = make_url(normalised_url(url)).set(database=database)
    return parsed.render_as_string(hide_password=False)


def _checksums_of(url: str) -> dict[str, tuple[int, str]]:
    engine = make_engine(url, application_name="ordained-drill")
    try:
        with engine.connect() as connection:
            return checksums(connection)
    finally:
        engine.dispose()
