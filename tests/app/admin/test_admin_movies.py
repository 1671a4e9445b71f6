"""Films added over HTTP: what is refused and how, and what every answer then has."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.accounts import people
from embeddings.releases import added
from embeddings.releases.add import remove_films
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, guest, person

FILM = {
    "title": "The Zyxomma Lighthouse",
    "year": 2031,
    "genres": ["Drama", "Mystery"],
    "tags": ["dragonfly collector"],
    "plot": "A keeper of a lighthouse collects dragonflies. One night a ship brings her twin.",
    "imdb_id": "tt99000001",
}


@pytest.fixture(scope="module")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    return app_on(engine, tmp_path_factory.mktemp("catalogue"))


@pytest.fixture
def admin(app: APIFlask, engine: Engine) -> Browser:
    browser = person(app)
    with engine.begin() as connection:
        people.set_admin(connection, browser.user_id, True)
    return browser


@pytest.fixture(autouse=True)
def catalogue_as_it_was(engine: Engine) -> Iterator[None]:
    """Others read this release, too."""
    yield
    with engine.begin() as connection:
        if left := list(added.load_films(connection)):
            remove_films(connection, left)


def add(admin: Browser, **changes: Any) -> Any:
    return admin.send("POST", "/admin/movies", {**FILM, **changes})


def test_added_changed_removed(admin: Browser) -> None:
    response = add(admin)
    assert response.status_code == 201
    film = response.json
    assert film is not None
    assert film.items() >= {**FILM, "rating_count": 0, "rating_mean": None}.items()
    path = f"/movies/{film['id']}"
    assert admin.get(path).items() >= film.items()
    assert admin.get(f"{path}/similar?limit=5")["items"]
    changed = admin.put(f"/admin{path}", {"title": "The Tower", "year": 2032})
    assert changed.items() >= {"id": film["id"], "title": "The Tower", "plot": None}.items()
    assert admin.get(path).items() >= changed.items()
    admin.delete(f"/admin{path}")
    for method in ("GET", "DELETE", "PUT"):
        where = path if method == "GET" else f"/admin{path}"
        body = {"title": "Back"} if method == "PUT" else None
        assert admin.send(method, where, body).status_code == 404


def test_a_year_and_a_genre_that_nobody_had(admin: Browser) -> None:
    """Filters are checked against what the release has, which changes with it."""
    assert admin.send("GET", "/search?q=x&genres=Puppetry").status_code == 422
    add(admin, genres=["Puppetry"])
    found = admin.get("/search?q=lighthouse&genres=Puppetry")
    assert [item["movie"]["title"] for item in found["items"]] == [FILM["title"]]
    release = admin.get("/release")
    assert (release["year_max"], {"name": "Puppetry", "count": 1} in release["genres"]) == (
        2031, True,
    )  # fmt: skip


def test_people_and_facts_come_and_go_with_the_film(admin: Browser) -> None:
    facts = {"directors": ["Ada Zyxomma"], "cast": ["Bea Zyxomma"], "runtime": 95}
    film = add(admin, **facts, certificate="TV-14", countries=["United Kingdom"]).json
    assert [director["name"] for director in film["directors"]] == ["Ada Zyxomma"]
    assert (film["runtime"], film["certificate"], film["countries"]) == (95, "PG-13", ["UK"])
    person_path = f"/people/{film['directors'][0]['id']}"
    assert admin.get(person_path)["film_count"] == 1
    assert admin.get(f"/movies/{film['id']}")["full_cast"][0]["name"] == "Bea Zyxomma"
    admin.delete(f"/admin/movies/{film['id']}")
    assert admin.send("GET", person_path).status_code == 404


def test_entity_tags_follow(app: APIFlask, admin: Browser) -> None:
    reader = guest(app)
    before = reader.send("GET", "/movies/popular").headers["ETag"]
    same = reader.send("GET", "/movies/popular", headers={"If-None-Match": before})
    assert same.status_code == 304
    add(admin)
    after = reader.send("GET", "/movies/popular", headers={"If-None-Match": before})
    assert (after.status_code, after.headers["ETag"] == before) == (200, False)


def test_the_same_film_is_refused_with_its_id(admin: Browser) -> None:
    film = add(admin).json
    response = add(admin, title="Another name")
    assert (response.status_code, response.content_type) == (409, "application/problem+json")
    problem = response.json
    assert problem["type"] == "/api/docs#movie-exists"
    assert problem["errors"][0]["pointer"] == "/imdb_id"
    assert f"Movie {film['id']} is that film already" in problem["detail"]
    assert add(admin, imdb_id=None).json["errors"][0]["pointer"] == "/title"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": None}, "/title"),
        ({"title": "\u200b"}, "/title"),
        ({"year": 1492}, "/year"),
        ({"tags": ["fine", "1995"]}, "/tags/1"),
        ({"imdb_id": "113277"}, "/imdb_id"),
        ({"genres": "Drama"}, "/genres"),
        ({"rating_count": 7}, "/rating_count"),
    ],
)
def test_invalid_fields(admin: Browser, change: dict[str, Any], pointer: str) -> None:
    response = add(admin, **change)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]


def test_only_administrators(app: APIFlask, admin: Browser, engine: Engine) -> None:
    assert add(guest(app)).status_code == 401
    refused = add(person(app))
    assert (refused.status_code, refused.content_type) == (403, "application/problem+json")
    assert refused.json["type"] == "/api/docs#forbidden"
    with engine.begin() as connection:
        people.set_admin(connection, admin.user_id, False)
    assert add(admin).status_code == 403  # at once, in a session that goes on
    with engine.connect() as connection:
        assert added.load_films(connection) == {}


def test_a_release_of_before(admin: Browser, engine: Engine) -> None:
    """One that was built by an older version keeps too little to add films to it."""
    with engine.begin() as connection:
        kept = connection.scalar(text("select text_part from releases where state = 'live'"))
        connection.execute(text("update releases set text_part = null"))
    try:
        response = add(admin)
    finally:
        with engine.begin() as connection:
            connection.execute(
                text("update releases set text_part = :kept where state = 'live'"), {"kept": kept}
            )
    assert (response.status_code, "Retry-After" in response.headers) == (503, True)
    assert "rebuild it first" in response.json["detail"]
    with engine.connect() as connection:
        assert added.load_films(connection) == {}


def test_web_processes_add_films_without_what_rebuilds_take(engine: Engine) -> None:
    told = """
import sys
from embeddings.sources.given_film import read_film
from embeddings.releases.add import add_films
from embeddings.texts.stand_in import StandInEncoder
import app
from sql.server import make_engine
with make_engine(sys.argv[1]).connect() as connection:
    add_films(connection, StandInEncoder(), [read_film({"title": "Rolled back"})])
print([name for name in ("torch", "pandas", "scipy", "sklearn") if name in sys.modules])
"""
    url = engine.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-c", told, url], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"
