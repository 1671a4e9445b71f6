import logging
import re

import pytest
from flask.testing import FlaskClient

LINE = re.compile(r"method=(\S+) route=(\S+) status=(\d+) ms=[\d.]+ rows=(\d+)")


@pytest.fixture
def lines(offline: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Lines of the requests made from now on."""
    kept: list[str] = []

    class Keep(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append(record.getMessage())

    logger = logging.getLogger("app.request")
    monkeypatch.setattr(logger, "handlers", [Keep()])
    return kept


@pytest.mark.parametrize("given", ["abc", "A-1_2.3", "x" * 64])
def test_well_formed_id_is_kept(offline: FlaskClient, given: str) -> None:
    response = offline.get("/healthz", headers={"X-Request-ID": given})
    assert response.headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "x" * 65, "a b", "a=b", 'a"b', "é"])
def test_any_other_id_is_replaced(offline: FlaskClient, given: str) -> None:
    response = offline.get("/healthz", headers={"X-Request-ID": given})
    made = response.headers["X-Request-ID"]
    assert made != given
    assert re.fullmatch("[0-9a-f]{24}", made)


def test_ids_differ(offline: FlaskClient) -> None:
    assert len({offline.get("/healthz").headers["X-Request-ID"] for _ in range(10)}) == 10


def test_one_line_for_each_request(offline: FlaskClient, lines: list[str]) -> None:
    offline.get("/healthz")
    offline.get("/api/v1/nothing")
    matches = [LINE.fullmatch(line) for line in lines]
    assert [match.groups() for match in matches if match] == [
        ("GET", "/healthz", "200", "0"),
        ("GET", "unmatched", "404", "0"),
    ]


def test_line_has_the_route_and_nothing_of_the_query(
    offline: FlaskClient, lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    offline.get("/api/v1/search?q=heartbreak&limit=0")
    offline.get("/api/v1/search?q=heartbreak")
    offline.get("/api/v1/movies/123456")
    logged = "\n".join(lines) + capsys.readouterr().err
    assert "heartbreak" not in logged
    assert "123456" not in logged
    assert "route=/api/v1/movies/<int:movie_id>" in logged


def test_metrics_count_requests_by_route(offline: FlaskClient) -> None:
    offline.get("/healthz")
    offline.get("/no/such/page.txt")
    text = offline.get("/metrics").text
    assert 'ordained_request_seconds_count{route="/healthz",status="200"} 1.0' in text
    assert 'ordained_request_seconds_count{route="unmatched",status="404"} 1.0' in text
