"""A film seen several times: each viewing has its day and its note."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from tests.app.accounts.people import Browser, person

TOMORROW = datetime.now(UTC).date() + timedelta(days=1)


def add(browser: Browser, movie_id: int, day: str | None = None, note: str = "") -> dict[str, Any]:
    body = {"movie_id": movie_id, "watched_on": day, "note": note}
    response = browser.send("POST", "/me/viewings", body)
    assert response.status_code == 201, response.text
    assert response.json is not None
    return response.json


def diary(browser: Browser, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = browser.get(f"/me/viewings{query}")["items"]
    return found


def mark(browser: Browser, movie_id: int) -> dict[str, Any]:
    (found,) = browser.get(f"/me/marks?movie_ids={movie_id}")["items"]
    return found  # type: ignore[no-any-return]


def test_viewings_of_a_film_are_numbered_by_day(ann: Browser, films: list[int]) -> None:
    ann.put(f"/me/ratings/{films[0]}", {"rating": 4.5})
    later = add(ann, films[0], "2025-03-01", "With Ada.")
    assert (later["number"], later["rating"], later["note"]) == (1, 4.5, "With Ada.")
    assert add(ann, films[0], "2020-01-31")["number"] == 1
    assert add(ann, films[0])["number"] == 1  # when is not known: before the diary began
    assert add(ann, films[0], "2025-03-01")["number"] == 4
    assert add(ann, films[1], "2024-01-01")["number"] == 1
    found = [(item["movie"]["id"], item["watched_on"], item["number"]) for item in diary(ann)]
    assert found == [
        (films[0], "2025-03-01", 4),
        (films[0], "2025-03-01", 3),
        (films[1], "2024-01-01", 1),
        (films[0], "2020-01-31", 2),
        (films[0], None, 1),
    ]
    assert {item["id"] for item in diary(ann, f"?movie_id={films[1]}")} == {diary(ann)[2]["id"]}


def test_a_viewing_sent_again_with_its_key_is_entered_once(ann: Browser, films: list[int]) -> None:
    body = {"movie_id": films[0], "watched_on": "2025-03-01", "note": "Offline."}
    headers = {"Idempotency-Key": "written-on-a-train"}
    first = ann.send("POST", "/me/viewings", body, headers=headers)
    assert "Idempotency-Replayed" not in first.headers
    # The answer was lost, and meanwhile another device has changed the note.
    changed = {"watched_on": "2025-03-01", "note": "On a train."}
    ann.put(f"/me/viewings/{first.json['id']}", changed)  # type: ignore[index]
    again = ann.send("POST", "/me/viewings", body, headers=headers)
    assert (again.status_code, again.headers["Idempotency-Replayed"]) == (201, "true")
    assert [(viewing["id"], viewing["note"]) for viewing in diary(ann)] == [
        (first.json["id"], "On a train.")  # type: ignore[index]
    ]
    other = ann.send("POST", "/me/viewings", body | {"movie_id": films[1]}, headers=headers)
    assert other.status_code == 422
    add(ann, films[0], "2025-03-01", "Offline.")
    assert len(diary(ann)) == 2


def test_marks_sent_twice_count_once(ann: Browser, films: list[int]) -> None:
    """What the page sends again when it was offline: every mark is a PUT of its whole value."""
    marks = (
        (f"/me/ratings/{films[0]}", {"rating": 4.5}),
        (f"/me/watchlist/{films[1]}", {}),
        (f"/me/hidden/{films[2]}", {}),
        (f"/me/history/{films[3]}", {"watched_on": "2025-03-01"}),
    )
    found = []
    for _ in range(2):
        for path, body in marks:
            ann.put(path, body)
        found.append(
            [
                [(item["movie"]["id"], item.get("id"), item.get("watched_on")) for item in items]
                for name in ("ratings", "watchlist", "hidden", "history", "viewings")
                for items in [ann.get(f"/me/{name}")["items"]]
            ]
        )
    assert found[0] == found[1]
    assert [len(items) for items in found[0]] == [1, 1, 1, 1, 1]


def test_a_film_seen_several_times_is_once_in_every_list(ann: Browser, films: list[int]) -> None:
    for day in ("2020-01-31", "2025-03-01", None):
        add(ann, films[0], day)
    (item,) = ann.get("/me/history")["items"]
    assert (item["movie"]["id"], item["watched_on"]) == (films[0], "2025-03-01")
    assert mark(ann, films[0])["watched_on"] == "2025-03-01"
    recommended = ann.get("/me/recommendations?limit=100")["items"]
    assert films[0] not in {item["movie"]["id"] for item in recommended}
    assert [(reason["movie_id"], reason["mark"]) for reason in recommended[0]["because"]] == [
        (films[0], "seen")
    ]
    assert ann.get("/me/taste")["mark_count"] == 1


def test_day_and_note_are_replaced(ann: Browser, films: list[int]) -> None:
    viewing = add(ann, films[0], "2025-03-01", "Good.")
    path = f"/me/viewings/{viewing['id']}"
    changed = ann.put(path, {"watched_on": "2025-03-02", "note": "Better.\n\nOn film."})
    assert changed == viewing | {"watched_on": "2025-03-02", "note": "Better.\n\nOn film."}
    assert diary(ann) == [changed]
    assert ann.put(path, {})["watched_on"] is None
    assert diary(ann)[0]["note"] == ""


def test_the_last_viewing_deleted_is_a_film_not_seen(ann: Browser, films: list[int]) -> None:
    first, second = add(ann, films[0], "2020-01-31"), add(ann, films[0], "2025-03-01")
    ann.delete(f"/me/viewings/{second['id']}")
    assert mark(ann, films[0])["watched_on"] == "2020-01-31"
    ann.delete(f"/me/viewings/{first['id']}")
    assert not mark(ann, films[0])["watched"]
    assert ann.get("/me/history")["items"] == diary(ann) == []
    assert ann.get("/me/taste")["mark_count"] == 0


def test_the_history_sets_the_latest_viewing(ann: Browser, films: list[int]) -> None:
    add(ann, films[0], "2020-01-31", "First.")
    add(ann, films[0], "2025-03-01", "Second.")
    assert ann.put(f"/me/history/{films[0]}", {"watched_on": "2025-04-01"})["watched"]
    found = [(item["watched_on"], item["note"]) for item in diary(ann)]
    assert found == [("2025-04-01", "Second."), ("2020-01-31", "First.")]
    ann.delete(f"/me/history/{films[0]}")
    assert diary(ann) == []


@pytest.mark.parametrize("sort", ["newest", "oldest", "rating", "title", "year"])
def test_pages_make_up_the_diary(ann: Browser, films: list[int], sort: str) -> None:
    days = ["2024-03-01", None, "2021-07-15", None, "2024-03-01", "1999-12-31"]
    for place, day in enumerate(days):
        add(ann, films[place // 2], day)
    whole = diary(ann, f"?sort={sort}")
    assert len(whole) == len(days)
    if sort in ("newest", "oldest"):  # what has no day comes last in either order
        dated = [item["watched_on"] for item in whole[:4]]
        assert dated == sorted(dated, reverse=sort == "newest")
        assert [item["watched_on"] for item in whole[4:]] == [None, None]
    found: list[dict[str, Any]] = []
    page = ann.get(f"/me/viewings?sort={sort}&limit=1")
    while page["next_cursor"]:
        found += page["items"]
        page = ann.get(f"/me/viewings?sort={sort}&limit=1&cursor={page['next_cursor']}")
    assert [*found, *page["items"]] == whole


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/movie_id"),
        ({"movie_id": "1"}, "/movie_id"),
        ({"movie_id": -1}, "/movie_id"),
        ({"movie_id": 1, "watched_on": str(TOMORROW + timedelta(days=1))}, "/watched_on"),
        ({"movie_id": 1, "watched_on": "1887-12-31"}, "/watched_on"),
        ({"movie_id": 1, "watched_on": "2024-02-30"}, "/watched_on"),
        ({"movie_id": 1, "note": "x" * 2001}, "/note"),
        ({"movie_id": 1, "note": "ring\x07ring"}, "/note"),
        ({"movie_id": 1, "note": None}, "/note"),
        ({"movie_id": 1, "number": 2}, "/number"),
    ],
)
def test_bad_viewings(ann: Browser, body: dict[str, Any], pointer: str) -> None:
    response = ann.send("POST", "/me/viewings", body)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]  # type: ignore[index]
    assert diary(ann) == []


def test_notes_have_room_for_two_thousand_characters(ann: Browser, films: list[int]) -> None:
    note = "é\n🎬" * 666 + "xy"
    assert add(ann, films[0], note=f" \n{note}\r\n ")["note"] == note


@pytest.mark.parametrize("query", ["year=1887", "year=x", "year=1_999", "movie_id=-1", "page=1"])
def test_bad_queries(ann: Browser, query: str) -> None:
    assert ann.send("GET", f"/me/viewings?{query}").status_code == 422


def test_what_is_not_there_is_not_found(app: APIFlask, ann: Browser, films: list[int]) -> None:
    theirs = add(person(app), films[0], "2020-01-31", "Private.")
    for viewing_id in (theirs["id"], 0, 2**40, 2**70, "x"):
        path = f"/me/viewings/{viewing_id}"
        for method, body in (("PUT", {"note": "Mine."}), ("DELETE", None)):
            response = ann.send(method, path, body)
            assert (response.status_code, response.content_type) == (
                404,
                "application/problem+json",
            )
    assert ann.send("POST", "/me/viewings", {"movie_id": 7}).status_code == 404


# The list a film is put on, and the lists that it is on afterwards of those it was on before.
CONTRADICTIONS = [
    ("history", "watchlist", []),
    ("ratings", "watchlist", []),
    ("hidden", "watchlist", []),
    ("watchlist", "hidden", []),
    ("watchlist", "history", ["history"]),
    ("watchlist", "ratings", ["ratings"]),
    ("history", "hidden", ["hidden"]),
    ("hidden", "history", ["history"]),
]
BODY = {"history": {"watched_on": None}, "ratings": {"rating": 4}}


@pytest.mark.parametrize(("put", "before", "left"), CONTRADICTIONS)
def test_the_newer_of_two_that_contradict_holds(
    ann: Browser, films: list[int], put: str, before: str, left: list[str]
) -> None:
    for movie_id in films[:2]:
        ann.put(f"/me/{before}/{movie_id}", BODY.get(before))
    answer = ann.put(f"/me/{put}/{films[0]}", BODY.get(put))
    assert answer == mark(ann, films[0])
    on = [
        name
        for name in (before, put)
        if films[0] in {item["movie"]["id"] for item in ann.get(f"/me/{name}")["items"]}
    ]
    assert on == [*left, put]
    assert [item["movie"]["id"] for item in ann.get(f"/me/{before}")["items"]][-1] == films[1] or (
        before in left
    )


def test_a_viewing_takes_a_film_off_the_watchlist(ann: Browser, films: list[int]) -> None:
    ann.put(f"/me/watchlist/{films[0]}")
    add(ann, films[0], "2020-01-31")
    assert not mark(ann, films[0])["in_watchlist"]
    ann.put(f"/me/watchlist/{films[0]}")  # to see it again
    assert mark(ann, films[0])["in_watchlist"]


def test_a_film_that_the_release_lacks_keeps_its_viewings(ann: Browser, engine: Engine) -> None:
    with engine.begin() as connection:
        viewing_id = connection.scalar(
            text(
                "with film as (insert into films (title_key, year) values ('lost diary', 1931)"
                " returning film_id) insert into viewings (user_id, film_id, watched_on, note)"
                " select :user_id, film_id, '1931-05-05', 'Kept.' from film returning viewing_id"
            ),
            {"user_id": ann.user_id},
        )
    assert diary(ann) == []
    assert ann.get("/me/years") == {
        "items": [{"year": 1931, "viewings": 1, "films": 1}],
        "undated": 0,
    }
    assert ann.send("PUT", f"/me/viewings/{viewing_id}", {}).status_code == 404
    with engine.connect() as connection:
        statement = text("select note from viewings where viewing_id = :viewing_id")
        assert connection.scalar(statement, {"viewing_id": viewing_id}) == "Kept."
    ann.delete(f"/me/viewings/{viewing_id}")
    assert ann.get("/me/years")["items"] == []
