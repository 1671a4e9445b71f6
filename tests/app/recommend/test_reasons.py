"""Reasons: what was rated low is never one for a film, and all add up, in score and in stars."""

from __future__ import annotations

import numpy as np
import pytest

from tests.app.recommend.people import Json, Person, of

LIKED = 3.5


def random_marks(films: list[Json], seed: int) -> dict[int, float]:
    """Return ratings of some popular films, low ones among them."""
    rng = np.random.default_rng(seed)
    chosen = rng.choice(len(films), int(rng.integers(1, 18)), replace=False)
    return {films[n]["id"]: float(rng.integers(1, 11)) / 2 for n in chosen}


def check(because: list[Json]) -> None:
    for reason in because:
        liked = reason["rating"] is None or reason["rating"] >= LIKED
        assert (reason["speaks"] == "for") == (liked and reason["contribution"] > 0)
        assert (reason["speaks"] == "against") == (reason["contribution"] < 0)


@pytest.mark.parametrize("seed", range(6))
def test_no_reason_for_was_rated_low_and_all_add_up(
    person: Person, films: list[Json], seed: int
) -> None:
    person.rate(random_marks(films, seed))
    listed = person.get("/me/recommendations", limit=12)["items"]
    shelved = [
        item for shelf in person.get("/me/shelves", limit=4)["shelves"] for item in shelf["items"]
    ]
    for item in [*listed, *shelved]:
        check(item["because"])
        assert all(reason["speaks"] != "neither" for reason in item["because"])
        total = (
            sum(reason["contribution"] for reason in item["because"]) + item["said"] + item["rest"]
        )
        assert total == pytest.approx(item["score"], abs=1e-3)
    for item in listed[:4]:
        whole = person.get(f"/me/recommendations/{item['movie']['id']}")
        check(whole["because"])
        total = sum(reason["contribution"] for reason in whole["because"])
        assert total == pytest.approx(whole["score"], abs=1e-3)
        parts = whole["star_sum"]
        stars = sum(parts.values()) + sum(reason["stars"] for reason in whole["because"])
        assert stars == pytest.approx(whole["predicted_rating"], abs=1e-3)
        given = [reason["rating"] for reason in whole["because"] if reason["rating"] is not None]
        assert parts["average"] == pytest.approx(np.mean(given))


def test_a_shelf_is_because_of_liked_films_alone(person: Person) -> None:
    loved, hated = of(person, "Sci-Fi", 3, "Romance"), of(person, "Romance", 3, "Sci-Fi")
    person.rate({**dict.fromkeys(loved, 5.0), **dict.fromkeys(hated, 1.5)})
    behind = {
        movie["movie_id"]
        for shelf in person.get("/me/shelves")["shelves"]
        for movie in shelf["movies"]
    }
    assert behind
    assert behind <= set(loved)


def test_what_both_films_share_is_true_of_both(person: Person, films: list[Json]) -> None:
    person.rate({film["id"]: 5.0 for film in films[:5]})
    told = 0
    for item in person.get("/me/recommendations", limit=20)["items"]:
        for reason in item["because"]:
            for trait in reason["shared"]:
                for movie_id in (item["movie"]["id"], reason["movie_id"]):
                    film = person.get(f"/movies/{movie_id}")
                    names = {
                        "mood": [mood["name"] for mood in film["moods"]] + film["tags"],
                        "tag": film["tags"],
                        "genre": film["genres"],
                        "person": [who["name"] for who in film["directors"] + film["full_cast"]],
                    }[trait["kind"]]
                    if not trait["estimated"] and trait["kind"] != "tag":
                        assert trait["name"] in names
                told += 1
    assert told > 40


def test_similar_films_say_what_they_share(person: Person, films: list[Json]) -> None:
    similar = person.get(f"/movies/{films[0]['id']}/similar", limit=10)["items"]
    assert sum(bool(item["shared"]["traits"]) for item in similar) >= 8


def test_without_some_films_stars_and_rank_are_those_of_somebody_without_them(
    person: Person, films: list[Json]
) -> None:
    ids = [film["id"] for film in films]
    person.rate({ids[0]: 5.0, ids[1]: 4.5, ids[2]: 2.0, ids[3]: 5.0})
    asked = person.recommended()[4]
    before = person.get(f"/me/recommendations/{asked}")
    assert before["rank"] == 5
    imagined = person.get(f"/me/recommendations/{asked}", without=[ids[1], ids[3]])
    assert person.get(f"/me/recommendations/{asked}") == before
    assert {reason["movie_id"] for reason in imagined["because"]} == {ids[0], ids[2]}
    for movie_id in (ids[1], ids[3]):
        person.delete(f"/me/ratings/{movie_id}")
        # The imagined list does not show them either.
        person.put(f"/me/hidden/{movie_id}")
    real = person.get(f"/me/recommendations/{asked}")
    assert imagined["rank"] == real["rank"]
    for key in ("score", "predicted_rating", "predicted_low", "predicted_high"):
        assert imagined[key] == pytest.approx(real[key], abs=1e-3)
    person.get(f"/me/recommendations/{asked}", status=404, without=999_999_999)


def test_the_rank_is_that_of_the_list_asked_for(person: Person, films: list[Json]) -> None:
    person.rate({films[0]["id"]: 5.0})
    third = person.recommended(genres="Comedy", adventurousness=1)[2]
    whole = person.get(f"/me/recommendations/{third}", genres="Comedy", adventurousness=1)
    assert whole["rank"] == 3
    assert person.get(f"/me/recommendations/{films[0]['id']}")["rank"] is None


def test_predictions_come_in_one_batch_with_their_doubt(person: Person, films: list[Json]) -> None:
    ids = [film["id"] for film in films[:50]]
    assert person.get("/me/predictions", movie_ids=ids)["items"] == []
    person.rate({ids[0]: 5.0})
    assert all(
        prediction["too_early"]
        for prediction in person.get("/me/predictions", movie_ids=ids)["items"]
    )
    person.rate(dict.fromkeys(ids[1:4], 4.0))
    found = person.get("/me/predictions", movie_ids=[*ids, 999_999_999])["items"]
    assert [prediction["movie_id"] for prediction in found] == ids
    for prediction in found:
        assert not prediction["too_early"]
        assert (
            0.5
            <= prediction["predicted_low"]
            <= prediction["predicted_rating"]
            <= prediction["predicted_high"]
            <= 5
        )
    alone = person.get(f"/me/recommendations/{ids[20]}")
    assert alone["predicted_rating"] == pytest.approx(found[20]["predicted_rating"], abs=1e-4)
    assert alone["predicted_low"] == pytest.approx(found[20]["predicted_low"], abs=1e-4)


def test_a_format_is_neither_a_reason_nor_a_taste(person: Person) -> None:
    shown = of(person, "IMAX", 6)
    assert len(shown) == 6
    person.rate(dict.fromkeys(shown, 5.0))
    taste = person.get("/me/taste")
    assert taste["genres"]
    assert "IMAX" not in {genre["name"] for genre in taste["genres"]}
    answer = person.get("/me/recommendations", limit=12)
    shared = [
        trait
        for item in answer["items"]
        for reason in item["because"]
        for trait in reason["shared"]
    ]
    assert shared
    assert {"IMAX", "imax", "3d"}.isdisjoint(trait["name"] for trait in shared)
    for shelf in person.get("/me/shelves")["shelves"]:
        assert "IMAX" not in shelf["names"]
