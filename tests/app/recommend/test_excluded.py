"""A film that a person rated, saw or hid is in none of their lists of suggestions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.app.recommend.people import API, Json, Person

Marking = Callable[[Person, int], None]


def rate_in_the_middle(person: Person, movie_id: int) -> None:
    """Two and a half stars weigh nothing, so they leave a person without any taste."""
    person.rate({movie_id: 2.5})


def rate_high(person: Person, movie_id: int) -> None:
    person.rate({movie_id: 5.0})


def see(person: Person, movie_id: int) -> None:
    person.put(f"/me/history/{movie_id}", {"watched_on": None})


def hide(person: Person, movie_id: int) -> None:
    person.put(f"/me/hidden/{movie_id}")


def listed(person: Person, path: str) -> list[int]:
    response = person.client.get(API + path)
    assert response.status_code == 200, response.text
    answer = response.json
    shelves = answer.get("shelves")
    items = answer["items"] if shelves is None else [i for s in shelves for i in s["items"]]
    return [item["movie"]["id"] for item in items]


@pytest.fixture
def paths(films: list[Json]) -> dict[str, str]:
    example, other = films[0]["id"], films[59]["id"]
    return {
        "recommend": "/me/recommendations?limit=100",
        "recommend, diverse": "/me/recommendations?limit=50&diversity=0.5",
        "what-if": f"/me/recommendations/what-if?movie_id={other}&limit=100",
        "shelves": "/me/shelves?limit=30",
        "popular": "/movies/popular?limit=100",
        "similar": f"/movies/{example}/similar?limit=100",
    }


@pytest.mark.parametrize("mark", [rate_in_the_middle, rate_high, see, hide])
@pytest.mark.parametrize(
    "name", ["recommend", "recommend, diverse", "what-if", "shelves", "popular", "similar"]
)
def test_a_marked_film_does_not_come_back(
    person: Person, paths: dict[str, str], name: str, mark: Marking
) -> None:
    before = listed(person, paths[name])
    assert before
    for movie_id in before[:3]:
        mark(person, movie_id)
    after = listed(person, paths[name])
    assert after
    assert not set(before[:3]) & set(after)


@pytest.mark.parametrize("name", ["recommend", "shelves", "popular", "similar"])
def test_a_film_that_is_hidden_no_more_comes_back(
    person: Person, paths: dict[str, str], name: str
) -> None:
    first = listed(person, paths[name])[0]
    hide(person, first)
    assert first not in listed(person, paths[name])
    person.delete(f"/me/hidden/{first}")
    assert listed(person, paths[name])[0] == first


@pytest.mark.parametrize("name", ["recommend", "shelves"])
def test_with_preferences_alone(person: Person, paths: dict[str, str], name: str) -> None:
    person.put("/me/preferences", {"genres": ["Western"]})
    first = listed(person, paths[name])[0]
    hide(person, first)
    assert first not in listed(person, paths[name])


@pytest.mark.parametrize("name", ["popular", "similar"])
def test_no_cache_mixes_up_guests_and_people(
    person: Person, paths: dict[str, str], name: str, client: FlaskClient
) -> None:
    own = person.client.get(API + paths[name])
    assert own.headers["Cache-Control"] == "no-store"
    assert "ETag" not in own.headers
    guest = client.application.test_client().get(API + paths[name])
    assert guest.headers["Cache-Control"].startswith("public")
    assert {"Cookie", "Authorization"} <= {
        part.strip() for part in guest.headers["Vary"].split(",")
    }
    hide(person, own.json["items"][0]["movie"]["id"])
    again = client.application.test_client().get(
        API + paths[name], headers={"If-None-Match": guest.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize(("field", "value"), [("countries", "France"), ("languages", "Japanese")])
def test_origins_filter_every_list(
    person: Person, paths: dict[str, str], field: str, value: str, client: FlaskClient
) -> None:
    """No movie of the API names its countries, so what search finds by them is held against."""
    known = set()
    cursor = ""
    while cursor is not None:
        query = {"q": "film", field: value, "limit": 100, **({"cursor": cursor} if cursor else {})}
        page = person.get("/search", **query)
        known |= {item["movie"]["id"] for item in page["items"]}
        cursor = page["next_cursor"]
    for name in ("recommend", "shelves", "popular", "similar"):
        found = listed(person, f"{paths[name]}&{field}={value}")
        assert found, name
        assert set(found) <= known, name
        without = listed(person, f"{paths[name]}&exclude_{field}={value}")
        assert without, name
        assert not set(without) & known, name
    person.get("/movies/popular", status=422, **{field: "Atlantis"})
