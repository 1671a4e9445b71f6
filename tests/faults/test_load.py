"""Fifty clients at once, also while PostgreSQL is killed: what was acknowledged is kept."""

from __future__ import annotations

import sys
import threading
import time
import uuid
from collections.abc import Sequence

import psutil
import pytest
from sqlalchemy import text

from sql.server import make_engine
from tests.faults import load
from tests.faults.load import Client, Place
from tests.faults.own_server import OwnServer
from tests.processes import App

pytestmark = pytest.mark.slow

PEOPLE = 10
DEVICES = 5
FILMS = 20
DOWN_S = 2.0


@pytest.fixture
def clients(served: App) -> list[Client]:
    """Ten people with five devices each."""
    names = [f"load-{uuid.uuid4().hex[:8]}" for _ in range(PEOPLE)]
    tokens = {name: load.sign_up(served.port, name) for name in names}
    return [
        Client(served.port, name, tokens[name], seed=place * DEVICES + device)
        for place, name in enumerate(names)
        for device in range(DEVICES)
    ]


def final_state(served: App, clients: Sequence[Client]) -> dict[Place, float]:
    """Read all ratings as their owners do."""
    found = {}
    for name, token in {client.username: client.token for client in clients}.items():
        status, page, _ = load.ask(
            served.port,
            "GET",
            f"{load.API}/me/ratings?limit=100",
            **{"Authorization": f"Bearer {token}"},
        )
        assert status == 200, page
        found |= {(name, item["movie"]["id"]): item["rating"] for item in page["items"]}
    return found


def vectors_that_lag(server: OwnServer) -> int:
    """Count people whose vector was made of other ratings than they have."""
    engine = make_engine(server.url)
    statement = text(
        "select count(*) from tastes where rating_count <> "
        "(select count(*) from ratings where ratings.user_id = tastes.user_id)"
    )
    with engine.connect() as connection:
        found = connection.execute(statement).scalar_one()
    engine.dispose()
    return int(found)


def workers(app: App) -> set[int]:
    return {child.pid for child in psutil.Process(app.process.pid).children(recursive=True)}


def tell(capsys: pytest.CaptureFixture[str], line: str) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{line}\n")


def test_final_state_is_that_of_the_last_writes(
    served: App,
    own_server: OwnServer,
    clients: list[Client],
    load_seconds: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    films = load.popular(served.port, FILMS)
    seconds = load.run(clients, films, load_seconds)
    tell(capsys, load.summary(clients, seconds))
    assert [fault for client in clients for fault in client.faults] == []
    assert {status for client in clients for status in client.statuses} <= {200, 204}
    assert min(len(client.writes) for client in clients) > 0
    assert load.wrong_places(clients, final_state(served, clients)) == []
    assert vectors_that_lag(own_server) == 0


def test_nothing_acknowledged_is_lost_when_postgresql_is_killed(
    served: App,
    own_server: OwnServer,
    clients: list[Client],
    load_seconds: float,
    capsys: pytest.CaptureFixture[str],
) -> None:
    films = load.popular(served.port, FILMS)
    before = workers(served)
    meanwhile: dict[str, object] = {}
    pause = threading.Event()

    def kill_and_start() -> None:
        pause.wait(load_seconds / 3)
        meanwhile["killed"] = own_server.kill()
        pause.wait(DOWN_S)
        meanwhile["ready"] = load.ask(served.port, "GET", "/readyz")
        meanwhile["search"] = load.ask(served.port, "GET", f"{load.API}/search?q=robot")
        meanwhile["alive"] = load.ask(served.port, "GET", "/healthz")
        began = time.monotonic()
        own_server.start()
        meanwhile["recovered_s"] = time.monotonic() - began
        pause.wait(load_seconds * 2 / 3)

    seconds = load.run(clients, films, 0, kill_and_start)
    tell(
        capsys,
        f"PostgreSQL killed ({meanwhile['killed']} processes), started {DOWN_S:.0f} s later, ready "
        f"after {meanwhile['recovered_s']:.0f} s more: {load.summary(clients, seconds)}",
    )
    assert [fault for client in clients for fault in client.faults] == []
    assert {status for client in clients for status in client.statuses} == {200, 204, 503}
    for what in ("ready", "search"):
        status, problem, headers = meanwhile[what]  # type: ignore[misc]
        assert status == 503, problem
        assert problem["type"] == "/api/docs#database-unavailable"
        assert int(headers["Retry-After"]) > 0
    assert meanwhile["alive"][0] == 200  # type: ignore[index]
    served.wait_until_ready(30)
    for client in clients:
        assert client.writes[-1].acknowledged, "it did not come back for everybody"
    assert load.wrong_places(clients, final_state(served, clients)) == []
    assert vectors_that_lag(own_server) == 0
    assert workers(served) == before, "the application was restarted"
