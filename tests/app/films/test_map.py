"""The map of a release: its films, what lights them, its regions, and where a person lies on it."""

from __future__ import annotations

from collections import Counter

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


@pytest.fixture
def person(client: FlaskClient) -> Person:
    return Person(client)


def lit(client: FlaskClient, **filters: object) -> list[int]:
    answer = client.get(f"{API}/movies/map/films", query_string=filters)
    assert answer.status_code == 200, answer.text
    assert answer.json
    return list(answer.json["movie_ids"])


def cards(client: FlaskClient, movie_ids: list[int]) -> list[Json]:
    found: list[Json] = []
    for start in range(0, len(movie_ids), 50):
        some = movie_ids[start : start + 50]
        answer = client.get(f"{API}/movies", query_string={"movie_ids": some})
        assert answer.json, answer.text
        found += answer.json["items"]
    return found


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


def test_a_genre_lights_all_its_films(chart: Json, client: FlaskClient) -> None:
    """Also those of which it is not the leading genre."""
    counts = {genre["name"]: genre["count"] for genre in chart["layers"]["genres"]}
    for genre in ("Horror", "Romance"):
        found = lit(client, genres=genre)
        assert len(found) == len(set(found)) == counts[genre]
        assert set(found) <= set(chart["movies"]["movie_id"])
        films = cards(client, found)
        assert all(genre in film["genres"] for film in films)
        assert any(film["genres"][0] != genre for film in films)


def test_layers_say_how_many_films_they_light(chart: Json, client: FlaskClient) -> None:
    layers = chart["layers"]
    mood = layers["moods"][len(layers["moods"]) // 2]
    assert len(lit(client, moods=mood["name"])) == mood["count"]
    country = layers["countries"][1]
    assert len(lit(client, countries=country["name"])) == country["count"]
    decade = layers["decades"][-2]
    year = decade["first_year"]
    assert len(lit(client, year_min=year, year_max=year + 9)) == decade["count"]
    for kind in ("genres", "moods", "countries"):
        assert [layer["count"] for layer in layers[kind]] == sorted(
            (layer["count"] for layer in layers[kind]), reverse=True
        )


def test_an_unknown_genre_is_a_problem(client: FlaskClient) -> None:
    answer = client.get(f"{API}/movies/map/films", query_string={"genres": "Puppetry"})
    assert answer.status_code == 422


def test_a_regions_name_holds_for_most_of_the_films_around_it(
    chart: Json, client: FlaskClient
) -> None:
    films = chart["movies"]
    places = np.array([films["x"], films["y"]]).T
    assert len(chart["regions"]) >= 10
    sizes = [region["film_count"] for region in chart["regions"]]
    assert sizes == sorted(sizes, reverse=True)
    names = Counter(name["en"] for region in chart["regions"] for name in region["names"])
    assert names
    assert all(name[0].isupper() or name[0].isdigit() for name in names)
    assert all({*name} == {"en", "de"} for region in chart["regions"] for name in region["names"])
    genres = {genre["name"] for genre in chart["layers"]["genres"]}
    checked = 0
    for region in chart["regions"]:
        for name in region["names"]:
            if name["en"] not in genres:
                continue
            apart = np.linalg.norm(places - (region["x"], region["y"]), axis=1)
            near = np.argsort(apart)[: region["film_count"] // 2]
            ids = [films["movie_id"][film] for film in near]
            holds = np.isin(ids, lit(client, genres=name["en"]))
            assert holds.mean() > 0.5, (region, holds.mean())
            checked += 1
    assert checked >= 3


def test_neighbours_are_of_a_genre_more_often_than_by_chance(
    chart: Json, client: FlaskClient
) -> None:
    films = chart["movies"]
    places = np.array([films["x"], films["y"]]).T
    horror = np.isin(films["movie_id"], lit(client, genres="Horror"))
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    np.fill_diagonal(apart, np.inf)
    nearest = np.argsort(apart, axis=1)[:, :5]
    assert horror[nearest][horror].mean() > 2 * horror.mean()


def test_films_by_id_come_in_the_order_asked_for(chart: Json, client: FlaskClient) -> None:
    first, second = chart["movies"]["movie_id"][:2]
    assert [film["id"] for film in cards(client, [second, 999_999_999, first, second])] == [
        second,
        first,
    ]
    for bad in ({}, {"movie_ids": "x"}, {"movie_ids": list(range(51))}):
        assert client.get(f"{API}/movies", query_string=bad).status_code == 422


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
    horror, animation = of(person, "Horror", 1)[0], of(person, "Animation", 1)[0]
    person.rate({horror: 4.0})
    at = person.get("/me/taste")["position"]
    assert (at["x"], at["y"]) == pytest.approx(places[horror], abs=1e-3)
    person.rate({animation: 4.0})
    at = person.get("/me/taste")["position"]
    middle = (np.array(places[horror]) + places[animation]) / 2
    assert (at["x"], at["y"]) == pytest.approx(tuple(middle), abs=1e-3)
    person.rate({animation: 0.5})
    at = person.get("/me/taste")["position"]
    assert (at["x"], at["y"]) == pytest.approx(places[horror], abs=1e-3)
