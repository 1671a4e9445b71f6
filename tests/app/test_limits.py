from collections.abc import Callable
from importlib.util import find_spec

import pytest
from apiflask import APIFlask
from flask.testing import FlaskClient

from app import limits
from sql.env import SettingsError

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


@pytest.mark.skipif(find_spec("redis") is not None, reason="the Redis client is installed")
def test_redis_without_its_client_is_a_setting_at_fault(make_offline: MakeApp) -> None:
    with pytest.raises(SettingsError, match="ORDAINED_REDIS_URL"):
        make_offline(rate_limits=True, redis_url="redis://localhost:1")
