"""A media server of each kind, an application, an administrator and Ann."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.accounts import people
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person
from tests.app.remote.stand_ins import ANNS_TOKEN, API_KEY, PASSWORD, House, house
from tests.databases import engine_on_copy

KINDS = ("jellyfin", "emby", "plex")
FILMS = ("a", "b", "c", "d")
EVENING = datetime(2024, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def engine(server_url: str, small_template: str) -> Iterator[Engine]:
    with engine_on_copy(server_url, small_template) as engine:
        yield engine


@pytest.fixture(scope="module")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    return app_on(engine, tmp_path_factory.mktemp("remote"))


@pytest.fixture(autouse=True)
def nobody_is_left(engine: Engine) -> Iterator[None]:
    """A test finds no person and no media server of another."""
    yield
    with engine.begin() as connection:
        connection.execute(text("delete from users"))
        connection.execute(text("delete from media_servers"))


@pytest.fixture
def admin(app: APIFlask, engine: Engine) -> Browser:
    browser = person(app)
    with engine.begin() as connection:
        people.set_admin(connection, browser.user_id, True)
    return browser


@pytest.fixture
def ann(app: APIFlask) -> Browser:
    return person(app)


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def movies(ann: Browser) -> list[dict[str, Any]]:
    """Four films of the catalogue, of which no other has the title."""
    found = ann.get("/movies/popular?limit=40")["items"]
    whole = [film["movie"] for film in found if film["movie"]["imdb_id"] and film["movie"]["year"]]
    return whole[: len(FILMS)]


@pytest.fixture
def there(kind: str, movies: list[dict[str, Any]]) -> Iterator[House]:
    """A media server that has these four films and one that is in no catalogue."""
    with house(kind) as made:
        fill(made, movies)
        yield made


def fill(made: House, movies: list[dict[str, Any]]) -> None:
    """Give a media server the films: the first by IMDb id, the second by title and year."""
    for name, movie in zip(FILMS, movies, strict=True):
        made.films[name] = {"title": movie["title"], "year": movie["year"]}
    made.films["a"] |= {"title": "As the file is called", "imdb": movies[0]["imdb_id"]}
    for name, movie in zip("cd", movies[2:], strict=True):
        made.films[name] |= {"imdb": movie["imdb_id"]}
    made.films["x"] = {"title": "Our holidays on the moon", "year": 1987}


def when(made: House) -> Any:
    """Return `EVENING` as the server writes times."""
    if made.kind == "plex":
        return int(EVENING.timestamp())
    return "2024-03-01T12:00:00.0000000Z"


@dataclass
class Connected:
    """A media server that is set up, and Ann's account on it."""

    admin: Browser
    ann: Browser
    house: House
    server: dict[str, Any]
    account: dict[str, Any]

    @property
    def path(self) -> str:
        return f"/me/remote-accounts/{self.account['id']}"

    def sync(self) -> dict[str, Any]:
        """Read Ann's account; return what came of it."""
        answer = self.ann.send("POST", f"{self.path}/sync")
        assert answer.status_code == 200, answer.text
        assert answer.json
        self.account = answer.json
        result: dict[str, Any] = answer.json["result"]
        return result

    def read_library(self) -> dict[str, Any]:
        """Read the library; return the server as the administrator sees it."""
        answer = self.admin.send("POST", f"/admin/media-servers/{self.server['id']}/sync")
        assert answer.status_code == 200, answer.text
        assert answer.json
        return answer.json


def add_server(admin: Browser, made: House, name: str = "House") -> dict[str, Any]:
    """Have the administrator add a media server."""
    body = {"kind": made.kind, "name": name, "url": made.url, "token": API_KEY}
    answer = admin.send("POST", "/admin/media-servers", body)
    assert answer.status_code == 201, answer.text
    assert answer.json
    return answer.json


def connect(ann: Browser, made: House, server_id: int) -> dict[str, Any]:
    """Have Ann connect her account there."""
    given = {"token": ANNS_TOKEN} if made.kind == "plex" else {"password": PASSWORD}
    body = {"server_id": server_id, "name": "Ann" if made.kind == "plex" else "ann", **given}
    answer = ann.send("POST", "/me/remote-accounts", body)
    assert answer.status_code == 201, answer.text
    assert answer.json
    return answer.json


@pytest.fixture
def connected(admin: Browser, ann: Browser, there: House) -> Connected:
    """Both, with the library read."""
    server = add_server(admin, there)
    made = Connected(admin, ann, there, server, connect(ann, there, server["id"]))
    made.read_library()
    return made


def run(engine: Engine, statement: str, **binds: Any) -> None:
    """Change the database behind the application's back."""
    with engine.begin() as connection:
        connection.execute(text(statement), binds)


def rows(engine: Engine, statement: str, **binds: Any) -> list[Any]:
    """Look into the database."""
    with engine.connect() as connection:
        return list(connection.execute(text(statement), binds).all())
