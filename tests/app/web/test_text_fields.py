"""Every text field of the API: white space is one space, control characters are refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from app.accounts import people
from embeddings.plain_text import ANY_TEXT, SOME_TEXT
from embeddings.releases import added
from embeddings.releases.add import remove_films
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, guest, new_name, person

PLAIN = "Night Café of the Robots"
TYPED = "\n\tNight\r\n Cafe\u0301\u00a0of\u2028the\u3000\u0085Robots \n"
FILTERS = ("genres", "exclude_genres")
ORIGINS = (
    "countries", "exclude_countries", "languages", "exclude_languages",
    "certificates", "exclude_certificates",
)  # fmt: skip
QUERIES = [
    *[("/search", name) for name in ("q", "verbatim", *FILTERS, *ORIGINS)],
    *[("/movies/popular", name) for name in FILTERS],
    *[("/me/recommendations", name) for name in FILTERS],
]
# Where a body's text goes; of a list its first entry.
BODIES: list[tuple[str, str, str, dict[str, Any]]] = [
    ("PUT", "/me/preferences", "/genres/0", {}),
    ("PUT", "/me/preferences", "/exclude_genres/0", {}),
    ("PUT", "/me/preferences", "/tags/0", {}),
    ("PUT", "/me/preferences", "/exclude_tags/0", {}),
    ("PUT", "/me/preferences", "/onboarding_text", {}),
    ("POST", "/tokens", "/name", {"expires_in_days": 1}),
    ("POST", "/lists", "/name", {}),
    ("POST", "/admin/movies", "/title", {}),
    ("POST", "/admin/movies", "/original_title", {"title": "x"}),
    ("POST", "/admin/movies", "/alternative_titles/0", {"title": "x"}),
    ("POST", "/admin/movies", "/genres/0", {"title": "x"}),
    ("POST", "/admin/movies", "/tags/0", {"title": "x"}),
    ("POST", "/admin/movies", "/plot", {"title": "x"}),
    ("POST", "/admin/movies", "/countries/0", {"title": "x"}),
    ("POST", "/admin/movies", "/languages/0", {"title": "x"}),
    ("POST", "/admin/movies", "/directors/0", {"title": "x"}),
    ("POST", "/admin/movies", "/writers/0", {"title": "x"}),
    ("POST", "/admin/movies", "/cast/0", {"title": "x"}),
    ("POST", "/admin/movies", "/composers/0", {"title": "x"}),
]
CONTROL = "Contains the control character U+0007."

# Strings of the document that are no text: signed, hashed, ids, or of a form of their own.
NO_TEXT = {
    "cursor", "password", "current_password", "new_password", "imdb_id", "watched_on",
    "people", "exclude_people", "title_languages", "certificate", "file", "Idempotency-Key",
    "X-CSRF-Token", "token", "code", "Last-Event-Id", "url", "secret",
}  # fmt: skip
# Registration has a pattern of its own; signing in takes whatever could have been typed.
USERNAMES = ("Registration", "Credentials")


@pytest.fixture(scope="module")
def app(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> APIFlask:
    return app_on(engine, tmp_path_factory.mktemp("text"))


@pytest.fixture
def ann(app: APIFlask, engine: Engine) -> Iterator[Browser]:
    """An administrator; what they add is removed, since other modules read this release."""
    browser = person(app)
    with engine.begin() as connection:
        people.set_admin(connection, browser.user_id, True)
    yield browser
    with engine.begin() as connection:
        if left := list(added.load_films(connection)):
            remove_films(connection, left)


def send(
    ann: Browser, method: str, path: str, pointer: str, rest: dict[str, Any], text: object
) -> Any:
    name, _, entry = pointer.removeprefix("/").partition("/")
    return ann.send(method, path, {**rest, name: [text] if entry else text})


@pytest.mark.parametrize(("method", "path", "pointer", "rest"), BODIES)
def test_bodies(ann: Browser, method: str, path: str, pointer: str, rest: dict[str, Any]) -> None:
    response = send(ann, method, path, pointer, rest, TYPED)
    assert response.status_code in (200, 201), response.text
    kept = response.json.get(pointer.split("/")[1], PLAIN)  # a card has no alternative titles
    value = kept[0] if isinstance(kept, list) else kept
    text = value["name"] if isinstance(value, dict) else value  # a person has an id, too
    assert text.lower() == PLAIN.lower()
    refused = send(ann, method, path, pointer, rest, "ring\x07ring")
    assert refused.status_code == 422
    assert refused.json["errors"] == [{"pointer": pointer, "detail": CONTROL}]
    long = send(ann, method, path, pointer, rest, " x" * 10_001)
    assert long.json["errors"][0]["detail"].startswith("String should have at most ")
    for other in (7, True, ["x"], {}):
        assert send(ann, method, path, pointer, rest, other).status_code == 422


@pytest.mark.parametrize(("path", "name"), QUERIES)
def test_queries(ann: Browser, path: str, name: str) -> None:
    query = {"q": "x"} if path == "/search" else {}
    refused = ann.send("GET", path, query_string={**query, name: "ring\x07ring"})
    assert refused.status_code == 422
    (error,) = refused.json["errors"]
    index = "" if name == "q" else "/0"
    assert error == {"pointer": f"/query/{name}{index}", "detail": CONTROL}
    typed = ann.send("GET", path, query_string={**query, name: TYPED})
    if name in ("q", "verbatim"):
        assert typed.status_code == 200
    else:  # no film has such a genre or country, so the answer repeats what was understood
        assert typed.json["errors"][0]["detail"].startswith(f"{PLAIN} is no")


def test_a_pasted_query_is_the_query(ann: Browser) -> None:
    pasted = ann.send("GET", "/search", query_string={"q": "a story\r\nof love\n\nand war\n"})
    assert pasted.status_code == 200
    assert pasted.json == ann.get("/search?q=a+story+of+love+and+war")


def test_limits_count_characters_that_are_kept(ann: Browser) -> None:
    spaces = " \n" * 2_000
    few = spaces[:1_000]  # in an address each takes several bytes
    assert ann.send("GET", "/search", query_string={"q": f"x{few}x"}).status_code == 200
    name = {"name": f"{'x' * 100}{spaces}", "expires_in_days": 1}
    assert ann.send("POST", "/tokens", name).status_code == 201


@pytest.mark.parametrize("blank", ["", " ", "\n\u3000"], ids=ascii)
def test_blank_is_nothing(ann: Browser, blank: str) -> None:
    assert ann.send("GET", "/search", query_string={"q": blank}).status_code == 422
    token = {"name": blank, "expires_in_days": 1}
    assert ann.send("POST", "/tokens", token).status_code == 422
    assert ann.put("/me/preferences", {"onboarding_text": blank})["onboarding_text"] == ""
    assert ann.send("POST", "/admin/movies", {"title": blank}).status_code == 422
    film = ann.send("POST", "/admin/movies", {"title": new_name(), "plot": blank})
    assert (film.status_code, film.json["plot"]) == (201, None)


def test_passwords_are_never_altered(app: APIFlask) -> None:
    browser = guest(app)
    assert browser.register("joint  plover\n94\txeric").status_code == 201
    assert browser.sign_in("joint plover 94 xeric").status_code == 401
    assert browser.sign_in("joint  plover\n94\txeric ").status_code == 401
    assert browser.sign_in("joint  plover\n94\txeric").status_code == 200


def test_usernames_keep_their_own_rules(app: APIFlask) -> None:
    browser = person(app)
    for username in (f"{browser.username}\n", f" {browser.username}", "\x07"):
        body = {"username": username, "password": "joint-plover-94-xeric"}
        assert browser.send("POST", "/users", body).status_code == 422
        status = 422 if username == "\x07" else 401
        assert browser.send("POST", "/session", body).status_code == status
    for other in (7, [1], None):
        assert browser.send("POST", "/session", {**body, "username": other}).status_code == 422


def test_the_document_says_so_of_every_field(app: APIFlask) -> None:
    document = cast(dict[str, Any], app.spec)
    schemas = document["components"]["schemas"]
    found = {}
    for path in document["paths"].values():
        for operation in path.values():
            for parameter in operation["parameters"]:
                if parameter["in"] != "path":
                    found[parameter["name"]] = parameter["schema"]
            for content in operation.get("requestBody", {}).get("content", {}).values():
                # A body that is a file has no fields.
                name = content["schema"].get("$ref", "").rpartition("/")[2]
                for field, schema in schemas.get(name, {"properties": {}})["properties"].items():
                    if not (field == "username" and name in USERNAMES):
                        found[field if field in NO_TEXT else f"{name}.{field}"] = schema
    texts = {name: [*strings(schema)] for name, schema in found.items() if name not in NO_TEXT}
    patterns = {name: text.get("pattern") for name, [*some] in texts.items() for text in some}
    assert len(patterns) >= 14
    assert {
        name for name, pattern in patterns.items() if pattern not in (ANY_TEXT, SOME_TEXT)
    } == set()


def strings(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the schemas of free strings within a field's schema."""
    for choice in schema.get("anyOf", [schema]):
        inner = choice.get("items", choice)
        # JSON within a form has a schema of its own.
        if "contentMediaType" in inner:
            continue
        if inner.get("type") == "string" and "enum" not in inner and "const" not in inner:
            yield inner
