"""The API on a live release; knows nothing of which films that holds."""

from __future__ import annotations

from typing import Any, cast

import pytest
from flask.testing import FlaskClient

Json = dict[str, Any]

API = "/api/v1"
MOVIE = {
    "id",
    "title",
    "original_title",
    "year",
    "genres",
    "tags",
    "plot",
    "countries",
    "languages",
    "collections",
    "directors",
    "cast",
    "runtime",
    "certificate",
    "rating_count",
    "rating_mean",
    "popularity",
    "imdb_id",
    "tmdb_id",
    "poster_url",
}


def get(client: FlaskClient, path: str, **query: Any) -> Json:
    response = client.get(API + path, query_string=query)
    assert response.status_code == 200, response.text
    assert response.content_type == "application/json"
    return cast(Json, response.json)


def refused(client: FlaskClient, path: str, **query: Any) -> Json:
    response = client.get(API + path, query_string=query)
    assert response.status_code == 422
    assert response.content_type == "application/problem+json"
    return cast(Json, response.json)


def pages(client: FlaskClient, path: str, **query: Any) -> list[Json]:
    """Return the items of every page, in order."""
    items, cursor = [], None
    for _ in range(500):
        page = get(client, path, **query, **({"cursor": cursor} if cursor else {}))
        items += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return items
    raise AssertionError("the pages do not end")


@pytest.fixture
def release(client: FlaskClient) -> Json:
    return get(client, "/release")


@pytest.fixture
def movie(client: FlaskClient) -> Json:
    """The most popular film."""
    movie: Json = get(client, "/movies/popular", limit=1)["items"][0]["movie"]
    return movie


def test_release_says_what_is_searched(release: Json) -> None:
    assert release["movie_count"] > 0
    counts = [genre["count"] for genre in release["genres"]]
    assert counts == sorted(counts, reverse=True)
    assert release["year_min"] <= release["year_max"]
    assert release["encoder"] == "stand-in"


def test_search_finds_a_film_by_its_title(client: FlaskClient, movie: Json) -> None:
    page = get(client, "/search", q=movie["title"].upper())
    first = page["items"][0]
    assert first["movie"] == movie
    assert set(first["movie"]) == MOVIE
    assert first["why"]["kind"] == "title"
    assert page["understood"] == {
        "text": movie["title"].upper(),
        "corrected": None,
        "filters": [],
        "also": [],
        "like": None,
        "likes": [],
        "wishes": page["understood"]["wishes"],
        "preferences": [],
        "excluded": [],
    }
    assert first["fits"]
    assert page["nothing_fits"] is False


def test_search_is_best_first_and_says_why(client: FlaskClient) -> None:
    items = get(client, "/search", q="a story of love and war", limit=50)["items"]
    scores = [item["score"] for item in items]
    assert scores == sorted(scores, reverse=True)
    for item in items:
        why = item["why"]
        if why is None:
            assert item["movie"]["plot"] is None
            continue
        assert why["kind"] in ("plot", "tag", "genre", "title")
        assert all(0 <= start < end <= len(why["text"]) for start, end in why["highlights"])
        if why["kind"] == "genre":
            assert why["text"] in item["movie"]["genres"]
        if why["kind"] == "tag":
            assert why["text"] in item["movie"]["tags"]
        if why["kind"] == "plot":
            assert why["text"] in item["movie"]["plot"]


@pytest.mark.parametrize("path", ["/search", "/movies/popular"])
def test_filters_hold_and_pages_stay_full(client: FlaskClient, release: Json, path: str) -> None:
    wanted, unwanted = (genre["name"] for genre in release["genres"][:2])
    query = {"q": "a film"} if path == "/search" else {}
    middle = (release["year_min"] + release["year_max"]) // 2
    everything = pages(
        client, path, **query, genres=wanted, exclude_genres=unwanted, year_min=middle, limit=100
    )
    for item in everything:
        assert wanted in item["movie"]["genres"]
        assert unwanted not in item["movie"]["genres"]
        assert item["movie"]["year"] >= middle
    page = get(
        client, path, **query, genres=wanted, exclude_genres=unwanted, year_min=middle, limit=5
    )
    assert len(page["items"]) == min(5, len(everything))


def test_all_genres_asked_for_are_there(client: FlaskClient, movie: Json) -> None:
    items = get(client, "/search", q="anything", genres=movie["genres"], limit=100)["items"]
    assert items
    assert all(set(movie["genres"]) <= set(item["movie"]["genres"]) for item in items)


@pytest.mark.parametrize("path", ["/search", "/movies/popular"])
def test_pages_join_without_gap_or_repeat(client: FlaskClient, path: str) -> None:
    query = {"q": "a ship at sea"} if path == "/search" else {}
    whole = [item["movie"]["id"] for item in get(client, path, **query, limit=30)["items"]]
    pieces: list[int] = []
    cursor = None
    while len(pieces) < len(whole):
        page = get(client, path, **query, limit=7, **({"cursor": cursor} if cursor else {}))
        pieces += [item["movie"]["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert pieces[: len(whole)] == whole
    assert len(set(pieces)) == len(pieces)


def test_cursor_belongs_to_its_query(client: FlaskClient) -> None:
    cursor = get(client, "/search", q="a ship", limit=1)["next_cursor"]
    for path, query in (
        ("/search", {"q": "a boat"}),
        ("/search", {"q": "a ship", "year_min": 1990}),
        ("/movies/popular", {}),
    ):
        body = refused(client, path, **query, cursor=cursor)
        assert [error["pointer"] for error in body["errors"]] == ["/query/cursor"]


def test_unknown_genre_names_the_known_ones(client: FlaskClient, release: Json) -> None:
    body = refused(client, "/search", q="a ship", genres="Slapstique")
    (error,) = body["errors"]
    assert error["pointer"] == "/query/genres"
    assert "Slapstique" in error["detail"]
    assert release["genres"][0]["name"] in error["detail"]
    body = refused(client, "/movies/popular", exclude_genres="Slapstique")
    assert body["errors"][0]["pointer"] == "/query/exclude_genres"


@pytest.mark.parametrize(
    "text",
    [
        "'",
        '"',
        "%",
        "\\",
        "a' or '1'='1",
        "!!!",
        "&|!()<->:*",
        ":q",
        "%(q)s",
        "-",
        "🎬",
        "ﬁlm",
        "or",
    ],
)
def test_odd_queries_are_just_text(client: FlaskClient, text: str) -> None:
    assert get(client, "/search", q=text)["items"]


def test_query_is_normalised(client: FlaskClient) -> None:
    page = get(client, "/search", q="  Ame\u0301lie ")
    assert page["understood"]["text"] == "Am\u00e9lie"


@pytest.mark.parametrize("path", ["/release", "/movies/popular?limit=3"])
def test_unchanged_answers_are_304(client: FlaskClient, path: str) -> None:
    first = client.get(API + path)
    tag = first.headers["ETag"]
    assert tag.startswith('W/"')
    again = client.get(API + path, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert again.headers["ETag"] == tag
    other = client.get(API + "/movies/popular?limit=4", headers={"If-None-Match": tag})
    assert other.status_code == 200


def test_any_tag_does_not_hide_a_404(client: FlaskClient) -> None:
    response = client.get(API + "/movies/2147483647", headers={"If-None-Match": "*"})
    assert response.status_code == 404


def test_ready(client: FlaskClient, release: Json) -> None:
    assert client.get("/readyz").json == {
        "status": "ready",
        "release": release["id"],
        "encoder": "stand-in",
        "replica": None,
    }


def test_a_mistyped_title_is_corrected_and_may_be_taken_back(client: FlaskClient) -> None:
    page = get(client, "/search", q="Seven Samurei", limit=5)
    assert page["items"][0]["movie"]["title"] == "Seven Samurai"
    assert page["understood"]["corrected"] == "Seven Samurai"
    again = get(client, "/search", q="Seven Samurei", verbatim="Seven Samurei", limit=5)
    assert again["understood"]["corrected"] is None


def test_a_film_like_another_is_not_that_film(client: FlaskClient, movie: Json) -> None:
    page = get(client, "/search", q=f"something like {movie['title']}", limit=20)
    assert page["understood"]["like"]["movie_id"] == movie["id"]
    assert movie["id"] not in [item["movie"]["id"] for item in page["items"]]
    assert page["nothing_fits"] is False


def test_films_from_another_country_are_none_of_the_examples_country(
    client: FlaskClient, movie: Json
) -> None:
    query = f"something like {movie['title']} but from another country"
    page = get(client, "/search", q=query, limit=20)
    country = movie["countries"][0]
    said = [(filter_["field"], filter_["value"]) for filter_ in page["understood"]["filters"]]
    assert said == [("exclude_countries", country)]
    assert page["items"]
    assert not any(country in item["movie"]["countries"] for item in page["items"])


def test_where_nothing_fits_the_nearest_are_listed_and_marked(client: FlaskClient) -> None:
    page = get(client, "/search", q="zzqx vbwk jjpq", limit=5)
    assert page["nothing_fits"] is True
    assert len(page["items"]) == 5
    assert not any(item["fits"] for item in page["items"])
