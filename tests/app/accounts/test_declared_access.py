"""Who may use a route is declared: in the code, in the table of the documentation, in OpenAPI."""

from __future__ import annotations

from pathlib import Path

from apiflask import APIFlask

from tests.app.accounts.matrix import (
    CALLERS,
    OWN,
    YES,
    document,
    expected,
    offline_app,
    routes,
)

TABLE = Path(__file__).resolve().parents[3] / "docs" / "authorisation.md"
ROUTES = routes(offline_app())
PUBLIC = {
    "map.movie_map",
    "map.movies",
    "people.people",
    "posters.poster",
    "remote.webhook",  # its secret says which media server asks
    "search.movie",
    "search.release",
}


def test_only_these_ask_nobody_who_they_are() -> None:
    """A new route must say who may use it, or be entered here."""
    assert {route.endpoint for route in ROUTES if route.ways is None} == PUBLIC


def test_table_is_that_of_the_code() -> None:
    written = document(offline_app())
    assert TABLE.read_text() == written, "run: python -m tests.app.accounts.matrix > docs/…"


def test_openapi_declares_the_same(app: APIFlask) -> None:
    paths = app.spec["paths"]  # type: ignore[index]
    assert set(app.spec["components"]["securitySchemes"]) == {"session", "csrf", "bearer"}  # type: ignore[index]
    for route in ROUTES:
        path = route.path
        operation = paths[path][route.method.lower()]
        csrf = {"csrf": []} if route.writes else {}
        ways = {"guest": {}, "session": {"session": [], **csrf}, "bearer": {"bearer": []}}
        wanted = [ways[way] for way in route.ways or ()]
        assert operation["security"] == wanted, path
        refusals = {expected(route, caller) for caller in CALLERS} - {YES, OWN}
        assert refusals <= set(operation["responses"]), path
