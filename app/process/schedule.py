"""Reads media servers and remote accounts by schedule, in a process beside the web workers."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from app.settings import Settings

# A reader that ended, as when the database was away or was replaced, starts again after this time.
REST_S = 5.0
STOP_S = 10.0


class Schedule:
    """The process ``python -m app sync --every``, where ORDAINED_SYNC_MINUTES asks for one.

    Parameters
    ----------
    settings : Settings
        With the database that is served.
    """

    def __init__(self, settings: Settings) -> None:
        self._minutes = settings.sync_minutes
        self._environ = os.environ | {
            "DATABASE_URL": settings.database_url or "",
            "ORDAINED_HOME": str(settings.home),
        }
        self._child: subprocess.Popen[bytes] | None = None
        self._next = 0.0

    def keep(self) -> None:
        """Start the process unless it runs; called about once a second."""
        if not self._minutes or (self._child is not None and self._child.poll() is None):
            return
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + REST_S
        self._child = subprocess.Popen(
            [sys.executable, "-m", "app", "sync", "--every", str(self._minutes)],
            env=self._environ,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the server, which stops it
        )

    def stop(self) -> None:
        """Stop the process."""
        if self._child is None or self._child.poll() is not None:
            return
        self._child.terminate()
        try:
            self._child.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
