from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask

from tests.app.accounts.people import Browser, person

NOTHING = {
    "rating": None,
    "watched": False,
    "watched_on": None,
    "in_watchlist": False,
    "owned": False,
    "hidden": False,
}
MARKS: list[tuple[str, dict[str, Any] | None, dict[str, Any]]] = [
    ("ratings", {"rating": 3.5}, {"rating": 3.5}),
    ("history", {"watched_on": "2024-02-29"}, {"watched": True, "watched_on": "2024-02-29"}),
    ("history", {"watched_on": None}, {"watched": True}),
    ("history", {}, {"watched": True}),
    ("watchlist", None, {"in_watchlist": True}),
    ("hidden", None, {"hidden": True}),
]


def mark(browser: Browser, movie_id: int) -> dict[str, Any]:
    (found,) = browser.get(f"/me/marks?movie_ids={movie_id}")["items"]
    assert found.pop("movie_id") == movie_id
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(("path", "body", "said"), MARKS)
def test_put_and_delete_are_idempotent(
    ann: Browser, films: list[int], path: str, body: dict[str, Any] | None, said: dict[str, Any]
) -> None:
    address, wanted = f"/me/{path}/{films[3]}", NOTHING | said
    for _ in range(2):
        assert ann.put(address, body) == {"movie_id": films[3], **wanted}
        assert mark(ann, films[3]) == wanted
        (item,) = ann.get(f"/me/{path}")["items"]
        assert item["movie"].items() <= ann.get(f"/movies/{films[3]}").items()
    for _ in range(2):
        ann.delete(address)
        assert mark(ann, films[3]) == NOTHING
        assert ann.get(f"/me/{path}") == {"items": [], "next_cursor": None}


@pytest.mark.parametrize("last", MARKS[4:])
def test_marks_of_a_film_do_not_touch_each_other(
    ann: Browser, films: list[int], last: tuple[str, None, dict[str, Any]]
) -> None:
    for path, body, _ in (MARKS[0], MARKS[1], last):
        ann.put(f"/me/{path}/{films[0]}", body)
    everything = NOTHING | {"rating": 3.5, "watched": True, "watched_on": "2024-02-29"} | last[2]
    assert mark(ann, films[0]) == everything
    ann.delete(f"/me/history/{films[0]}")
    assert mark(ann, films[0]) == everything | {"watched": False, "watched_on": None}


def test_a_new_rating_replaces_the_old(ann: Browser, films: list[int]) -> None:
    for rating in (0.5, 5, 4.5):
        assert ann.put(f"/me/ratings/{films[0]}", {"rating": rating})["rating"] == rating
    assert [item["rating"] for item in ann.get("/me/ratings")["items"]] == [4.5]


def test_a_first_rating_takes_a_film_off_the_watchlist(ann: Browser, films: list[int]) -> None:
    ann.put(f"/me/watchlist/{films[0]}")
    assert not ann.put(f"/me/ratings/{films[0]}", {"rating": 4})["in_watchlist"]
    assert ann.get("/me/watchlist")["items"] == []
    ann.put(f"/me/watchlist/{films[0]}")  # to see it again
    assert ann.put(f"/me/ratings/{films[0]}", {"rating": 3})["in_watchlist"]


def test_same_rating_again_is_no_newer(ann: Browser, films: list[int]) -> None:
    for movie_id in films[:2]:
        ann.put(f"/me/ratings/{movie_id}", {"rating": 4})
    before = ann.get("/me/ratings")
    ann.put(f"/me/ratings/{films[0]}", {"rating": 4})
    assert ann.get("/me/ratings") == before
    ann.put(f"/me/ratings/{films[0]}", {"rating": 4.5})
    assert [item["movie"]["id"] for item in ann.get("/me/ratings")["items"]] == films[:2]


@pytest.mark.parametrize("rating", [0, 0.4, 5.5, 4.25, -1, "4", True, None, [4], 1e400])
def test_bad_ratings(ann: Browser, films: list[int], rating: object) -> None:
    ann.put(f"/me/ratings/{films[0]}", {"rating": 2})
    response = ann.send("PUT", f"/me/ratings/{films[0]}", {"rating": rating})
    assert response.status_code in (400, 422)
    if response.status_code == 422:
        assert [error["pointer"] for error in response.json["errors"]] == ["/rating"]
    assert mark(ann, films[0])["rating"] == 2


TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


@pytest.mark.parametrize(
    "day", [str(TOMORROW + timedelta(days=1)), "1887-12-31", "2024-02-30", "yesterday", 20240229]
)
def test_bad_days(ann: Browser, films: list[int], day: object) -> None:
    response = ann.send("PUT", f"/me/history/{films[0]}", {"watched_on": day})
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == ["/watched_on"]


def test_today_is_tomorrow_somewhere(ann: Browser, films: list[int]) -> None:
    ann.put(f"/me/history/{films[0]}", {"watched_on": str(TOMORROW)})


@pytest.mark.parametrize("method", ["PUT", "DELETE"])
@pytest.mark.parametrize("path", ["ratings", "history", "watchlist", "hidden"])
def test_unknown_films_are_not_found(ann: Browser, path: str, method: str) -> None:
    body = {"ratings": {"rating": 3}, "history": {}}.get(path) if method == "PUT" else None
    for movie_id in (7, 0, 2**31 - 1, 2**31, "9" * 30, "x", "1.5", "-1"):
        response = ann.send(method, f"/me/{path}/{movie_id}", body)
        assert response.status_code == 404, movie_id
        assert response.content_type == "application/problem+json"
    assert ann.get(f"/me/{path}")["items"] == []


def test_marks_come_in_the_order_asked_for(ann: Browser, films: list[int]) -> None:
    ann.put(f"/me/ratings/{films[2]}", {"rating": 1.5})
    asked = [films[5], 7, films[2], films[0], films[5]]
    query = "&".join(f"movie_ids={movie_id}" for movie_id in asked)
    items = ann.get(f"/me/marks?{query}")["items"]
    assert [item["movie_id"] for item in items] == [films[5], films[2], films[0]]
    assert [item["rating"] for item in items] == [None, 1.5, None]


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ("", "/query/movie_ids"),
        ("movie_ids=", "/query/movie_ids/0"),
        ("movie_ids=1&movie_ids=x", "/query/movie_ids/1"),
        ("movie_ids=-1", "/query/movie_ids/0"),
        ("movie_ids=2147483648", "/query/movie_ids/0"),
        ("&".join(f"movie_ids={n}" for n in range(101)), "/query/movie_ids"),
        ("movie_ids=1&limit=5", "/query/limit"),
    ],
)
def test_bad_look_ups(ann: Browser, query: str, pointer: str) -> None:
    response = ann.send("GET", f"/me/marks?{query}")
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]


def test_a_hundred_films_in_one_request(ann: Browser, films: list[int]) -> None:
    query = "&".join(f"movie_ids={film}" for film in [*films, *range(70)])
    assert len(ann.get(f"/me/marks?{query}")["items"]) == len(films)


def test_libraries_are_apart(app: APIFlask, ann: Browser, films: list[int]) -> None:
    bob = person(app)
    ann.put(f"/me/ratings/{films[0]}", {"rating": 5})
    bob.put(f"/me/ratings/{films[0]}", {"rating": 1})
    bob.delete(f"/me/ratings/{films[1]}")
    assert mark(ann, films[0])["rating"] == 5
    bob.delete(f"/me/ratings/{films[0]}")
    assert mark(ann, films[0])["rating"] == 5
    assert bob.get("/me/ratings")["items"] == []
