"""People's marks are of films, and outlive the release they were made under."""

from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person
from tests.app.library.releases import add_film, go_live


@pytest.fixture
def app(empty_engine: Engine, tmp_path: Path) -> APIFlask:
    return app_on(empty_engine, tmp_path)


@pytest.fixture
def film_ids(empty_engine: Engine) -> list[int]:
    with empty_engine.begin() as connection:
        return [add_film(connection, key) for key in ("heat", "emma", "babylon")]


def listed(browser: Browser, name: str) -> list[int]:
    return [item["movie"]["id"] for item in browser.get(f"/me/{name}")["items"]]


def test_rating_sleeps_while_no_release_has_its_film(
    app: APIFlask, empty_engine: Engine, film_ids: list[int]
) -> None:
    heat, emma, babylon = film_ids
    go_live(empty_engine, "first", {6: heat, 838: emma})
    ann = person(app)
    ann.put("/me/ratings/6", {"rating": 4.5})
    ann.put("/me/ratings/838", {"rating": 2})
    ann.put("/me/history/6", {"watched_on": "2020-01-31"})
    ann.put("/me/watchlist/838")
    ann.put("/me/hidden/6")

    # The second release has one of them under another's id, and one film more.
    go_live(empty_engine, "second", {6: emma, 7: babylon})
    assert listed(ann, "ratings") == [6]
    assert ann.get("/me/ratings")["items"][0]["rating"] == 2
    assert listed(ann, "history") == listed(ann, "hidden") == []
    assert listed(ann, "watchlist") == [6]
    assert ann.send("PUT", "/me/ratings/838", {"rating": 1}).status_code == 404
    marks = ann.get("/me/marks?movie_ids=6&movie_ids=7&movie_ids=838")["items"]
    assert [(mark["movie_id"], mark["rating"]) for mark in marks] == [(6, 2), (7, None)]
    ann.put("/me/ratings/6", {"rating": 3})
    with empty_engine.connect() as connection:
        assert connection.execute(text("select count(*) from ratings")).scalar_one() == 2

    # The third has both again.
    go_live(empty_engine, "third", {1: heat, 2: emma, 3: babylon})
    assert {item["movie"]["id"]: item["rating"] for item in ann.get("/me/ratings")["items"]} == {
        1: 4.5,
        2: 3,
    }
    assert listed(ann, "history") == listed(ann, "hidden") == [1]
    assert listed(ann, "watchlist") == [2]


def test_page_goes_on_over_a_change_of_release(
    app: APIFlask, empty_engine: Engine, film_ids: list[int]
) -> None:
    go_live(empty_engine, "first", dict(enumerate(film_ids)))
    ann = person(app)
    for movie_id in range(3):
        ann.put(f"/me/ratings/{movie_id}", {"rating": 1 + movie_id})
    page = ann.get("/me/ratings?limit=1&sort=rating")
    go_live(empty_engine, "second", {10 + n: film_id for n, film_id in enumerate(film_ids)})
    following = ann.get(f"/me/ratings?sort=rating&cursor={page['next_cursor']}")
    assert [item["movie"]["id"] for item in following["items"]] == [11, 10]


def test_film_whose_title_has_no_end(
    app: APIFlask, empty_engine: Engine, film_ids: list[int]
) -> None:
    """A cursor has some of the title in it, and may have 1,000 characters."""
    go_live(empty_engine, "first", dict(enumerate(film_ids)))
    with empty_engine.begin() as connection:
        connection.execute(
            text(
                "update movies set title = (select string_agg(chr(12449 + n * n % 80), '') "
                "from generate_series(1, 2000) as n) || movie_id"
            )
        )
    ann = person(app)
    for movie_id in range(3):
        ann.put(f"/me/watchlist/{movie_id}")
    seen, cursor = [], ""
    while cursor is not None:
        page = ann.get(f"/me/watchlist?sort=title&limit=1{cursor and '&cursor=' + cursor}")
        seen += [item["movie"]["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(seen) == [0, 1, 2]


def test_before_there_is_a_release(app: APIFlask) -> None:
    ann = person(app)
    assert ann.user()
    assert ann.put("/me/preferences", {"year_min": 1990})["year_min"] == 1990
    for method, path in (
        ("GET", "/me/ratings"),
        ("PUT", "/me/hidden/1"),
        ("DELETE", "/me/hidden/1"),
    ):
        response = ann.send(method, path)
        assert response.status_code == 503
        assert response.json["type"] == "/api/docs#no-live-release"
