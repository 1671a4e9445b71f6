"""Reads go to a streaming replica, whatever becomes of it, and everybody finds what they wrote.

Two clusters on loopback, the application with two workers in front of them.
"""

from __future__ import annotations

import re
import subprocess
import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.data.services import services_of
from sql.server import make_engine, normalised_url
from tests.app.accounts.apps import app_on
from tests.faults import load
from tests.faults.clusters import Cluster
from tests.faults.reading import (
    OTHER_IDS,
    PATHS,
    Reader,
    all_ready,
    answered,
    measures,
    ready,
    state,
    tell,
    wait_for,
    write_dataset,
)
from tests.processes import ROOT, App, running_app

pytestmark = pytest.mark.slow

ROUNDS = 100
READERS = 6
WORKERS = 2


@pytest.fixture(scope="module")
def app(
    primary: Cluster, standby: Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    environ = {
        "DATABASE_URL": primary.url,
        "DATABASE_REPLICA_URL": standby.url,
        # So that a replica that has been paused is still read from, as far as may be.
        "ORDAINED_REPLICA_MAX_LAG_S": "3600",
        "ORDAINED_WORKERS": str(WORKERS),
        "ORDAINED_ENCODER": "stand-in",
        "ORDAINED_ARGON2_MEMORY_KIB": "64",
        "ORDAINED_LOG_LEVEL": "warning",
        "SECRET_KEY": "not a secret, and long enough to be one",
    }
    with running_app(tmp_path_factory.mktemp("app"), **environ) as app:
        # A worker looks at the replica from its first request on, and cannot catch up with one
        # that is paused by then. Any number of requests may have gone to the same worker.
        wait_for(
            app, lambda app: all_ready(app, WORKERS), f"{WORKERS} workers read from the replica"
        )
        yield app


@pytest.fixture
def used(app: App) -> App:
    """The application, reading from the replica."""
    wait_for(app, ready, "reads go to the replica")
    return app


@pytest.fixture
def readers(used: App) -> Iterator[list[Reader]]:
    """Several who read while something happens; not one of their requests may fail."""
    stop = threading.Event()
    token = load.sign_up(used.port, f"reader-{uuid.uuid4().hex[:8]}")
    film = load.popular(used.port, 1)[0]
    own = {"Authorization": f"Bearer {token}"}
    load.ask(used.port, "PUT", f"{load.API}/me/ratings/{film}", {"rating": 4.5}, **own)
    threads = [Reader(used, token, stop, seed) for seed in range(READERS)]
    for thread in threads:
        thread.start()
    yield threads
    stop.set()
    for thread in threads:
        thread.join(60)


def test_own_ratings_are_read_back_while_nothing_is_replayed(
    used: App, standby: Cluster, capsys: pytest.CaptureFixture[str]
) -> None:
    token = load.sign_up(used.port, f"ann-{uuid.uuid4().hex[:8]}")
    own = {"Authorization": f"Bearer {token}"}
    films = load.popular(used.port, ROUNDS)
    standby.pause()
    before = measures(used)
    try:
        for count, film in enumerate(films, 1):
            stars = {"rating": (count % 10 + 1) / 2}
            status, _, _ = load.ask(used.port, "PUT", f"{load.API}/me/ratings/{film}", stars, **own)
            assert status == 200
            _, page, _ = load.ask(
                used.port, "GET", f"{load.API}/me/ratings?limit=100&sort=newest", **own
            )
            found = {item["movie"]["id"]: item["rating"] for item in page["items"]}
            assert len(found) == count
            assert found[film] == stars["rating"]
            _, listed, _ = load.ask(
                used.port, "GET", f"{load.API}/me/recommendations?limit=20", **own
            )
            assert listed["basis"] == "ratings"
            assert film not in {item["movie"]["id"] for item in listed["items"]}
            _, taste, _ = load.ask(used.port, "GET", f"{load.API}/me/taste", **own)
            assert taste["rating_count"] == count
            assert load.ask(used.port, "GET", f"{load.API}/movies/{film}")[0] == 200
        paused = measures(used) - before
    finally:
        standby.resume()
    tell(capsys, f"{ROUNDS} ratings while replay was paused: {dict(paused)}")
    # The guest's reads went there all the same, and each of hers was turned back.
    assert paused["ordained_reads replica"] == ROUNDS
    assert paused["ordained_reads_turned own-write"] == ROUNDS * 3

    def reads_own_from_replica(app: App) -> bool:
        earlier = measures(app)
        _, page, _ = load.ask(app.port, "GET", f"{load.API}/me/ratings?limit=100", **own)
        assert len(page["items"]) == ROUNDS
        return (measures(app) - earlier)["ordained_reads replica"] == 1

    wait_for(used, reads_own_from_replica, "it has caught up, and answers her too")


def test_no_request_fails_when_the_replica_is_killed(
    used: App, standby: Cluster, readers: list[Reader], capsys: pytest.CaptureFixture[str]
) -> None:
    before = measures(used)
    answered(readers, 100)
    with_it = measures(used) - before
    standby.kill()
    answered(readers, 200)
    assert {state(used) for _ in range(12)} == {"lost"}
    before_start = measures(used)
    answered(readers, 50)
    without = measures(used) - before_start
    standby.start()
    wait_for(used, ready, "the replica is used again")
    before_end = measures(used)
    answered(readers, 100)
    again = measures(used) - before_end
    told = f"with it {dict(with_it)}, without {dict(without)}, again {dict(again)}"
    tell(capsys, f"replica killed under {READERS} readers: {told}")
    assert [fault for reader in readers for fault in reader.faults] == []
    assert with_it["ordained_reads replica"] > 50
    assert without["ordained_reads replica"] == 0
    assert without["ordained_reads_turned lost"] == 0, "a lost replica was tried again"
    assert again["ordained_reads replica"] > 50
    for line in ("the replica is lost", "reads go to the replica"):
        assert line in used.output()


def test_no_request_fails_when_the_replica_ends_connections(
    used: App, standby: Cluster, readers: list[Reader]
) -> None:
    """More often than the pools have places, so that one that leaks is empty in the end."""
    for _ in range(20):
        wait_for(used, ready, "reads go to the replica")
        standby.tell(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
            " where application_name = 'ordained web, reading'"
        )
        answered(readers, 10)
    assert [fault for reader in readers for fault in reader.faults] == []


def test_what_a_replica_cancels_is_answered_by_the_primary(
    used: App,
    primary: Cluster,
    standby: Cluster,
    readers: list[Reader],
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Reads that stand in the way of replaying, here the lock of a table that they read."""
    standby.tell("alter system set max_standby_streaming_delay = 0")
    standby.tell("select pg_reload_conf()")
    before = measures(used)
    try:
        for _ in range(40):
            primary.tell("vacuum full releases")
            answered(readers, 5)
    finally:
        standby.tell("alter system reset max_standby_streaming_delay")
        standby.tell("select pg_reload_conf()")
    counted = measures(used) - before
    tell(capsys, f"40 times in the way of replaying: {dict(counted)}")
    assert [fault for reader in readers for fault in reader.faults] == []
    assert counted["ordained_reads_turned failed"] + counted["ordained_reads_turned lost"] > 0


@pytest.fixture
def asked(primary: Cluster, app: App, tmp_path: Path) -> Iterator[Callable[..., FlaskClient]]:
    """Return a function that makes another application, in this process."""
    made = []
    engine = make_engine(normalised_url(primary.url))

    def make(replica: Cluster, **environ: str) -> FlaskClient:
        made.append(app_on(engine, tmp_path, DATABASE_REPLICA_URL=replica.url, **environ))
        return made[-1].test_client()

    yield make
    for film in made:
        services_of(film).database.close()
    engine.dispose()


def said(client: FlaskClient) -> str:
    found = client.get("/readyz").json
    assert found is not None
    return str(found["replica"]["state"])


def test_a_server_that_is_no_standby_is_not_read_from(
    app: App, primary: Cluster, asked: Callable[..., FlaskClient]
) -> None:
    """As after a fail-over that nobody has told the application of."""
    client = asked(primary)
    wait_for(app, lambda _: said(client) == "foreign", "it is found out")
    assert client.get(f"{load.API}/movies/popular").status_code == 200
    assert 'ordained_reads_total{server="replica"}' not in client.get("/metrics").text


def test_a_replica_that_lags_is_not_read_from(
    app: App, standby: Cluster, asked: Callable[..., FlaskClient]
) -> None:
    client = asked(standby, ORDAINED_REPLICA_MAX_LAG_S="1")
    wait_for(app, lambda _: said(client) == "ready", "it is read from")
    assert "ordained_replica_ready 1.0" in client.get("/metrics").text
    standby.pause()
    try:
        load.sign_up(app.port, f"ann-{uuid.uuid4().hex[:8]}")
        wait_for(app, lambda _: said(client) == "behind", "it lags")
        assert client.get(f"{load.API}/movies/popular").status_code == 200
        shown = client.get("/metrics").text
        assert "ordained_replica_ready 0.0" in shown
        assert float(re.findall(r"^ordained_replica_lag_seconds (\S+)$", shown, re.M)[0]) > 1
    finally:
        standby.resume()
    wait_for(app, lambda _: said(client) == "ready", "it has caught up")


def test_a_process_on_a_standby_alone_answers_what_it_can(
    used: App, standby: Cluster, tmp_path: Path
) -> None:
    """As in a region that only reads: DATABASE_URL itself is a standby."""
    token = load.sign_up(used.port, f"ann-{uuid.uuid4().hex[:8]}")
    engine = make_engine(normalised_url(standby.url))
    client = app_on(engine, tmp_path).test_client()
    own = {"Authorization": f"Bearer {token}"}
    wait_for(
        used,
        lambda _: client.get(f"{load.API}/me/ratings", headers=own).status_code == 200,
        "the account has arrived",
    )
    for path in (*PATHS, "me/recommendations", "me/taste", "session"):
        answer = client.get(f"{load.API}/{path}", headers=own)
        assert answer.status_code == 200, answer.text
    engine.dispose()


def test_a_release_goes_live_while_nothing_is_replayed(
    used: App, standby: Cluster, readers: list[Reader], tmp_path: Path
) -> None:
    dataset = write_dataset(tmp_path / "films")
    standby.pause()
    try:
        subprocess.run(
            [sys.executable, "-m", "embeddings", "rebuild", "--dataset", str(dataset)],
            cwd=ROOT,
            env=used.environ,
            check=True,
            capture_output=True,
            timeout=120,
        )
        answered(readers, 200)
        # The primary answers everybody as soon as it is seen that the replica has another.
        wait_for(used, lambda outcome: state(outcome) == "behind", "it is found out")
        newest = {load.popular(used.port, 3)[0] >= OTHER_IDS for _ in range(12)}
        assert newest == {True}
    finally:
        standby.resume()
    wait_for(used, ready, "the replica has the release, and is read from")
    before = measures(used)
    assert load.popular(used.port, 3)[0] >= OTHER_IDS
    assert (measures(used) - before)["ordained_reads replica"] >= 1
    answered(readers, 100)
    assert [fault for reader in readers for fault in reader.faults] == []
