"""What a figure was measured on, and how much memory processes take."""

from __future__ import annotations

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
MB = 2**20


def facts() -> dict[str, object]:
    """Return date, machine, commit and load, fit for JSON."""
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "cpu": _cpu(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30),
        "system": platform.system(),
        "python": platform.python_version(),
        "commit": _commit(),
        "load_average": [round(load, 1) for load in os.getloadavg()],
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _commit() -> str | None:
    """Return the short commit, with a plus where files differ from it; None without git."""
    try:
        commit = _git("rev-parse", "--short", "HEAD")
        return commit + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def proportional_mb(process: psutil.Process) -> float:
    """Return a process's memory with shared pages divided by their users (Pss), in MB.

    Resident memory where the system does not tell Pss; 0 for a process that has ended.
    """
    full: object
    try:
        full = process.memory_full_info()
    except (psutil.NoSuchProcess, psutil.ZombieProcess):
        return 0.0
    except psutil.AccessDenied:
        full = process.memory_info()
    pages: float = getattr(full, "pss", 0) or getattr(full, "rss", 0)
    return pages / MB


def server_mb(data: Path) -> float:
    """Return the memory of the embedded PostgreSQL in ``data``, all its processes (Pss), in MB."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split()[0])
        main = psutil.Process(pid)
        return sum(proportional_mb(process) for process in [main, *main.children(recursive=True)])
    except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
        return 0.0
