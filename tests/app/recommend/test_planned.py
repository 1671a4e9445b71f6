"""What is on the watchlist says a little of a person, and nothing for itself."""

from __future__ import annotations

import pytest

from tests.app.recommend.people import Json, Person, of


def total(item: Json) -> float:
    return sum(reason["contribution"] for reason in item["because"]) + item["said"] + item["rest"]


def test_plans_alone_are_something_to_go_by(person: Person) -> None:
    planned = of(person, "Western", 5)
    for movie_id in planned:
        person.put(f"/me/watchlist/{movie_id}")
    answer = person.get("/me/recommendations", limit=30)
    assert answer["basis"] == "ratings"
    assert sum("Western" in item["movie"]["genres"] for item in answer["items"]) > 5
    for item in answer["items"]:
        assert {reason["mark"] for reason in item["because"]} == {"planned"}
        assert item["predicted_rating"] is None
        assert total(item) == pytest.approx(item["score"], abs=1e-3)


def test_a_plan_is_no_reason_for_itself(person: Person, films: list[Json]) -> None:
    person.rate({film["id"]: 4.5 for film in films[:6]})
    planned = person.recommended(limit=30)[20]
    before = person.get(f"/me/recommendations/{planned}")
    person.put(f"/me/watchlist/{planned}")
    after = person.get(f"/me/recommendations/{planned}")
    assert after["score"] == pytest.approx(before["score"], abs=1e-3)
    assert planned not in {reason["movie_id"] for reason in after["because"]}
    assert after["rest"] == pytest.approx(0, abs=1e-3)
    listed = next(
        item
        for item in person.get("/me/recommendations", limit=100)["items"]
        if item["movie"]["id"] == planned
    )
    assert listed["score"] == pytest.approx(after["score"], abs=1e-3)
    other = person.get(f"/me/recommendations/{person.recommended(limit=5)[4]}")
    assert planned in {reason["movie_id"] for reason in other["because"]}
    assert other["rest"] == pytest.approx(0, abs=1e-3)


def test_what_is_rated_seen_or_hidden_is_planned_no_more(person: Person, films: list[Json]) -> None:
    ids = [film["id"] for film in films[:4]]
    person.rate({ids[3]: 4.0})
    before = person.get("/me/recommendations")
    for movie_id in ids[:3]:
        person.put(f"/me/watchlist/{movie_id}")
    person.put(f"/me/hidden/{ids[2]}")
    whole = person.get(f"/me/recommendations/{person.recommended()[0]}")
    marks = {reason["movie_id"]: reason["mark"] for reason in whole["because"]}
    assert marks == {ids[0]: "planned", ids[1]: "planned", ids[3]: "rating"}
    person.rate({ids[0]: 5.0})
    person.put(f"/me/history/{ids[1]}", {"watched_on": None})
    whole = person.get(f"/me/recommendations/{person.recommended()[0]}")
    marks = {reason["movie_id"]: reason["mark"] for reason in whole["because"]}
    assert marks == {ids[0]: "rating", ids[1]: "seen", ids[3]: "rating"}
    for path in (f"ratings/{ids[0]}", f"history/{ids[1]}", f"hidden/{ids[2]}"):
        person.delete(f"/me/{path}")
    for movie_id in ids[:3]:
        person.delete(f"/me/watchlist/{movie_id}")
    assert person.get("/me/recommendations") == before


def test_without_its_rating_a_film_is_planned_again(person: Person, films: list[Json]) -> None:
    ids = [film["id"] for film in films[:3]]
    person.rate({ids[0]: 5.0, ids[1]: 4.0})
    person.put(f"/me/watchlist/{ids[1]}")
    imagined = person.get("/me/recommendations/what-if", movie_id=ids[1], limit=10)
    person.delete(f"/me/ratings/{ids[1]}")
    real = person.get("/me/recommendations", limit=11)["items"]
    left = [item for item in real if item["movie"]["id"] != ids[1]][:10]
    for imagined_item, other in zip(imagined["items"], left, strict=True):
        assert imagined_item["movie"] == other["movie"]
        assert imagined_item["score"] == pytest.approx(other["score"], abs=1e-4)
        assert [reason["mark"] for reason in imagined_item["because"]] == [
            reason["mark"] for reason in other["because"]
        ]
