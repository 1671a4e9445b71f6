"""The map of a release, and where a person lies on it."""

from __future__ import annotations

import numpy as np
import pytest
from flask.testing import FlaskClient

from tests.app.recommend.people import API, Json, Person, of


@pytest.fixture(scope="module")
def chart(client: FlaskClient) -> Json:
    answer = client.get(f"{API}/movies/map")
    assert answer.status_code == 200
    assert answer.json
    return answer.json


def test_every_film_has_a_place(chart: Json, client: FlaskClient) -> None:
    release = client.get(f"{API}/release").json
    assert release
    films = chart["movies"]
    assert {len(column) for column in films.values()} == {release["movie_count"]}
    assert chart["release"] == release["id"]
    assert np.abs([films["x"], films["y"]]).max() <= 1
    assert films["rating_count"] == sorted(films["rating_count"], reverse=True)
    film = client.get(f"{API}/movies/{films['movie_id'][7]}").json
    assert film
    assert (film["title"], film["year"]) == (films["title"][7], films["year"][7])
    assert chart["genres"][films["genre"][7]] == film["genres"][0]


def test_neighbours_are_of_a_genre_more_often_than_by_chance(chart: Json) -> None:
    films = chart["movies"]
    places = np.array([films["x"], films["y"]]).T
    genre = np.array([-1 if one is None else one for one in films["genre"]])
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = np.argsort(apart, axis=1)[:, :5]
    by_chance = (genre[:, None] == genre[None]).mean()
    assert (genre[nearest] == genre[:, None]).mean() > 1.15 * by_chance


def test_it_is_asked_for_once(client: FlaskClient) -> None:
    first = client.get(f"{API}/movies/map")
    again = client.get(f"{API}/movies/map", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_person_moves_to_what_they_like(person: Person, chart: Json) -> None:
    assert person.get("/me/taste")["position"] is None
    places = dict(
        zip(
            chart["movies"]["movie_id"],
            zip(chart["movies"]["x"], chart["movies"]["y"], strict=True),
            strict=True,
        )
    )
    one, two = of(person, "Horror", 1)[0], of(person, "Animation", 1)[0]
    person.rate({one: 4.0})
    at = person.get("/me/taste")["position"]
    assert (at["x"], at["y"]) == pytest.approx(places[one], abs=1e-3)
    person.rate({two: 4.0})
    at = person.get("/me/taste")["position"]
    middle = (np.array(places[one]) + places[two]) / 2
    assert (at["x"], at["y"]) == pytest.approx(tuple(middle), abs=1e-3)
    person.rate({two: 0.5})
    at = person.get("/me/taste")["position"]
    assert (at["x"], at["y"]) == pytest.approx(places[one], abs=1e-3)
