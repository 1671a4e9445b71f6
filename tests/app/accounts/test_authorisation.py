"""Every route, asked by every kind of caller."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from app.accounts import people
from embeddings.releases import added
from embeddings.releases.add import add_films, remove_films
from embeddings.sources.film_fields import FilmFields
from embeddings.texts.stand_in import StandInEncoder
from tests.app.accounts.apps import app_on
from tests.app.accounts.matrix import (
    CALLERS,
    OWN,
    YES,
    Route,
    document,
    expected,
    offline_app,
    routes,
)
from tests.app.accounts.people import API, PASSWORD, Browser, Program, guest, new_name, person
from tests.app.accounts.test_tokens import set_times
from tests.databases import engine_on_copy

TABLE = Path(__file__).resolve().parents[3] / "docs" / "authorisation.md"
ROUTES = routes(offline_app())
# In no title, so that nothing finds it, and in no plot, so that nobody reads it elsewhere.
UNMATCHED = "privately-seen-film"
OTHER_COMPANION = "everybodys-friend"
PUBLIC = {
    "map.map_films",
    "map.movie_map",
    "map.movies",
    "people.people",
    "posters.poster",
    "search.movie",
    "search.release",
}
BODIES: dict[str, Callable[[], dict[str, Any]]] = {
    "accounts.register": lambda: {"username": new_name(), "password": PASSWORD},
    "accounts.change_password": lambda: {
        "current_password": PASSWORD,
        "new_password": "wobbly-quince-31-jamb",
    },
    "accounts.delete_account": lambda: {"password": PASSWORD},
    "accounts.create_token": lambda: {"name": "another", "expires_in_days": 7},
    "catalogue.add_movie": lambda: {"title": f"Added by {new_name()}", "year": 2031},
    "catalogue.replace_movie": lambda: {"title": f"Changed by {new_name()}", "year": 2032},
    "diary.add_viewing": lambda: {"movie_id": 1, "watched_on": "2020-02-29", "note": "nobody's"},
    "diary.change_viewing": lambda: {"watched_on": "2020-02-29", "note": "nobody's"},
    "operation.roll_back": lambda: {"release_id": 1},
    "companions.ask": lambda: {"username": OTHER_COMPANION},
    "companions.agree": lambda: {"shows_reasons": True},
    "tonight.choose": lambda: {"people": [{"name": "Ana"}]},
    "library.rate": lambda: {"rating": 0.5},
    "library.watch": lambda: {"watched_on": "2020-02-29"},
    "library.set_preferences": lambda: {"onboarding_text": "somebody else's words"},
}
# What is let in and not done: without a key for TMDB no film has a picture, and without an earlier
# release there is nothing to go back to.
UNDONE = {"posters.poster": (404,), "operation.roll_back": (409,)}
QUERIES = {
    "library.marks": "?movie_ids={movie_id}",
    "map.movies": "?movie_ids={movie_id}",
    "people.people": "?q=kurosawa",
    "recommend.predictions": "?movie_ids={movie_id}",
    "search.search": "?q=robot",
    "recommend.what_if": "?movie_id={movie_id}&rating=3",
}


IDS = ("movie_id", "token_id", "import_id", "person_id", "viewing_id", "companion_id")


def upload(title: str) -> dict[str, Any]:
    """Return a request's file to import, of which nothing can be matched."""
    file = io.BytesIO(f"Title,Year,Rating\n{title},1901,4\n".encode())
    return {"data": {"file": (file, "x.csv")}, "content_type": "multipart/form-data"}


def added_film(engine: Engine) -> int:
    """Add a film as an operator does."""
    with engine.begin() as connection:
        film = FilmFields(f"To be changed {new_name()}", year=2030)
        (movie_id,) = add_films(connection, StandInEncoder(), [film])
    return movie_id


@dataclass
class Owner:
    """Somebody with something of everything."""

    browser: Browser
    movie_id: int
    token: str
    token_id: int
    import_id: int
    person_id: int
    viewing_id: int
    companion_id: int

    def call(self, route: Route, send: Callable[..., TestResponse]) -> TestResponse:
        path = route.rule.removeprefix(API)
        for name in IDS:
            path = path.replace(f"<int:{name}>", str(getattr(self, name)))
        path = path.replace("<int:number>", "2024")
        path += QUERIES.get(route.endpoint, "").format(movie_id=self.movie_id)
        if route.endpoint == "transfer.import_file":
            return send(route.method, path, **upload("anything"))
        body = BODIES.get(route.endpoint, dict)()
        if "movie_id" in body:
            body["movie_id"] = self.movie_id
        if route.endpoint == "accounts.sign_in":
            body = {"username": self.browser.username, "password": PASSWORD}
        return send(route.method, path, body if route.writes else None)


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    """Engine on a release that these tests change: of the smaller sample, as hundreds do."""
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def app(engine: Engine, home: Path) -> APIFlask:
    """An application on it."""
    app = app_on(engine, home)
    Browser(app.test_client(), OTHER_COMPANION).register()
    return app


@pytest.fixture(autouse=True)
def catalogue_as_it_was(engine: Engine) -> Iterator[None]:
    """A test finds no films that another added."""
    yield
    with engine.begin() as connection:
        if left := list(added.load_films(connection)):
            remove_films(connection, left)


# Callers that can change nothing of the owner's: each test shows that none did.
HARMLESS = ("anonymous", "no CSRF token", "other person", "administrator")


@pytest.fixture(scope="module")
def unharmed(app: APIFlask, engine: Engine) -> Owner:
    """Somebody whom `HARMLESS` callers share: every one of them costs some ten requests."""
    return new_owner(app, engine)


@pytest.fixture
def owner(app: APIFlask, engine: Engine, caller: str, request: pytest.FixtureRequest) -> Owner:
    """Somebody of the test's own where what the caller does, or is given, is to last."""
    if caller in HARMLESS:
        shared: Owner = request.getfixturevalue("unharmed")
        return replace(shared)
    return new_owner(app, engine)


def new_owner(app: APIFlask, engine: Engine) -> Owner:
    browser = person(app)
    movie = browser.get("/movies/popular?limit=1")["items"][0]["movie"]
    movie_id, person_id = movie["id"], movie["directors"][0]["id"]
    browser.put(f"/me/ratings/{movie_id}", {"rating": 4.5})
    viewing = {"movie_id": movie_id, "watched_on": "2024-12-24", "note": "my own note"}
    seen = browser.send("POST", "/me/viewings", viewing).json
    browser.put(f"/me/hidden/{movie_id}")
    with engine.begin() as connection:  # beside the mark that contradicts it
        connection.execute(
            text(
                "insert into watchlist (user_id, film_id)"
                " select user_id, film_id from hidden where user_id = :user_id"
            ),
            {"user_id": browser.user_id},
        )
    browser.put("/me/preferences", {"onboarding_text": "my own words"})
    made = browser.send("POST", "/tokens", {"name": "my own token", "expires_in_days": 7}).json
    imported = browser.send("POST", "/me/import", **upload(UNMATCHED)).json
    other = person(app)
    browser.send("POST", "/me/companions", {"username": other.username})
    pair = other.send("POST", "/me/companions", {"username": browser.username}).json
    ids = (made["token"], made["id"], imported["id"], person_id, seen["id"], pair["id"])
    return Owner(browser, movie_id, *ids)


def sender(app: APIFlask, engine: Engine, owner: Owner, caller: str) -> Callable[..., TestResponse]:
    """Return what sends requests as a kind of caller."""
    if caller == "anonymous":
        return guest(app).send
    if caller == "owner":
        return owner.browser.send
    if caller == "no CSRF token":
        return replace(owner.browser, csrf_token="").send
    if caller == "other person":
        return person(app).send
    if caller == "administrator":
        admin = person(app)
        with engine.begin() as connection:
            people.set_admin(connection, admin.user_id, True)
        return admin.send
    if caller == "ended session":
        with engine.begin() as connection:
            people.end_sessions(connection, owner.browser.user_id)
        return owner.browser.send
    if caller == "expired token":
        past = {"created_at": -timedelta(2), "expires_at": -timedelta(seconds=1)}
        set_times(engine, owner.browser.user_id, **past)
    if caller == "revoked token":
        owner.browser.delete(f"/tokens/{owner.token_id}")
    return Program(app.test_client(), owner.token).send


def belongings(engine: Engine, owner: Owner) -> dict[str, list[str]]:
    """Return every row of the owner's."""
    with engine.connect() as connection:
        columns = connection.execute(
            text(
                "select table_name, column_name from information_schema.columns"
                " where column_name in ('user_id', 'asker_id', 'asked_id')"
                " and table_schema = 'public'"
            )
        ).all()
        found: dict[str, list[str]] = {}
        for table, column in columns:
            query = f"select row_to_json(t)::text from {table} t where {column} = :user_id"
            rows = connection.execute(text(query), {"user_id": owner.browser.user_id}).scalars()
            found[table] = sorted([*found.get(table, []), *rows])
        return found


@pytest.mark.slow
@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("route", ROUTES, ids=lambda one: f"{one.method} {one.rule}")
def test_matrix(app: APIFlask, engine: Engine, owner: Owner, route: Route, caller: str) -> None:
    send = sender(app, engine, owner, caller)
    if route.for_admins and "movie_id" in route.rule:
        owner.movie_id = added_film(engine)
    before = belongings(engine, owner)
    response = owner.call(route, send)
    wanted = expected(route, caller)
    if wanted in (YES, OWN):
        done = UNDONE.get(route.endpoint, (200, 201, 204))
        assert response.status_code in done, response.text
    else:
        assert response.status_code == int(wanted), response.text
        assert response.content_type == "application/problem+json"
        assert ("WWW-Authenticate" in response.headers) == (wanted == "401")
    after = belongings(engine, owner)
    if route.endpoint == "accounts.sign_in":  # who knows the password is the owner
        assert len(after.pop("sessions")) >= len(before.pop("sessions"))
    if caller not in ("owner", "bearer"):
        assert after == before
    if wanted == OWN and response.json is not None:
        for secret in (
            "my own words",
            "my own note",
            "2024-12-24",
            '"rating":4.5',
            "my own token",
            UNMATCHED,
        ):
            assert secret not in response.text.replace(": ", ":")


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
        path = route.rule.replace("<int:", "{").replace(">", "}")
        operation = paths[path][route.method.lower()]
        csrf = {"csrf": []} if route.writes else {}
        ways = {"guest": {}, "session": {"session": [], **csrf}, "bearer": {"bearer": []}}
        wanted = [ways[way] for way in route.ways or ()]
        assert operation["security"] == wanted, path
        refusals = {expected(route, caller) for caller in CALLERS} - {YES, OWN}
        assert refusals <= set(operation["responses"]), path
