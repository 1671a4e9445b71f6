"""What happens around a release: none yet, one with another encoder, one that is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from app import create_app
from app.data.services import services_of
from app.settings import Settings
from embeddings.releases import registry


@pytest.fixture
def empty_client(empty_engine: Engine, offline_settings: Settings) -> FlaskClient:
    """Client on a migrated database without a release."""
    return create_app(offline_settings, engine=empty_engine).test_client()


def add_release(engine: Engine, **changes: Any) -> int:
    """Make a release without films live."""
    facts = {
        "dataset": "none",
        "dataset_checksum": "",
        "encoder": "stand-in",
        "encoder_revision": "1",
        "text_dimension": 64,
    }
    with engine.begin() as connection:
        release_id = registry.begin(connection, **{**facts, **changes})
        registry.create_partitions(connection, release_id)
        registry.go_live(connection, release_id)
    return release_id


def kind(response: Any) -> str:
    assert response.content_type == "application/problem+json"
    return str(response.json["type"].partition("#")[2])


@pytest.mark.parametrize(
    "path", ["/api/v1/release", "/api/v1/search?q=a", "/api/v1/movies/1", "/readyz"]
)
def test_before_the_first_release(empty_client: FlaskClient, path: str) -> None:
    response = empty_client.get(path)
    assert response.status_code == 503
    assert kind(response) == "no-live-release"
    assert "no release is live yet" in response.json["detail"].lower()  # type: ignore[index]
    assert "Retry-After" in response.headers


def test_release_without_films(empty_client: FlaskClient, empty_engine: Engine) -> None:
    add_release(empty_engine)
    assert empty_client.get("/readyz").status_code == 200
    for path in ("/api/v1/search?q=a", "/api/v1/movies/popular"):
        body = empty_client.get(path).json
        assert body is not None
        assert body["items"] == []
        assert body["next_cursor"] is None


@pytest.mark.parametrize(
    "changes", [{"encoder": "other"}, {"encoder_revision": "2"}, {"text_dimension": 32}]
)
def test_other_encoder_is_refused_naming_both_sides(
    empty_client: FlaskClient, empty_engine: Engine, changes: dict[str, Any]
) -> None:
    add_release(empty_engine, **changes)
    for path in ("/api/v1/search?q=a", "/readyz"):
        response = empty_client.get(path)
        assert response.status_code == 503
        assert kind(response) == "encoder-mismatch"
        detail = response.json["detail"]  # type: ignore[index]
        assert "stand-in revision 1 with 64 numbers" in detail
        assert str(next(iter(changes.values()))) in detail
    # What needs no query vector is answered all the same.
    assert empty_client.get("/api/v1/movies/popular").status_code == 200


def test_database_that_is_not_migrated(database_url: str, offline_settings: Settings) -> None:
    app = create_app(replace(offline_settings, database_url=database_url))
    client = app.test_client()
    for path in ("/api/v1/release", "/readyz"):
        response = client.get(path)
        assert response.status_code == 503
        assert kind(response) == "database-not-ready"
    services_of(app).database.close()


def test_cursor_outlives_one_rebuild_but_not_its_release(
    empty_client: FlaskClient, empty_engine: Engine
) -> None:
    cursors = services_of(empty_client.application).offset_cursors
    parameters: dict[str, object] = {
        "list": "popular",
        "genres": [],
        "exclude_genres": [],
        "countries": [],
        "exclude_countries": [],
        "languages": [],
        "exclude_languages": [],
        "collections": [],
        "exclude_collections": [],
        "moods": [],
        "exclude_moods": [],
        "people": [],
        "exclude_people": [],
        "certificates": [],
        "exclude_certificates": [],
        "certificate_max": None,
        "runtime_min": None,
        "runtime_max": None,
        "year_min": None,
        "year_max": None,
        "owned": False,
    }
    first = add_release(empty_engine)
    cursor = cursors.write(first, 0, parameters)
    path = f"/api/v1/movies/popular?cursor={cursor}"
    add_release(empty_engine)
    assert empty_client.get(path).status_code == 200
    add_release(empty_engine)
    assert registry.remove_old(empty_engine) == [first]
    response = empty_client.get(path)
    assert response.status_code == 422
    assert response.json is not None
    assert response.json["errors"] == [
        {
            "pointer": "/query/cursor",
            "detail": "The catalogue has been rebuilt since; start again without it.",
        }
    ]


def test_requests_cannot_write(empty_client: FlaskClient, empty_engine: Engine) -> None:
    add_release(empty_engine)
    database = services_of(empty_client.application).database
    with empty_client.application.test_request_context("/api/v1/release"):
        with pytest.raises(Exception, match="read-only transaction"):
            database.connection().execute(text("delete from releases"))
        database.connection().rollback()


def test_connections_are_given_back(empty_client: FlaskClient, empty_engine: Engine) -> None:
    add_release(empty_engine)
    for path in ("/api/v1/search?q=a", "/api/v1/movies/1", "/api/v1/search?q=a&genres=None"):
        empty_client.get(path)
    assert empty_engine.pool.checkedout() == 0  # type: ignore[attr-defined]
