"""Disks that are soon full."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, owner: Path, size: str) -> Iterator[Path]:
    """Mount a small file system that belongs to whom ``owner`` belongs to."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine does not let us mount a small file system")
    try:
        shutil.chown(folder, owner.stat().st_uid, owner.stat().st_gid)
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)
