"""Starting the real application as a user does, and stopping only what was started."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POLL_S = 0.05


def free_port() -> int:
    """Return a port on loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder; other test processes that want it wait."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@dataclass
class App:
    """A running ``python -m app``; its output goes to ``log``."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path
    home: Path
    environ: dict[str, str] = field(repr=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def output(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_until_ready(self, timeout_s: float = 480) -> None:
        deadline = time.monotonic() + timeout_s
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"it ended with {self.process.returncode}:\n{self.output()}")
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(POLL_S)
        raise AssertionError(f"not ready in {timeout_s} s:\n{self.output()}")

    def stop(self, how: signal.Signals = signal.SIGINT, timeout_s: float = 60) -> int:
        """Signal the process group, as Ctrl-C in a terminal does; return the exit status."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
        return self.process.wait(timeout_s)


def start_app(home: Path, *arguments: str, port: int | None = None, **environ: str) -> App:
    """Start ``python -m app run`` in a process group of its own."""
    port = port or free_port()
    home.mkdir(parents=True, exist_ok=True)
    log = home / f"app-{port}.log"
    clean = {key: value for key, value in os.environ.items() if not key.startswith("ORDAINED_")}
    clean.pop("DATABASE_URL", None)
    whole = clean | {
        "ORDAINED_HOME": str(home),
        "ORDAINED_RATE_LIMITS": "off",
        "PORT": str(port),
    }
    whole |= environ
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "run", *arguments],
            cwd=ROOT,
            env=whole,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return App(process, port, log, home, whole)


def copy_database(source: Path, home: Path) -> None:
    """Copy the embedded PostgreSQL of a stopped home, with its owner, into another home."""
    (home / "postgres").mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", f"{source / 'postgres'}/.", str(home / "postgres")], check=True)


def copy_home(source: Path, home: Path) -> None:
    """Copy all that a stopped home holds, with its owners, into another home."""
    home.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", f"{source}/.", str(home)], check=True)


@contextmanager
def running_app(
    home: Path, *arguments: str, port: int | None = None, **environ: str
) -> Iterator[App]:
    """Give an application that answers, and stop it afterwards."""
    app = start_app(home, *arguments, port=port, **environ)
    try:
        app.wait_until_ready()
        yield app
    finally:
        app.stop()
