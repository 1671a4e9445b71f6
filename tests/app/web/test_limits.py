import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient
from redis import Redis
from redis.exceptions import ConnectionError as RedisConnectionError

from app.web import limits
from tests.processes import free_port

MakeApp = Callable[..., APIFlask]


@pytest.fixture
def limited(make_offline: MakeApp, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    monkeypatch.setitem(limits.LIMITS, "search.search", "3/minute")
    return make_offline(rate_limits=True).test_client()


def test_too_many_searches_are_refused(limited: FlaskClient) -> None:
    answers = [limited.get("/api/v1/search?limit=0") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    refused = answers[-1]
    assert refused.content_type == "application/problem+json"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert refused.json is not None
    assert refused.json["type"] == "/api/docs#too-many-requests"


def test_addresses_are_counted_apart(limited: FlaskClient) -> None:
    for _ in range(4):
        limited.get("/api/v1/search?limit=0")
    other = limited.get("/api/v1/search?limit=0", environ_base={"REMOTE_ADDR": "203.0.113.9"})
    assert other.status_code == 422


def test_address_cannot_be_made_up(limited: FlaskClient) -> None:
    statuses = [
        limited.get("/api/v1/search?limit=0", headers={"X-Forwarded-For": f"203.0.113.{n}"})
        for n in range(4)
    ]
    assert statuses[-1].status_code == 429


# Written in other ways, and the customer's other addresses of a /64, they are the same client.
SAME = {
    "203.0.113.9": (
        "203.0.113.9:4711",
        "[203.0.113.9]:1",
        "::ffff:203.0.113.9",
        "64:ff9b::cb00:7109",
    ),
    "2001:db8::1": ("[2001:db8::2]:4711", "2001:DB8:0::9", "2001:db8::1%eth0", "[2001:db8::3%1]"),
}


@pytest.mark.parametrize("address", SAME)
def test_a_client_is_one_however_a_proxy_writes_its_address(
    make_offline: MakeApp, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setitem(limits.LIMITS, "search.search", "4/minute")
    client = make_offline(rate_limits=True, proxies=1).test_client()

    def ask(written: str) -> int:
        forwarded = {"X-Forwarded-For": f"198.51.100.7, {written}"}
        return client.get("/api/v1/search?limit=0", headers=forwarded).status_code

    assert [ask(written) for written in (address, *SAME[address])] == [422, 422, 422, 422, 429]
    assert ask("64:ff9b::cb00:710a") == 422  # another address of IPv4, of the same /64


def test_probes_and_pages_are_free(limited: FlaskClient) -> None:
    for path in ("/healthz", "/metrics", "/", "/api/docs"):
        response = limited.get(path)
        assert "X-RateLimit-Limit" not in response.headers
        assert "Retry-After" not in response.headers


def test_limits_can_be_switched_off(make_offline: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.LIMITS, "search.search", "1/minute")
    client = make_offline(rate_limits=False).test_client()
    answers = [client.get("/api/v1/search?limit=0").status_code for _ in range(3)]
    assert answers == [422, 422, 422]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """URL of a Redis of this test's own."""
    # One program, which is what it is called as; Debian's redis-tools has it by the second name.
    server = shutil.which("redis-server") or shutil.which("redis-check-rdb")
    if server is None:
        pytest.skip("there is no Redis on this machine: deploy/local/redis.sh")
    port = free_port()
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    with (tmp_path / "redis.log").open("wb") as log:
        process = subprocess.Popen(["redis-server", *options], executable=server, stdout=log)
    client = Redis(port=port)
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                client.ping()
                break
            except RedisConnectionError:
                assert process.poll() is None, (tmp_path / "redis.log").read_text()
                assert time.monotonic() < deadline
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        client.close()
        process.terminate()
        process.wait(30)


def test_processes_share_their_counts_through_redis(
    make_offline: MakeApp, monkeypatch: pytest.MonkeyPatch, redis: str
) -> None:
    monkeypatch.setitem(limits.LIMITS, "search.search", "3/minute")
    first, other = (make_offline(rate_limits=True, redis_url=redis).test_client() for _ in range(2))
    answers = [client.get("/api/v1/search?limit=0") for client in (first, other, first, other)]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]


def test_without_redis_each_server_counts_for_itself(
    make_offline: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "search.search", "1/minute")
    clients = [make_offline(rate_limits=True).test_client() for _ in range(2)]
    assert [client.get("/api/v1/search?limit=0").status_code for client in clients] == [422, 422]


def test_redis_that_is_away_stops_no_request(
    make_offline: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(limits.LIMITS, "search.search", "2/minute")
    client = make_offline(
        rate_limits=True, redis_url=f"redis://127.0.0.1:{free_port()}"
    ).test_client()
    answers = [client.get("/api/v1/search?limit=0").status_code for _ in range(4)]
    assert answers[0] == 422
    assert answers[-1] == 429  # it counts for itself meanwhile
