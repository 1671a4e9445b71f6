"""Which process is the PostgreSQL of a data folder, so that no other one is ever signalled.

The number in ``postmaster.pid`` says little: after a power cut it may be anybody's. A process is
the server only if it runs as the right user, is PostgreSQL, works in this data folder, and began
when the file says.
"""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import psutil

PID_FILE = "postmaster.pid"
SOCKET_LOCK = ".s.PGSQL.5432.lock"
# The kernel counts from its boot, and the wall clock may have been set since.
CLOCK_SLACK_S = 300
STOP_S = 60.0
# Lines of the file: pid, data folder, start in seconds since 1970, port, socket folder.
LEAST_LINES = 5
# What is none of the system's numbers is no process, whatever a file says.
PIDS = range(1, 2**31)


@dataclass(frozen=True)
class PidFile:
    """What ``postmaster.pid`` says."""

    pid: int
    started_at: int
    socket_folder: str
    is_ready: bool


def read_pid_file(data: Path) -> PidFile | None:
    """Return what the file says; None where it is missing, empty or cut."""
    try:
        lines = (data / PID_FILE).read_text(encoding="utf-8").splitlines()
        ready = len(lines) > 7 and lines[7].strip() in ("ready", "standby")
        said = PidFile(int(lines[0]), int(lines[2]), lines[LEAST_LINES - 1].strip(), ready)
    except (OSError, ValueError, IndexError):
        return None
    # A number below zero is a PostgreSQL of a single user, which is no server.
    return said if said.pid in PIDS else None


def find(data: Path, uid: int) -> psutil.Process | None:
    """Return the server of a data folder; None where it does not run.

    Parameters
    ----------
    data : Path
        Resolved.
    uid : int
        The user that the server runs as.
    """
    said = read_pid_file(data)
    if said is None:
        return None
    with suppress(psutil.Error):
        process = psutil.Process(said.pid)
        if _works_in(process, data, uid) and (
            abs(process.create_time() - said.started_at) <= CLOCK_SLACK_S
        ):
            return process
    return None


def lives(pid: int, began_at: float | None = None) -> bool:
    """Return whether a process lives, and began when it is said to where that is given."""
    if pid not in PIDS:
        return False
    try:
        process = psutil.Process(pid)
        began = process.create_time()
        is_same = began_at is None or abs(began - began_at) <= CLOCK_SLACK_S
        return is_same and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def any_in(data: Path, uid: int) -> bool:
    """Return whether any process of PostgreSQL works in a data folder, whatever a file says."""
    return any(_works_in(process, data, uid) for process in psutil.process_iter())


def forget_stale(data: Path, uid: int, socket_folder: Path) -> None:
    """Remove files that would keep PostgreSQL from starting, though none runs.

    PostgreSQL itself replaces its pid file, and the lock file of its socket, where their process
    is gone. It stops where the number is somebody else's by now, as it mostly is in a container
    that was killed and starts again, or where a power cut left the file empty or cut.
    """
    if find(data, uid) is not None:
        return
    for path in (data / PID_FILE, socket_folder / SOCKET_LOCK):
        if path.exists() and _is_somebodys(path) and not any_in(data, uid):
            path.unlink(missing_ok=True)


def _is_somebodys(path: Path) -> bool:
    """Return whether a file names a process that lives, or what is no process's number."""
    try:
        pid = int(path.read_text(encoding="utf-8").splitlines()[0])
    except (OSError, ValueError, IndexError):
        return True
    return pid not in PIDS or psutil.pid_exists(pid)


def stop(data: Path, uid: int) -> None:
    """Stop the server and wait until it has; at once where it does not within a minute."""
    for how, timeout_s in ((signal.SIGINT, STOP_S), (signal.SIGQUIT, STOP_S)):
        process = find(data, uid)
        if process is None:
            return
        with suppress(psutil.Error):
            process.send_signal(how)
        deadline = time.monotonic() + timeout_s
        while find(data, uid) is not None and time.monotonic() < deadline:
            time.sleep(0.05)


def _works_in(process: psutil.Process, data: Path, uid: int) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE or process.uids().effective != uid:
            return False
        arguments = process.cmdline()
        try:
            program, folder = Path(process.exe()).name, process.cwd()
        except psutil.AccessDenied:
            # Root in a container may not look into another user's process, but at its command.
            program = Path(arguments[0]).name if arguments else ""
            folder = _argument(arguments, "-D")
    except psutil.Error:
        return False
    return program.removesuffix(" (deleted)") == "postgres" and folder == str(data)


def _argument(arguments: list[str], option: str) -> str:
    return dict(pairwise(arguments)).get(option, "")
