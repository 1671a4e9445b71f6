from typing import Any

import pytest
from apiflask import APIFlask

from tests.app.accounts.people import Browser, person

DEFAULTS: dict[str, Any] = {
    "genres": [],
    "exclude_genres": [],
    "tags": [],
    "exclude_tags": [],
    "exclude_people": [],
    "year_min": None,
    "year_max": None,
    "adventurousness": 0.3,
    "onboarding_text": "",
    "read": [],
}


def test_defaults(ann: Browser) -> None:
    assert ann.get("/me/preferences") == DEFAULTS


def test_put_replaces_all_of_them(app: APIFlask, ann: Browser) -> None:
    first = {
        "genres": ["Comedy", "Sci-Fi"],
        "exclude_genres": ["Horror"],
        "tags": ["time travel"],
        "exclude_tags": ["gore"],
        "exclude_people": [12, 13],
        "year_min": 1960,
        "year_max": 1989,
        "adventurousness": 0.85,
        "onboarding_text": "slow science fiction with a heart …",
    }
    read = [
        {"kind": "mood", "name": "slow", "wanted": True, "phrase": "slow"},
        {"kind": "genre", "name": "Sci-Fi", "wanted": True, "phrase": "science fiction"},
    ]
    for _ in range(2):
        assert ann.put("/me/preferences", first) == {**first, "read": read}
        assert ann.get("/me/preferences") == {**first, "read": read}
    assert ann.put("/me/preferences", {"year_min": 2000}) == DEFAULTS | {"year_min": 2000}
    assert person(app).get("/me/preferences") == DEFAULTS


def test_the_words_say_what_is_not_wanted(ann: Browser) -> None:
    said = ann.put("/me/preferences", {"onboarding_text": "Dry comedies. Nothing with ghosts!"})
    assert said["read"][-1] == {
        "kind": "tag",
        "name": "ghost",
        "wanted": False,
        "phrase": "Nothing with ghosts",
    }


def test_genres_twice_are_once(ann: Browser) -> None:
    given = {"genres": ["Drama", "Comedy", "Drama"]}
    assert ann.put("/me/preferences", given)["genres"] == ["Drama", "Comedy"]


def test_genres_outlive_the_release_that_has_them(ann: Browser) -> None:
    """So no genre is refused: another data set may call them otherwise."""
    assert ann.put("/me/preferences", {"genres": ["Gialli"]})["genres"] == ["Gialli"]


@pytest.mark.parametrize(
    ("given", "pointer"),
    [
        ({"genres": "Comedy"}, "/genres"),
        ({"genres": [""]}, "/genres/0"),
        ({"genres": ["x" * 61]}, "/genres/0"),
        ({"genres": [f"g{n}" for n in range(21)]}, "/genres"),
        ({"genres": ["Comedy"], "exclude_genres": ["Comedy"]}, "/exclude_genres"),
        ({"tags": ["gore"], "exclude_tags": ["gore"]}, "/exclude_tags"),
        ({"tags": [f"t{n}" for n in range(51)]}, "/tags"),
        ({"year_min": 1869}, "/year_min"),
        ({"year_max": 2201}, "/year_max"),
        ({"year_min": 1999.5}, "/year_min"),
        ({"year_min": "1999"}, "/year_min"),
        ({"year_min": 2000, "year_max": 1999}, "/year_max"),
        ({"adventurousness": 1.01}, "/adventurousness"),
        ({"adventurousness": -0.01}, "/adventurousness"),
        ({"adventurousness": None}, "/adventurousness"),
        ({"onboarding_text": "x" * 2001}, "/onboarding_text"),
        ({"onboarding_text": None}, "/onboarding_text"),
        ({"colour": "red"}, "/colour"),
    ],
)
def test_bad_ones_change_nothing(ann: Browser, given: dict[str, Any], pointer: str) -> None:
    ann.put("/me/preferences", {"year_min": 1950})
    response = ann.send("PUT", "/me/preferences", given)
    assert response.status_code == 422
    assert [error["pointer"] for error in response.json["errors"]] == [pointer]
    assert ann.get("/me/preferences") == DEFAULTS | {"year_min": 1950}
