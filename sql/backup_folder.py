"""The folder of backups in ORDAINED_HOME: its files, what checks found, and the job that runs.

Files are named after their kind and the moment they were made. Beside each there may be a file of
the same name with ``.json`` at its end: what a check found in the backup.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from sql.contents import Summary
from sql.env import make_home

# Restore points are made by ordained itself, before it changes everything.
Kind = Literal["made", "uploaded", "before-upgrade", "before-restore"]
RESTORE_POINTS: tuple[Kind, ...] = ("before-upgrade", "before-restore")
NAME = re.compile(rf"({'|'.join(get_args(Kind))})-\d{{8}}-\d{{6}}-[0-9a-f]{{4}}\.dump")
JobKind = Literal["backup", "check", "restore"]
# How many restore points of each kind are kept, the newest.
KEPT = 3


@dataclass(frozen=True)
class Check:
    """What a check found in a backup.

    Attributes
    ----------
    found : Summary or None
        What is in it; None where it cannot be restored.
    fault : str or None
        Why it cannot be restored.
    checked_at : datetime
        When.
    """

    found: Summary | None
    fault: str | None
    checked_at: datetime


@dataclass(frozen=True)
class Job:
    """A job on backups, the last one that was begun.

    Attributes
    ----------
    kind, name
        What it does, with which file.
    state : str
        ``running``, ``done`` or ``failed``; ``died`` where its process ended without a word.
    detail : str
        What came of it.
    """

    kind: JobKind
    name: str
    state: Literal["running", "done", "failed", "died"]
    detail: str
    began_at: datetime
    ended_at: datetime | None


class BackupFolder:
    """The folder ``home/backups``; nothing is made before something is written."""

    def __init__(self, home: Path) -> None:
        self.path = home / "backups"

    def make(self) -> None:
        """Make the folder where it is missing, closed to others.

        Raises
        ------
        SettingsError
            It cannot be made.
        """
        make_home(self.path)
        self.path.chmod(0o700)

    def new(self, kind: Kind) -> Path:
        """Return a path for a new file, in a folder that is there."""
        self.make()
        moment = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
        return self.path / f"{kind}-{moment}-{secrets.token_hex(2)}.dump"

    def files(self) -> list[Path]:
        """Return all backups, the newest first."""
        found = [path for path in self.path.glob("*.dump") if NAME.fullmatch(path.name)]
        return sorted(found, key=lambda path: path.name.split("-")[-3:], reverse=True)

    def find(self, name: str) -> Path | None:
        """Return the backup of a name; None where there is none."""
        path = self.path / name
        return path if NAME.fullmatch(name) and path.is_file() else None

    def remove(self, path: Path) -> None:
        """Delete a backup and what was found in it."""
        path.unlink(missing_ok=True)
        _note(path).unlink(missing_ok=True)

    def prune(self, kind: Kind) -> None:
        """Delete restore points of a kind but the newest `KEPT`."""
        for path in [file for file in self.files() if kind_of(file) == kind][KEPT:]:
            self.remove(path)

    def check_of(self, path: Path) -> Check | None:
        """Return what the last check of a backup found; None where it was not checked."""
        noted = _read(_note(path))
        if noted is None:
            return None
        found = noted["found"] and Summary(**noted["found"])
        return Check(found, noted["fault"], datetime.fromisoformat(noted["checked_at"]))

    def note_check(self, path: Path, found: Summary | None, fault: str | None = None) -> None:
        """Note what a check found."""
        _write(_note(path), Check(found, fault, datetime.now(UTC)))

    def job(self) -> Job | None:
        """Return the last job."""
        noted = _read(self.path / "job.json")
        if noted is None:
            return None
        ended = noted.pop("ended_at")
        began = datetime.fromisoformat(noted.pop("began_at"))
        job = Job(**noted, began_at=began, ended_at=ended and datetime.fromisoformat(ended))
        if job.state == "running" and not self.busy():
            # It may have ended between the two looks.
            return self.job() if _read(self.path / "job.json") != _as_read(job) else _died(job)
        return job

    def note_job(self, job: Job) -> None:
        """Note how far a job is."""
        _write(self.path / "job.json", job)

    def lock(self) -> int | None:
        """Begin a job; return the descriptor that holds the lock, None where another job runs.

        The kernel lets the lock go when the last process that has the descriptor ends.
        """
        self.make()
        descriptor = os.open(self.path / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return None
        return descriptor

    def busy(self) -> bool:
        """Return whether a job runs."""
        if (descriptor := self.lock()) is None:
            return True
        os.close(descriptor)
        return False

    @property
    def restored_file(self) -> Path:
        """A file whose time is that of the last restore; servers renew their processes by it."""
        return self.path / ".restored"


def kind_of(path: Path) -> Kind:
    """Return the kind of a backup."""
    match = NAME.fullmatch(path.name)
    assert match
    kind: Kind = match[1]  # type: ignore[assignment]
    return kind


def _died(job: Job) -> Job:
    return Job(job.kind, job.name, "died", "its process ended", job.began_at, None)


def _note(path: Path) -> Path:
    return path.with_suffix(".dump.json")


def _as_read(value: Any) -> Any:
    return json.loads(json.dumps(asdict(value), default=datetime.isoformat))


def _read(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _write(path: Path, value: Any) -> None:
    """Write a file whole: a reader finds the former or this one."""
    draft = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    draft.write_text(json.dumps(_as_read(value)), encoding="utf-8")
    draft.replace(path)
