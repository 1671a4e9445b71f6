"""What a request asks of the database: as many statements for a long page as for a short one,
and never a second connection while it holds one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from sql.server import make_engine
from tests.app.accounts.apps import app_on
from tests.app.recommend.people import API, Json, Person

PAGES = ("/search?q=a+heist+that+goes+wrong", "/movies/popular?", "/me/recommendations?")
OTHERS = ("/me/taste", "/me/shelves", "/me/ratings", "/me/preferences", "/movies/map", "/release")


@pytest.fixture(scope="module")
def narrow_engine(engine: Engine) -> Iterator[Engine]:
    """An engine with one connection: who wants a second one while holding it waits in vain."""
    narrow = make_engine(engine.url.render_as_string(hide_password=False), pool_size=1)
    narrow.pool._timeout = 3.0  # type: ignore[attr-defined]
    yield narrow
    narrow.dispose()


@pytest.fixture(scope="module")
def narrow_client(narrow_engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    return app_on(narrow_engine, tmp_path_factory.mktemp("narrow")).test_client()


@pytest.fixture
def reader(narrow_client: FlaskClient, films: list[Json]) -> Person:
    """Somebody with twelve ratings, written through the one connection."""
    person = Person(narrow_client)
    person.rate({film["id"]: 5.0 if film["id"] % 3 else 2.0 for film in films[:12]})
    return person


def test_a_request_needs_one_connection(reader: Person) -> None:
    for path in (*PAGES, *OTHERS):
        assert reader.client.get(f"{API}{path}").status_code == 200, path


@pytest.mark.parametrize("page", PAGES)
def test_statements_do_not_grow_with_rows(reader: Person, narrow_engine: Engine, page: str) -> None:
    counts = {}
    for limit in (2, 60):
        told: list[str] = []

        def tell(_connection: object, _cursor: object, statement: str, *_: object) -> None:
            told.append(statement)  # noqa: B023 - removed before the next round

        reader.client.get(f"{API}{page}&limit={limit}")
        event.listen(narrow_engine, "before_cursor_execute", tell)
        answer = reader.client.get(f"{API}{page}&limit={limit}")
        event.remove(narrow_engine, "before_cursor_execute", tell)
        assert answer.json
        assert len(answer.json["items"]) == limit
        counts[limit] = len(told)
    assert counts[2] == counts[60] <= 8
