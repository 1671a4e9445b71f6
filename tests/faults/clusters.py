"""Two PostgreSQL clusters on loopback: a primary, and a standby that streams from it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg2
import psycopg2.errors

from sql import places
from tests.faults.own_server import OwnServer
from tests.processes import copy_database, free_port

CONF = """
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_buffers = 64MB
fsync = off
max_wal_senders = 4
wal_keep_size = 256MB
hot_standby = on
# What the reads of a test are in the way of is replayed soon.
max_standby_streaming_delay = 2s
log_min_messages = warning
"""
HBA = "host all,replication all 127.0.0.1/32 trust\n"


@dataclass(frozen=True)
class Cluster(OwnServer):
    """One of them; ``home/postgres`` is its data."""

    port: int

    def start(self) -> None:
        """Start it, and return once it takes connections."""
        log = self.data / "log"
        options = f"-p {self.port}"
        run("pg_ctl", "-w", "-t", "60", "-D", self.data, "-l", log, "-o", options, "start")

    def stop(self) -> None:
        """Stop it, if it runs."""
        if (self.data / "postmaster.pid").exists():
            run("pg_ctl", "-w", "-D", self.data, "-m", "immediate", "stop")

    def tell(self, statement: str) -> object:
        """Run a statement as its administrator; return the first value, if there is one."""
        connection = psycopg2.connect(self.url)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
            found = cursor.fetchone() if cursor.description else None
        connection.close()
        return found[0] if found else None

    def pause(self) -> None:
        """Have a standby replay nothing."""
        self.tell("select pg_wal_replay_pause()")

    def resume(self) -> None:
        """Have it go on."""
        # What is replayed then may cancel the very statement that let it.
        with suppress(psycopg2.errors.SerializationFailure):
            self.tell("select pg_wal_replay_resume()")


def run(command: str, *arguments: object) -> None:
    """Run one of PostgreSQL's programs, as another user where this is root.

    Its output goes to a file and not through a pipe, which the server would keep open.
    """
    program = places.programs_folder() / command
    options = {"user": places.SYSTEM_USER} if os.geteuid() == 0 else {}
    subprocess.run(
        [str(program), *map(str, arguments)],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        timeout=120,
        **options,  # type: ignore[call-overload]
    )


def cluster(home: Path) -> Cluster:
    """Return a cluster that has yet to be made, in a folder that its user may write to."""
    (home / "postgres").mkdir(parents=True, mode=0o700)
    if os.geteuid() == 0:
        shutil.chown(home / "postgres", places.server_user().pw_name)
    port = free_port()
    return Cluster(f"postgresql://postgres@127.0.0.1:{port}/postgres", home, port)


@contextmanager
def primary_and_standby(folder: Path, source: Path) -> Iterator[tuple[Cluster, Cluster]]:
    """Run a primary, with a copy of the database of a stopped home, and its standby."""
    primary, standby = cluster(folder / "primary"), cluster(folder / "standby")
    try:
        copy_database(source, primary.home)
        with (primary.data / "postgresql.conf").open("a") as conf:
            conf.write(CONF)
        (primary.data / "pg_hba.conf").write_text(HBA)
        primary.start()
        # --write-recovery-conf makes it a standby that streams from where it was copied.
        run(
            *("pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", "--wal-method=stream"),
            *("-h", "127.0.0.1", "-p", primary.port, "-U", "postgres", "-D", standby.data),
        )
        standby.start()
        yield primary, standby
    finally:
        for server in (standby, primary):
            server.stop()
