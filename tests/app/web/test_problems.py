import json
from collections.abc import Callable

import psycopg2
import psycopg2.errors
import pytest
from apiflask import APIFlask
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from app.web.problems import KINDS, Problem
from embeddings.errors import EncoderError

MakeApp = Callable[..., APIFlask]

STATEMENT = "select 'what somebody searched for'"


def raised(app: Flask, error: Exception) -> FlaskClient:
    """Return a client of ``app`` whose /api/boom raises ``error``."""

    @app.get("/api/boom")
    def boom() -> str:
        raise error

    return app.test_client()


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (BadRequest("with a reason"), 400, "bad-request"),
        (RequestEntityTooLarge(), 413, "too-large"),
        (UnsupportedMediaType(), 415, "unsupported-media-type"),
        (RuntimeError("secret"), 500, "internal"),
        (OperationalError(STATEMENT, {}, psycopg2.OperationalError("secret")), 503, "database"),
        (InterfaceError(STATEMENT, {}, psycopg2.InterfaceError("secret")), 503, "database"),
        (PoolTimeoutError("secret"), 503, "database-unavailable"),
        (ProgrammingError(STATEMENT, {}, psycopg2.errors.UndefinedTable("secret")), 503, "not-re"),
        (ProgrammingError(STATEMENT, {}, psycopg2.errors.SyntaxError("secret")), 500, "internal"),
        (EncoderError("the model is gone"), 503, "encoder-unavailable"),
        (Problem("no-live-release"), 503, "no-live-release"),
    ],
)
@pytest.mark.parametrize("testing", [True, False])
def test_every_error_is_a_problem(
    make_offline: MakeApp, error: Exception, status: int, kind: str, testing: bool
) -> None:
    app = make_offline()
    app.config.update(TESTING=testing, PROPAGATE_EXCEPTIONS=testing, DEBUG=testing)
    response = raised(app, error).get("/api/boom")
    body = json.loads(response.data)
    assert response.status_code == body["status"] == status
    assert response.content_type == "application/problem+json"
    assert kind in body["type"]
    assert {"type", "title", "status", "detail", "instance", "request_id"} == set(body)
    assert body["instance"] == "/api/boom"
    assert body["request_id"] == response.headers["X-Request-ID"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "secret" not in response.text
    assert "searched" not in response.text
    assert ("Retry-After" in response.headers) == (status == 503)


def test_status_without_a_kind_is_about_blank(make_offline: MakeApp) -> None:
    from werkzeug.exceptions import ImATeapot

    body = raised(make_offline(), ImATeapot()).get("/api/boom").json
    assert body is not None
    assert (body["type"], body["title"], body["status"]) == ("about:blank", "I'm a Teapot", 418)


def test_log_has_no_statement_of_a_database_error(
    make_offline: MakeApp, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    error = ProgrammingError(STATEMENT, {}, psycopg2.errors.SyntaxError("near 'searched for'"))
    response = raised(make_offline(), error).get("/api/boom")
    logged = capsys.readouterr().err + caplog.text
    assert "searched" not in logged
    assert response.status_code == 500


def test_unknown_route_is_404(offline: FlaskClient) -> None:
    for method in ("GET", "POST", "PUT", "DELETE"):
        response = offline.open("/api/v1/nothing", method=method)
        assert response.status_code == 404
        assert response.content_type == "application/problem+json"


def test_wrong_method_names_the_right_ones(offline: FlaskClient) -> None:
    response = offline.post("/api/v1/search?q=robot")
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert response.content_type == "application/problem+json"


def test_large_body_is_413(offline: FlaskClient) -> None:
    response = offline.get("/api/v1/release", data=b"x" * 1_000_001)
    assert response.status_code == 413


def test_long_address_is_414(offline: FlaskClient) -> None:
    long = ("/api/v1/search?q=" + "a" * 8_000, "/api/v1/movies/" + "1" * 8_000, "/" + "a" * 8_001)
    for path in long:
        response = offline.get(path)
        assert response.status_code == 414
        assert response.content_type == "application/problem+json"
        assert response.json is not None
        assert response.json["type"] == "/api/docs#uri-too-long"
    assert offline.get("/api/v1/search?q=" + "a" * 7_900).status_code == 422


def test_no_folder_of_an_encoder_is_told(
    make_offline: MakeApp, capsys: pytest.CaptureFixture[str]
) -> None:
    error = EncoderError("the exported encoder in /srv/private/models is unusable")
    response = raised(make_offline(), error).get("/api/boom")
    assert response.status_code == 503
    assert "/srv" not in response.text
    assert "/srv/private/models" in capsys.readouterr().err  # the operator is told


def test_lost_database_is_503(offline: FlaskClient) -> None:
    for path in ("/api/v1/release", "/api/v1/search?q=robot", "/api/v1/movies/1", "/readyz"):
        response = offline.get(path)
        assert response.status_code == 503
        assert response.headers["Retry-After"] == "5"
        assert response.json is not None
        assert response.json["type"] == "/api/docs#database-unavailable"


INVALID = [
    ("q=", "q"),
    ("", "q"),
    ("q=%20%20", "q"),
    ("q=" + "a" * 2001, "q"),
    ("q=a%00b", "q"),
    ("q=a%1Bb", "q"),
    ("q=a&q=b", "q"),
    ("q=a&limit=0", "limit"),
    ("q=a&limit=101", "limit"),
    ("q=a&limit=ten", "limit"),
    ("q=a&limit=1_0", "limit"),
    ("q=a&limit=1.0", "limit"),
    ("q=a&limit=1&limit=2", "limit"),
    ("q=a&year_min=1869", "year_min"),
    ("q=a&year_max=2201", "year_max"),
    ("q=a&year_min=2000&year_max=1999", "year_max"),
    ("q=a&genres=", "genres/0"),
    ("q=a&" + "&".join(f"genres=g{n}" for n in range(21)), "genres"),
    ("q=a&colour=red", "colour"),
    ("q=a&a~b%2Fc=red", "a~0b~1c"),
    ("q=a&cursor=", "cursor"),
]


@pytest.mark.parametrize(("query", "field"), INVALID)
def test_invalid_query_names_the_parameter(offline: FlaskClient, query: str, field: str) -> None:
    response = offline.get(f"/api/v1/search?{query}")
    body = response.json
    assert response.status_code == 422
    assert response.content_type == "application/problem+json"
    assert body is not None
    assert [error["pointer"] for error in body["errors"]] == [f"/query/{field}"]
    assert all(error["detail"].endswith(".") for error in body["errors"])


def test_all_invalid_parameters_are_told_at_once(offline: FlaskClient) -> None:
    body = offline.get("/api/v1/search?limit=0&colour=red").json
    assert body is not None
    assert {error["pointer"] for error in body["errors"]} == {
        "/query/q",
        "/query/limit",
        "/query/colour",
    }


def test_kinds_are_explained_on_the_docs_page(offline: FlaskClient) -> None:
    page = offline.get("/api/docs").text
    for name in KINDS:
        assert f'id="{name}"' in page
