"""The temporary folder in which the workers of a server share their metrics."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.web.metrics import MULTIPROCESS

PREFIX = "ordained-metrics-"
LOCK = ".lock"


@contextmanager
def metrics_folder() -> Iterator[None]:
    """Make the folder, unless the environment names one, and remove it when the server ends.

    A server that is killed leaves its folder behind, so folders of servers that have ended are
    removed first. A server holds a lock in its folder, which ends with its last process.
    """
    if MULTIPROCESS in os.environ:
        yield
        return
    _remove_left(Path(tempfile.gettempdir()))
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    owner = os.getpid()
    with (folder / f"{LOCK}.new").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        # Under its name the lock is never seen unheld.
        (folder / f"{LOCK}.new").rename(folder / LOCK)
        os.environ[MULTIPROCESS] = str(folder)
        try:
            yield
        finally:
            # A forked worker that ends runs this too, while other workers still use the folder.
            if os.getpid() == owner:
                os.environ.pop(MULTIPROCESS, None)
                shutil.rmtree(folder, ignore_errors=True)


def _remove_left(parent: Path) -> None:
    """Remove this user's metrics folders in ``parent`` whose lock nobody holds."""
    for folder in parent.glob(PREFIX + "*"):
        # A link, or the folder of another user, is not for this process to follow.
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            with (folder / LOCK).open("r+") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
