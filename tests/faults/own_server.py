"""A PostgreSQL that a test may kill, and start again."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from pathlib import Path

import psutil

from sql.embedded import EmbeddedServer


@dataclass(frozen=True)
class OwnServer:
    """A server of its own in ``home``; see `sql.server.embedded_server`."""

    url: str
    home: Path

    @property
    def data(self) -> Path:
        return (self.home / "postgres").resolve()

    def kill(self) -> int:
        """Kill every process of it at once, as a power cut would; return how many."""
        postmaster = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        processes = [postmaster, *postmaster.children(recursive=True)]
        for process in processes:
            process.suspend()  # so that none can put anything in order first
        for process in processes:
            process.send_signal(signal.SIGKILL)
        psutil.wait_procs(processes, timeout=30)
        return len(processes)

    def start(self) -> None:
        """Start it again; it recovers from its log."""
        EmbeddedServer(self.home).keep()
