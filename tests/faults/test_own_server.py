"""Killing a server of a test's own kills all of it, whatever ends by itself meanwhile."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import psutil
import psycopg2
import pytest

from sql.embedded import embedded_server
from tests.faults.own_server import OwnServer


def test_a_backend_that_ends_meanwhile_leaves_nothing_suspended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A suspended server answers nobody, and everything that needs it waits for ever."""
    children = psutil.Process.children
    with embedded_server(tmp_path / "home") as url:
        dsn = url.replace("postgresql+psycopg2", "postgresql")
        connection = psycopg2.connect(dsn)
        backend = psutil.Process(connection.info.backend_pid)

        def listed(process: psutil.Process, **given: Any) -> list[psutil.Process]:
            found = children(process, **given)
            connection.close()
            deadline = time.monotonic() + 10
            while backend.is_running() and backend.status() != psutil.STATUS_ZOMBIE:
                assert time.monotonic() < deadline
                time.sleep(0.01)
            return sorted(found, key=lambda process: process != backend)

        own = OwnServer(url, tmp_path / "home")
        processes = children(backend.parent() or backend, recursive=True)
        monkeypatch.setattr(psutil.Process, "children", listed)
        assert own.kill() > 1
        assert not [process for process in processes if process.is_running()]
        own.start()
        psycopg2.connect(dsn, connect_timeout=10).close()
