"""The embedded PostgreSQL killed: it is started again, and the application goes on."""

from __future__ import annotations

from pathlib import Path

import psutil
import pytest

from tests.faults import load
from tests.faults.own_server import OwnServer
from tests.processes import running_app

pytestmark = pytest.mark.slow


def test_killed_it_comes_back(home: Path) -> None:
    with running_app(home, ORDAINED_ENCODER="stand-in", ORDAINED_ARGON2_MEMORY_KIB="64") as app:
        (film,) = load.popular(app.port, 1)
        token = load.sign_up(app.port, "somebody")
        path, who = f"{load.API}/me/ratings/{film}", {"Authorization": f"Bearer {token}"}
        assert load.ask(app.port, "PUT", path, {"rating": 4.5}, **who)[0] == 200
        processes = psutil.Process(app.process.pid)
        before = {child.pid for child in processes.children(recursive=True)}
        # Who starts it anew waits, or it may be back before anybody asks.
        processes.suspend()
        try:
            OwnServer("", home).kill()
            status, _, headers = load.ask(app.port, "GET", "/readyz")
        finally:
            processes.resume()
        assert (status, headers["Retry-After"]) == (503, "5")
        app.wait_until_ready(60)
        _, page, _ = load.ask(app.port, "GET", f"{load.API}/me/ratings", **who)
        assert [item["rating"] for item in page["items"]] == [4.5]
        assert before <= {child.pid for child in processes.children(recursive=True)}
        data = home / "postgres" / "postmaster.pid"
        assert data.exists()
    # A stop stops the one that was started anew too.
    assert not data.exists()
