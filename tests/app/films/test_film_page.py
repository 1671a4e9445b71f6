"""What a film's page says: the film, films that are like it, and what is estimated of it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.app.films.test_search import API, MOVIE, Json, get

MOST = 8


@pytest.fixture
def movie(client: FlaskClient) -> Json:
    """The most popular film."""
    movie: Json = get(client, "/movies/popular", limit=1)["items"][0]["movie"]
    return movie


@pytest.fixture(scope="module")
def pages(client: FlaskClient) -> list[dict[str, object]]:
    found = client.get(f"{API}/movies/popular", query_string={"limit": 30}).json or {}
    return [client.get(f"{API}/movies/{item['movie']['id']}").json or {} for item in found["items"]]


def test_movie(client: FlaskClient, movie: Json) -> None:
    page = get(client, f"/movies/{movie['id']}")
    assert {name: page.pop(name) for name in MOVIE} == movie
    assert set(page) == {
        "writers", "composers", "full_cast", "alternative_titles", "minimum_age", "moods",
        "sources", "estimated_tags", "estimated_moods",
    }  # fmt: skip
    strengths = [mood["strength"] for mood in page["moods"]]
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] == 3
    assert set(page["sources"].values()) == {"ordained"}
    assert {"plot", "tags", "moods", "directors"} <= set(page["sources"])


def test_unknown_movie_is_404(client: FlaskClient) -> None:
    for path in ("/movies/2147483647", "/movies/2147483647/similar", "/movies/9" + "9" * 5000):
        response = client.get(API + path)
        assert response.status_code == 404
        assert response.content_type == "application/problem+json"


def test_similar_films(client: FlaskClient, movie: Json) -> None:
    items = get(client, f"/movies/{movie['id']}/similar", limit=10)["items"]
    assert len(items) == 10
    scores = [item["score"] for item in items]
    assert scores == sorted(scores, reverse=True)
    for item in items:
        other = item["movie"]
        assert other["id"] != movie["id"]
        assert set(item["shared"]["genres"]) == set(movie["genres"]) & set(other["genres"])
        assert set(item["shared"]["tags"]) == set(movie["tags"]) & set(other["tags"])


def test_what_is_estimated_is_not_what_is_known(pages: list[dict[str, list[str]]]) -> None:
    for page in pages:
        known = {*page["tags"], *(mood["name"] for mood in page["moods"])}  # type: ignore[index]
        for estimated in (page["estimated_moods"], page["estimated_tags"]):
            assert len(estimated) == len(set(estimated)) <= MOST
            assert not known & set(estimated)
    assert any(page["estimated_moods"] for page in pages)
    assert any(page["estimated_tags"] for page in pages)


def test_lists_filtered_by_an_estimated_mood_hold_the_film(
    client: FlaskClient, pages: list[dict[str, list[str]]]
) -> None:
    page = next(page for page in pages if page["estimated_moods"])
    asked = {
        "moods": page["estimated_moods"][0],
        "year_min": page["year"],
        "year_max": page["year"],
        "limit": 100,
    }
    found = client.get(f"{API}/movies/popular", query_string=asked).json or {}
    assert page["id"] in [item["movie"]["id"] for item in found["items"]]
