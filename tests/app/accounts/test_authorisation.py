"""Every route, asked by every kind of caller."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, update
from werkzeug.test import TestResponse

from app.accounts import people
from embeddings.releases import added
from embeddings.releases.add import add_films, remove_films
from embeddings.sources.film_fields import FilmFields
from embeddings.texts.stand_in import StandInEncoder
from sql.tables import ApiToken
from tests.app.accounts.apps import app_on
from tests.app.accounts.matrix import (
    BAD_TOKENS,
    CALLERS,
    OWN,
    SCOPES,
    YES,
    Route,
    expected,
    offline_app,
    routes,
)
from tests.app.accounts.owners import (
    NAME_THERE,
    OTHER_COMPANION,
    UNMATCHED,
    Owner,
    added_server,
    belongings,
    new_owner,
    shares,
)
from tests.app.accounts.people import Browser, Program, guest, new_name, person
from tests.app.accounts.test_tokens import set_times
from tests.databases import engine_on_copy

ROUTES = routes(offline_app())
# What is let in and not done: without a key for TMDB no film has a picture, and without an earlier
# release there is nothing to go back to. Without a provider nobody signs in through one, nor with a
# second factor that is not there: tests/app/sign_on and test_second_factor.py do.
UNDONE = {
    "posters.poster": (404,),
    "operation.roll_back": (409,),
    # A backup is begun, and another is refused meanwhile. None has the name, and an empty body is
    # none: tests/app/admin/test_backups.py.
    "backups.make_backup": (202, 409),
    "backups.download": (404,),
    "backups.delete_backup": (404,),
    "backups.check": (404,),
    "backups.restore": (404,),
    "backups.upload": (422,),
    "sign_on.start": (404,),
    "sign_on.finish": (404,),
    "sign_on.start_linking": (404,),
    "sign_on.end_by_provider": (400,),
    "second_factor.switch_on": (409,),
    "second_factor.renew_codes": (409,),
    "second_factor.switch_off": (409,),
    # No media server is at the address that these give, and none has the number.
    "remote.add_server": (503,),
    "remote.connect": (422,),
    # No service has a key here.
    "remote.begin_code": (422,),
}


def added_film(engine: Engine) -> int:
    """Add a film as an operator does."""
    with engine.begin() as connection:
        film = FilmFields(f"To be changed {new_name()}", year=2030)
        (movie_id,) = add_films(connection, StandInEncoder(), [film])
    return movie_id


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


@pytest.fixture
def catalogue_as_it_was(engine: Engine, route: Route) -> Iterator[None]:
    """A test finds no films that another added."""
    yield
    if route.for_admins and route.writes:
        with engine.begin() as connection:
            if left := list(added.load_films(connection)):
                remove_films(connection, left)


# After these the owner's cookie, password or second factor is another one.
ANOTHER_WAY_IN = (
    "accounts.register",
    "accounts.sign_in",
    "accounts.change_password",
    "second_factor.prepare",
)

# Callers that can change nothing of the owner's, wherever they are let in.
HARMLESS = ("anonymous", "no CSRF token", "other person", "administrator", *BAD_TOKENS)


def changes_nothing(route: Route, caller: str) -> bool:
    """Return whether a request changes nothing of the owner's; each test shows that it did not."""
    return not route.writes or caller in HARMLESS or expected(route, caller) not in (YES, OWN)


@pytest.fixture(scope="module")
def unharmed(app: APIFlask, engine: Engine) -> Owner:
    """Somebody for all requests that change nothing: an owner costs some thirty requests."""
    return new_owner(app, engine)


@pytest.fixture(scope="module")
def others(app: APIFlask, engine: Engine) -> dict[str, Browser]:
    """Another person and an administrator, for all requests that change nothing."""
    return {caller: another(app, engine, caller) for caller in ("other person", "administrator")}


def another(app: APIFlask, engine: Engine, caller: str) -> Browser:
    """Return another person, an administrator where that is the caller."""
    browser = person(app)
    if caller == "administrator":
        with engine.begin() as connection:
            people.set_admin(connection, browser.user_id, True)
    return browser


@pytest.fixture(scope="module")
def locked_out(app: APIFlask, engine: Engine) -> Callable[[str], Owner]:
    """Give somebody for each of `WAYS_OUT`, whose way in ends once for all routes."""
    made: dict[str, Owner] = {}

    def of(caller: str) -> Owner:
        if caller not in made:
            made[caller] = new_owner(app, engine)
            WAYS_OUT[caller](engine, made[caller])
        return made[caller]

    return of


def _end_session(engine: Engine, owner: Owner) -> None:
    with engine.begin() as connection:
        people.end_sessions(connection, owner.browser.user_id)


def _expire_token(engine: Engine, owner: Owner) -> None:
    past = {"created_at": -timedelta(2), "expires_at": -timedelta(seconds=1)}
    set_times(engine, owner.browser.user_id, **past)


def _revoke_token(_: Engine, owner: Owner) -> None:
    owner.browser.delete(f"/tokens/{owner.token_id}")


WAYS_OUT: dict[str, Callable[[Engine, Owner], None]] = {
    "ended session": _end_session,
    "expired token": _expire_token,
    "revoked token": _revoke_token,
}


@pytest.fixture
def owner(
    app: APIFlask,
    engine: Engine,
    route: Route,
    caller: str,
    writers: list[Owner],
    request: pytest.FixtureRequest,
) -> Owner:
    """Somebody apart from the others where what the caller does lasts."""
    if changes_nothing(route, caller):
        shared = request.getfixturevalue("locked_out" if caller in WAYS_OUT else "unharmed")
        return replace(shared(caller) if caller in WAYS_OUT else shared)
    if caller in WAYS_OUT:  # its browser may sign in again: nobody else can use it
        made = new_owner(app, engine, with_shared=shares(route))
        WAYS_OUT[caller](engine, made)
        return made
    if not writers or (shares(route) and not writers[0].list_id):
        writers[:] = [new_owner(app, engine, with_shared=shares(route))]
    return replace(writers[0])


@pytest.fixture(scope="module")
def writers() -> list[Owner]:
    """Somebody for all who may send a request, as long as nothing is lost by it; or nobody."""
    return []


def sender(
    app: APIFlask, engine: Engine, owner: Owner, caller: str, others: dict[str, Browser]
) -> Callable[..., TestResponse]:
    """Return what sends requests as a kind of caller."""
    if caller == "anonymous":
        return guest(app).send
    if caller in ("owner", "ended session"):
        return owner.browser.send
    if caller == "no CSRF token":
        return replace(owner.browser, csrf_token="").send
    if caller in others:
        return others[caller].send
    if caller in SCOPES:
        with engine.begin() as connection:
            tokens = update(ApiToken).where(ApiToken.token_id == owner.token_id)
            connection.execute(tokens.values(scopes=list(SCOPES[caller])))
    return Program(app.test_client(), owner.token).send


@pytest.mark.slow
@pytest.mark.usefixtures("catalogue_as_it_was")
@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.rule}")
def test_matrix(
    app: APIFlask,
    engine: Engine,
    owner: Owner,
    others: dict[str, Browser],
    writers: list[Owner],
    route: Route,
    caller: str,
) -> None:
    if caller in others and route.writes and expected(route, caller) in (YES, OWN):
        others = {caller: another(app, engine, caller)}
    send = sender(app, engine, owner, caller, others)
    if route.for_admins and "movie_id" in route.rule:
        owner.movie_id = added_film(engine)
    if "server_id" in route.rule:
        owner.server_id = added_server(engine)[0]
    before = belongings(engine, owner)
    response = owner.call(route, send)
    wanted = expected(route, caller)
    if wanted in (YES, OWN):
        done = UNDONE.get(route.endpoint, (200, 201, 204))
        assert response.status_code in done, response.text
    else:
        assert response.status_code == int(wanted), response.text
        assert response.content_type == "application/problem+json"
        lacks_scope = response.json["type"] == "/api/docs#insufficient-scope"
        assert ("WWW-Authenticate" in response.headers) == (wanted == "401" or lacks_scope)
        if lacks_scope:
            assert response.json["scope"] == route.scope
    after = belongings(engine, owner)
    lost = any(len(after[table]) < len(rows) for table, rows in before.items())
    # An editor, or a room, is no row of the owner's.
    if lost or route.method == "DELETE" or route.endpoint in ANOTHER_WAY_IN:
        writers.clear()
    if route.endpoint == "accounts.sign_in":  # who knows the password is the owner
        assert len(after.pop("sessions")) >= len(before.pop("sessions"))
    if changes_nothing(route, caller) or caller not in ("owner", *SCOPES):
        assert after == before
    if wanted == OWN and response.json is not None:
        for secret in (
            "my own words",
            "my own note",
            "2024-12-24",
            '"rating":4.5',
            "my own token",
            "my-own-hook",
            "my@own.example",
            UNMATCHED,
            NAME_THERE,
        ):
            assert secret not in response.text.replace(": ", ":")
