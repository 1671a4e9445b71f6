"""What the image ``house`` starts: gives the volume to a user and becomes that user.

Started as root it takes the user's numbers from PUID and PGID. Started as another user (``--user``,
Kubernetes) it has no rights to change anything, and says what is missing.
"""

from __future__ import annotations

import os
import pwd
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn

# The image's own user; also the numbers where PUID and PGID say nothing.
DEFAULT = 10001
PASSWD = Path("/etc/passwd")
# The encoder that the image carries; the volume shows it by a link, so that it is the image's.
MODELS = Path("/var/lib/ordained/models")


class StartError(Exception):
    """The container cannot start; the message says what to change."""


def numbers(environ: Mapping[str, str]) -> tuple[int, int]:
    """Return user and group.

    Raises
    ------
    StartError
        PUID or PGID is no number of a user without rights.
    """
    found = []
    for name in ("PUID", "PGID"):
        given = environ.get(name, "").strip() or str(DEFAULT)
        # Group 0 owns nothing of worth in the image; user 0 is root, as whom PostgreSQL refuses
        # to run.
        least = 1 if name == "PUID" else 0
        if not given.isascii() or not given.isdigit() or not least <= int(given) < 2**31:
            raise StartError(f"{name} must be the number of a user or group, not {given!r}")
        found.append(int(given))
    return found[0], found[1]


def give_name(uid: int, gid: int, passwd: Path = PASSWD) -> None:
    """Enter a user into /etc/passwd who is not there: PostgreSQL wants a name for its user.

    Raises
    ------
    StartError
        The file cannot be written.
    """
    lines = passwd.read_text(encoding="utf-8").splitlines()
    if any(line.split(":")[2:3] == [str(uid)] for line in lines):
        return
    try:
        with passwd.open("a", encoding="utf-8") as file:
            file.write(f"house{uid}:x:{uid}:{gid}::/tmp:/usr/sbin/nologin\n")
    except OSError as error:
        raise StartError(
            f"the user {uid} has no name in this image, and {passwd} cannot be written: leave "
            "--read-only out, or take one of the users 99, 568, 1000 and 10001"
        ) from error


def hand_over(home: Path, uid: int, gid: int) -> None:
    """Make the user the owner of the volume; files inside are looked at only where it was not.

    Raises
    ------
    StartError
        The owner cannot be changed.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        if (home.stat().st_uid, home.stat().st_gid) == (uid, gid):
            return
        for folder, _, files in os.walk(home):
            for path in (folder, *(os.path.join(folder, name) for name in files)):
                os.chown(path, uid, gid, follow_symlinks=False)
    except OSError as error:
        raise StartError(
            f"{home} cannot be given to the user {uid} ({error.strerror}): set PUID and PGID to "
            "the folder's owner, or start the container as that user (--user)"
        ) from error


def become(uid: int, gid: int) -> None:
    """Give up root for good.

    Raises
    ------
    StartError
        The container may not change its user.
    """
    try:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    except PermissionError as error:
        raise StartError(
            "root of this container may not become another user (its capabilities were dropped): "
            f"start it with --user {uid}:{gid}"
        ) from error


def check_user(home: Path) -> None:
    """Check what a container that was not started as root cannot mend.

    Raises
    ------
    StartError
        The user has no name here, or cannot write to the volume.
    """
    uid = os.geteuid()
    try:
        pwd.getpwuid(uid)
    except KeyError as error:
        raise StartError(
            f"the user {uid} has no name in this image, which PostgreSQL needs: leave --user out "
            "and set PUID and PGID, or take one of the users 99, 568, 1000 and 10001"
        ) from error
    if not os.access(home, os.W_OK | os.X_OK):
        raise StartError(
            f"the user {uid} cannot write to {home}: make the volume's folder that user's "
            f"(chown {uid} FOLDER), or leave --user out"
        )


def link_models(home: Path, models: Path = MODELS) -> None:
    """Show the image's encoders in the volume; what the volume has of its own stays."""
    folder = home / "models"
    folder.mkdir(exist_ok=True)
    for link in folder.iterdir():
        if link.is_symlink() and not link.exists():
            link.unlink()  # of an earlier image
    for model in models.iterdir() if models.is_dir() else ():
        if not (folder / model.name).exists():
            (folder / model.name).symlink_to(model)


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> NoReturn:
    """Become the user, and Python with ``-m`` and the arguments; exit with 1 where it cannot."""
    home = Path(environ.get("ORDAINED_HOME") or "/data")
    try:
        if os.geteuid() == 0:
            uid, gid = numbers(environ)
            give_name(uid, gid)
            hand_over(home, uid, gid)
            become(uid, gid)
        else:
            check_user(home)
        link_models(home)
    except StartError as error:
        sys.exit(f"error: {error}")
    command = [sys.executable, "-m", *arguments]
    os.execve(command[0], command, {**environ, "HOME": "/tmp"})  # noqa: S108, S606


if __name__ == "__main__":
    main(sys.argv[1:], os.environ)
