"""People and films for tests of recommendations."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.app.recommend.people import API, Json, Person


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client)


@pytest.fixture(scope="session")
def films(client: FlaskClient) -> list[Json]:
    answer = client.get(f"{API}/movies/popular", query_string={"limit": 60})
    assert answer.json
    return [item["movie"] for item in answer.json["items"]]
