"""A PostgreSQL that a test may kill, and start again."""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from sql import places, postmaster
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
        server = postmaster.find(self.data, places.server_user().pw_uid)
        if server is None:
            return 0
        # Its first process is suspended, so that none can put anything in order, and before the
        # others are listed, so that none begins meanwhile. Some end by themselves meanwhile; none
        # of the rest may stay suspended, since a suspended server answers nobody for ever.
        processes = [server]
        for signal_ in (signal.SIGSTOP, signal.SIGKILL):
            for process in processes:
                with suppress(psutil.NoSuchProcess):
                    process.send_signal(signal_)
                if process is server and signal_ == signal.SIGSTOP:
                    processes += server.children(recursive=True)
        psutil.wait_procs(processes, timeout=30)
        return len(processes)

    def start(self) -> None:
        """Start it again; it recovers from its log."""
        EmbeddedServer(self.home).keep()
