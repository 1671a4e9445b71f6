"""Shared lists: their films, links and editors."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from tests.app.accounts.people import PASSWORD, Browser, guest, person
from tests.app.rooms.parties import problem


@pytest.fixture
def movies(ann: Browser) -> list[int]:
    """Some films of the release."""
    return [item["movie"]["id"] for item in ann.get("/movies/popular?limit=6")["items"]]


def make(browser: Browser, name: str = "Long nights") -> str:
    """Make a list; return its address."""
    response = browser.send("POST", "/lists", {"name": name})
    assert response.status_code == 201, response.text
    return f"/lists/{response.json['id']}"  # type: ignore[index]


def order(browser: Browser, path: str) -> list[int]:
    entries = browser.get(path)["entries"]
    assert [entry["position"] for entry in entries] == list(range(1, len(entries) + 1))
    return [entry["movie"]["id"] for entry in entries]


def token(link: str) -> str:
    return link.partition("=")[2]


def invited(app: APIFlask, owner: Browser, path: str) -> Browser:
    """Return somebody who has become an editor."""
    link = owner.put(f"{path}/edit-link")["edit_link"]
    editor = person(app)
    joined = editor.send("POST", "/lists/editors", {"token": token(link)})
    assert joined.status_code == 200, joined.text
    return editor


def test_films_stand_in_the_order_one_gives_them(ann: Browser, movies: list[int]) -> None:
    path = make(ann)
    for movie_id in movies[:4]:
        ann.put(f"{path}/movies/{movie_id}", {})
    a, b, c, d = movies[:4]
    assert order(ann, path) == [a, b, c, d]
    ann.put(f"{path}/movies/{d}", {"position": 1})
    assert order(ann, path) == [d, a, b, c]
    ann.put(f"{path}/movies/{d}", {"position": 3, "note": "With tea."})
    assert order(ann, path) == [a, b, d, c]
    ann.put(f"{path}/movies/{a}", {"position": 1000})
    assert order(ann, path) == [b, d, c, a]
    ann.delete(f"{path}/movies/{d}")
    ann.delete(f"{path}/movies/{d}")
    assert order(ann, path) == [b, c, a]
    ann.put(f"{path}/movies/{b}", {"note": "First."})
    ann.put(f"{path}/movies/{b}", {"position": 2})
    (second,) = [entry for entry in ann.get(path)["entries"] if entry["position"] == 2]
    assert (second["movie"]["id"], second["note"]) == (b, "First.")


def test_a_link_is_read_without_an_account_until_it_is_revoked(
    app: APIFlask, ann: Browser, movies: list[int]
) -> None:
    path = make(ann)
    ann.put(f"{path}/movies/{movies[0]}", {"note": "With tea."})
    assert ann.get(path)["read_link"] is None
    link = ann.put(f"{path}/read-link")["read_link"]
    read = guest(app).get(f"/lists/shared?token={token(link)}")
    assert [entry["note"] for entry in read["entries"]] == ["With tea."]
    assert ann.username not in str(read)
    newer = ann.put(f"{path}/read-link")["read_link"]
    old = guest(app).send("GET", f"/lists/shared?token={token(link)}")
    assert problem(old) == (404, "not-found")
    assert guest(app).get(f"/lists/shared?token={token(newer)}")["name"] == "Long nights"
    ann.send("DELETE", f"{path}/read-link")
    gone = guest(app).send("GET", f"/lists/shared?token={token(newer)}")
    assert problem(gone) == (404, "not-found")


def test_a_link_to_read_does_not_let_edit(app: APIFlask, ann: Browser) -> None:
    path = make(ann)
    link = ann.put(f"{path}/read-link")["read_link"]
    response = person(app).send("POST", "/lists/editors", {"token": token(link)})
    assert problem(response) == (404, "not-found")


def test_editors_edit_and_the_rest_is_the_owners(
    app: APIFlask, ann: Browser, movies: list[int]
) -> None:
    path = make(ann)
    ben = invited(app, ann, path)
    ben.put(f"{path}/movies/{movies[0]}", {})
    assert ben.put(path, {"name": "Short nights"})["role"] == "editor"
    assert [shared_list["name"] for shared_list in ben.get("/lists")["items"]] == ["Short nights"]
    seen = ben.get(path)
    assert (seen["owner"], seen["read_link"], seen["edit_link"]) == (ann.username, None, None)
    for method, address in (
        ("DELETE", path),
        ("PUT", f"{path}/read-link"),
        ("DELETE", f"{path}/read-link"),
        ("PUT", f"{path}/edit-link"),
        ("DELETE", f"{path}/edit-link"),
        ("DELETE", f"{path}/editors/{ann.user_id}"),
    ):
        assert problem(ben.send(method, address)) == (403, "owners-only"), address
    stranger = person(app)
    for method, address, body in (
        ("GET", path, None),
        ("PUT", path, {"name": "Mine"}),
        ("DELETE", path, None),
        ("PUT", f"{path}/movies/{movies[1]}", {}),
        ("DELETE", f"{path}/movies/{movies[0]}", None),
        ("PUT", f"{path}/read-link", None),
        ("DELETE", f"{path}/editors/{ben.user_id}", None),
    ):
        assert problem(stranger.send(method, address, body)) == (404, "not-found"), address
    ann.delete(f"{path}/editors/{ben.user_id}")
    assert problem(ben.send("GET", path)) == (404, "not-found")


def test_an_editor_leaves(app: APIFlask, ann: Browser) -> None:
    path = make(ann)
    ben = invited(app, ann, path)
    ben.delete(f"{path}/editors/{ben.user_id}")
    assert ann.get(path)["editors"] == []


def test_a_revoked_invitation_makes_no_editor(app: APIFlask, ann: Browser) -> None:
    path = make(ann)
    link = ann.put(f"{path}/edit-link")["edit_link"]
    ann.send("DELETE", f"{path}/edit-link")
    response = person(app).send("POST", "/lists/editors", {"token": token(link)})
    assert problem(response) == (404, "not-found")


def test_no_edit_of_several_at_once_is_lost(app: APIFlask, ann: Browser, movies: list[int]) -> None:
    path = make(ann)
    people = [ann, invited(app, ann, path), invited(app, ann, path)]
    edits = [(who, movie_id) for movie_id in movies for who in people]

    def put(put_by: tuple[Browser, int]) -> int:
        body: dict[str, Any] = {"position": 1 + put_by[1] % 3}
        return put_by[0].send("PUT", f"{path}/movies/{put_by[1]}", body).status_code

    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(put, edits)) == {200}
    assert sorted(order(ann, path)) == sorted(movies)


def test_bounds(ann: Browser, movies: list[int], engine: Engine) -> None:
    path = make(ann)
    with engine.begin() as connection:
        connection.execute(
            text(
                "insert into list_entries (list_id, film_id, position)"
                " select :list_id, film_id, row_number() over () from films"
                " where film_id not in (select film_id from movies where movie_id = :movie_id)"
                " limit 1000"
            ),
            {"list_id": int(path.rpartition("/")[2]), "movie_id": movies[0]},
        )
    full = ann.send("PUT", f"{path}/movies/{movies[0]}", {})
    expected = 409 if ann.get(path)["films"] == 1000 else 200
    assert full.status_code == expected
    with engine.begin() as connection:
        connection.execute(
            text("insert into lists (user_id, name) select :id, 'n' from generate_series(1, 99)"),
            {"id": ann.user_id},
        )
    assert problem(ann.send("POST", "/lists", {"name": "One more"})) == (409, "too-many-lists")


def into(browser: Browser, path: str, content: str) -> TestResponse:
    """Send a file for a list."""
    file = (io.BytesIO(content.encode()), "list.csv")
    kind = "multipart/form-data"
    return browser.send("POST", f"{path}/import", data={"file": file}, content_type=kind)


def test_films_of_a_file_come_after_those_that_are_there(
    app: APIFlask, ann: Browser, movies: list[int]
) -> None:
    path = make(ann)
    ben = invited(app, ann, path)
    films = [ann.get(f"/movies/{movie_id}") for movie_id in movies[:3]]
    ann.put(f"{path}/movies/{movies[1]}", {"note": "Mine."})
    lines = [
        f'"{film["title"]}",{film["year"]},{note}'
        for film, note in zip(films, ("With tea.", "Theirs.", "x" * 501), strict=True)
    ]
    table = "\n".join(["Title,Year,Notes", *lines, "A Film That Nobody Made,1999,", *lines[:1]])
    answer = into(ben, path, table + "\n")
    assert answer.status_code == 200, answer.text
    made = answer.json
    assert made is not None
    assert (made["rows"], made["added"], made["already"], made["long_notes"]) == (5, 2, 1, 1)
    (missed,) = made["not_matched"]
    assert (missed["title"], missed["reason"]) == ("A Film That Nobody Made", "not_in_catalogue")
    assert order(ann, path) == [movies[1], movies[0], movies[2]]
    notes = [entry["note"] for entry in ann.get(path)["entries"]]
    assert notes == ["Mine.", "With tea.", ""]
    assert made["film_list"]["films"] == 3
    # Again, it changes nothing; and nobody's library has any of it.
    version = ann.get(path)["version"]
    again = into(ann, path, table).json
    assert again is not None
    assert (again["added"], again["already"]) == (0, 3)
    assert ann.get(path)["version"] == version
    assert ann.get("/me/watchlist")["items"] == []
    assert ben.get("/me/watchlist")["items"] == []


def test_a_file_that_cannot_be_read_leaves_the_list_as_it_was(
    app: APIFlask, ann: Browser, movies: list[int]
) -> None:
    path = make(ann)
    ann.put(f"{path}/movies/{movies[0]}", {})
    before = ann.get(path)
    assert problem(into(ann, path, "a,b,c\n1,2,3\n")) == (422, "unknown-layout")
    assert problem(into(person(app), path, "Title,Year\nHeat,1995\n")) == (404, "not-found")
    assert ann.get(path) == before


def test_an_export_has_lists_and_deleting_the_account_deletes_them(
    app: APIFlask, ann: Browser, movies: list[int], engine: Engine
) -> None:
    path = make(ann)
    ann.put(f"{path}/movies/{movies[0]}", {"note": "With tea."})
    ben = invited(app, ann, path)
    (exported,) = ann.get("/me/export")["shared_lists"]
    assert (exported["name"], exported["role"]) == ("Long nights", "owner")
    (entry,) = exported["entries"]
    assert (entry["movie"]["movie_id"], entry["note"]) == (movies[0], "With tea.")
    assert [shared_list["role"] for shared_list in ben.get("/me/export")["shared_lists"]] == [
        "editor"
    ]
    assert ann.send("DELETE", "/me", {"password": PASSWORD}).status_code == 204
    assert problem(ben.send("GET", path)) == (404, "not-found")
    with engine.connect() as connection:
        query = text("select count(*) from lists where user_id = :id")
        assert connection.scalar(query, {"id": ann.user_id}) == 0
