"""Jobs on backups in a process of their own, so that no request and no web worker waits for them.

`begin` starts ``python -m sql.backup_job KIND NAME``, which holds the folder's lock while it lives.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sql import restoring
from sql.backup import backup
from sql.backup_folder import BackupFolder, Job, JobKind
from sql.failures import ServerError

# From the note of a job's end to the end of its process.
ENDING_S = 5.0
ROOT = Path(__file__).resolve().parents[1]


def begin(url: str, home: Path, kind: JobKind, file: Path | None = None) -> Job | None:
    """Start a job and return it; None where another one runs.

    Parameters
    ----------
    url : str
        The database.
    home : Path
        ORDAINED_HOME.
    kind : str
        ``backup`` makes a file; ``check`` tries one out; ``restore`` serves it.
    file : Path or None
        A file of the folder, for ``check`` and ``restore``.
    """
    folder = BackupFolder(home.absolute())
    lock = _lock(folder)
    if lock is None:
        return None
    try:
        name = (file or folder.new("made")).name
        job = Job(kind, name, "running", "", datetime.now(UTC), None)
        folder.note_job(job)
        # The child keeps the lock's descriptor, and so the lock, until the child ends.
        child = subprocess.Popen(
            [sys.executable, "-m", "sql.backup_job", kind, name],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": url, "ORDAINED_HOME": str(home.absolute())},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[lock],
            start_new_session=True,
        )
    finally:
        os.close(lock)
    # A child that nobody waits for would stay as a zombie.
    threading.Thread(target=child.wait, name="backup job", daemon=True).start()
    return job


def _lock(folder: BackupFolder) -> int | None:
    """Take the folder's lock; a job that has noted its end is given the time to end."""
    until = time.monotonic() + ENDING_S
    while (lock := folder.lock()) is None:
        job = folder.job()
        if (job and job.state == "running") or time.monotonic() > until:
            return None
        time.sleep(0.05)  # the kernel lets go of the lock when the process is gone
    return lock


def run(url: str, folder: BackupFolder, job: Job) -> Job:
    """Do a job and note what came of it; the caller holds the folder's lock."""
    file = folder.path / job.name
    work: dict[JobKind, Callable[[], str]] = {
        "backup": lambda: f"{backup(url, file)} bytes",
        "check": lambda: check(url, folder, file),
        "restore": lambda: restore(url, folder, file),
    }
    try:
        ended = replace(job, state="done", detail=work[job.kind]())
    except ServerError as error:
        ended = replace(job, state="failed", detail=_reason(error))
    ended = replace(ended, ended_at=datetime.now(UTC))
    folder.note_job(ended)
    return ended


def check(url: str, folder: BackupFolder, file: Path) -> str:
    """Try a backup out, note whether it can be restored, and return what is in it."""
    try:
        found = restoring.check(url, file)
    except ServerError as error:
        folder.note_check(file, None, _reason(error))
        raise
    folder.note_check(file, found)
    return str(found)


def _reason(error: ServerError) -> str:
    """Return why it failed; that nothing was changed, the page says itself."""
    return str(error).removeprefix("nothing was restored: ")


def restore(url: str, folder: BackupFolder, file: Path) -> str:
    """Make a restore point, and serve a backup in place of what is served."""
    backup(url, folder.new("before-restore"))
    found = restoring.replace(url, file)
    folder.restored_file.touch()
    folder.prune("before-restore")
    return str(found)


def main(kind: JobKind, name: str) -> int:
    """Do the job that `begin` noted; 0 done, 1 failed."""
    folder = BackupFolder(Path(os.environ["ORDAINED_HOME"]))
    job = Job(kind, name, "running", "", datetime.now(UTC), None)
    done = run(os.environ["DATABASE_URL"], folder, job)
    return 0 if done.state == "done" else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))  # type: ignore[arg-type]
