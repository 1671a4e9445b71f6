"""Links of other sites, as a phone shares them."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from app.films.links import read

API = "/api/v1"


@pytest.mark.parametrize(
    ("text", "imdb_id", "tmdb_id", "words"),
    [
        ("https://www.imdb.com/title/tt0113277/", "tt0113277", None, ""),
        ("https://m.imdb.com/title/tt0113277/?ref_=ext_shr_lnk", "tt0113277", None, ""),
        ("https://www.imdb.com/de/title/tt0113277/fullcredits", "tt0113277", None, ""),
        ("Heat (1995) https://www.imdb.com/title/TT0113277", "tt0113277", None, "Heat (1995)"),
        ("https://www.themoviedb.org/movie/949-heat?language=de", None, 949, ""),
        ("https://letterboxd.com/film/heat-1995/", None, None, "heat 1995"),
        ("https://letterboxd.com/ann/film/the-thing/1/", None, None, "the thing"),
        ("https://letterboxd.com/film/apollo-13/", None, None, "apollo 13"),
        ("The Thing https://boxd.it/2a4Q", None, None, "The Thing"),
        ("https://www.imdb.com/name/nm0000134/", None, None, ""),
        ("https://www.themoviedb.org/tv/1399", None, None, ""),
        ("https://elsewhere.example/title/tt0113277", None, None, ""),
        ("a film about a lighthouse", None, None, "a film about a lighthouse"),
    ],
)
def test_reading(text: str, imdb_id: str | None, tmdb_id: int | None, words: str) -> None:
    shared = read(text)
    assert (shared.imdb_id, shared.tmdb_id, shared.words) == (imdb_id, tmdb_id, words)


def ask(client: FlaskClient, text: str) -> Any:
    return client.get(f"{API}/movies/shared", query_string={"text": text})


def test_the_film_is_found_by_its_id(client: FlaskClient) -> None:
    movies = [
        item["movie"] for item in (client.get(f"{API}/movies/popular?limit=50").json or {})["items"]
    ]
    with_imdb = next(movie for movie in movies if movie["imdb_id"])
    found = ask(client, f"https://www.imdb.com/title/{with_imdb['imdb_id']}/").json
    assert found == {"movie_id": with_imdb["id"], "words": ""}
    unknown = ask(client, "Nothing https://www.imdb.com/title/tt9999999999/").json
    assert unknown == {"movie_id": None, "words": "Nothing"}
    assert ask(client, "https://www.themoviedb.org/movie/999999999").json["movie_id"] is None


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001])
def test_bad_texts_are_refused(client: FlaskClient, text: str) -> None:
    answer = ask(client, text)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "/query/text"
