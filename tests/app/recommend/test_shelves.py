"""Several interests of one person, each with a shelf of its own."""

from __future__ import annotations

import pytest

from tests.app.recommend.people import Person, listed, of


def test_two_interests_are_two_shelves_named_by_what_tells_them(person: Person) -> None:
    animated = of(person, "Animation", 8, "Western")
    fighting = of(person, "Western", 8, "Animation", "Comedy")
    person.rate({**dict.fromkeys(animated, 5.0), **dict.fromkeys(fighting, 4.5)})
    answer = person.get("/me/shelves", limit=10)
    assert answer["basis"] == "ratings"
    kinds = [shelf["kind"] for shelf in answer["shelves"]]
    assert kinds == ["interest"] * len(kinds)
    assert 2 <= len(kinds) <= 5
    behind = [{movie["movie_id"] for movie in shelf["movies"]} for shelf in answer["shelves"]]
    assert any(films and films <= set(animated) for films in behind)
    # Of simulated people one film in three may stand with the other interest.
    assert any(len(films & set(fighting)) >= 2 * len(films - set(fighting)) for films in behind)
    names = {name for shelf in answer["shelves"] for name in shelf["names"]}
    assert {"Animation", "Western"} & names
    assert len({shelf["key"] for shelf in answer["shelves"]}) == len(kinds)


def test_no_film_is_on_two_shelves_nor_known(person: Person) -> None:
    rated = of(person, "Comedy", 9) + of(person, "Horror", 9)
    person.rate(dict.fromkeys(rated, 4.5))
    hidden = person.get("/me/shelves")["shelves"][0]["items"][0]["movie"]["id"]
    person.put(f"/me/hidden/{hidden}")
    shelves = person.get("/me/shelves", limit=30)["shelves"]
    shown = [item["movie"]["id"] for shelf in shelves for item in shelf["items"]]
    assert len(shown) == len(set(shown)) >= 3 * len(shelves)
    assert not {*rated, hidden} & set(shown)


def test_scores_and_reasons_are_those_of_the_whole_person(person: Person) -> None:
    person.rate(dict.fromkeys(of(person, "Comedy", 6) + of(person, "War", 6), 4.0))
    for shelf in person.get("/me/shelves", limit=3)["shelves"]:
        for item in shelf["items"]:
            alone = person.get(f"/me/recommendations/{item['movie']['id']}")
            assert item["score"] == pytest.approx(alone["score"], abs=1e-5)
            assert item["because"] == listed(alone["because"])


def test_disliked_films_make_no_interest_and_yet_there_are_shelves(person: Person) -> None:
    disliked = of(person, "Drama", 1)
    person.rate(dict.fromkeys(disliked, 0.5))
    shelves = person.get("/me/shelves")["shelves"]
    assert [shelf["kind"] for shelf in shelves] == ["genre"] * 4
    assert all(len(shelf["items"]) == 12 and shelf["movies"] == [] for shelf in shelves)
    reasons = [reason for shelf in shelves for item in shelf["items"] for reason in item["because"]]
    assert all(reason["speaks"] == "against" for reason in reasons)


def test_before_any_mark_there_is_a_shelf_for_each_of_some_genres(person: Person) -> None:
    person.put("/me/preferences", {"exclude_genres": ["Drama"]})
    answer = person.get("/me/shelves", limit=5)
    assert answer["basis"] == "popular"
    names = [shelf["names"][0] for shelf in answer["shelves"]]
    assert len(set(names)) == 6
    assert "Drama" not in names
    shown = [item["movie"] for shelf in answer["shelves"] for item in shelf["items"]]
    assert len({film["id"] for film in shown}) == len(shown) == 30
    assert not any("Drama" in film["genres"] for film in shown)


def test_what_was_said_has_a_shelf_of_its_own(person: Person) -> None:
    person.put("/me/preferences", {"genres": ["Western"]})
    (only,) = person.get("/me/shelves", limit=10)["shelves"]
    assert (only["kind"], only["movies"]) == ("words", [])
    person.rate(dict.fromkeys(of(person, "Comedy", 5), 5.0))
    kinds = [shelf["kind"] for shelf in person.get("/me/shelves")["shelves"]]
    assert kinds[-1] == "words"
    assert "interest" in kinds


def test_a_shelf_has_a_length(person: Person) -> None:
    person.get("/me/shelves", status=422, limit=0)
    person.get("/me/shelves", status=422, limit=31)
