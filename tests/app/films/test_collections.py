"""Collections of films: filters, facets, cards, and what a query names."""

from __future__ import annotations

from flask.testing import FlaskClient

from embeddings.knowledge.film_collections import collections
from tests.app.films.test_search import get, refused


def names(page: dict[str, object]) -> list[set[str]]:
    items = page["items"]
    assert isinstance(items, list)
    assert items
    return [set(item["movie"]["collections"]) for item in items]


def test_lists_are_filtered_by_collection(client: FlaskClient) -> None:
    for path, query in (("/search", {"q": "a ship"}), ("/movies/popular", {})):
        kept = get(client, path, **query, collections="Oscar: Best Picture")
        assert all("Oscar: Best Picture" in of_film for of_film in names(kept))
        without = get(client, path, **query, exclude_collections="Oscar: Best Picture")
        assert not any("Oscar: Best Picture" in of_film for of_film in names(without))


def test_of_a_kind_one_is_enough_and_each_kind_counts(client: FlaskClient) -> None:
    page = get(client, "/movies/popular", collections=["Pixar", "Studio Ghibli"], limit=100)
    found = names(page)
    assert all(of_film & {"Pixar", "Studio Ghibli"} for of_film in found)
    assert any("Pixar" in of_film for of_film in found)
    assert any("Studio Ghibli" in of_film for of_film in found)
    both = get(client, "/movies/popular", collections=["Pixar", "Studio Ghibli", "Oscar"])
    assert all("Oscar" in of_film for of_film in names(both))


def test_the_words_of_a_query_set_the_filter(client: FlaskClient) -> None:
    page = get(client, "/search", q="pixar")
    assert [(chip["field"], chip["value"]) for chip in page["understood"]["filters"]] == [
        ("collections", "Pixar")
    ]
    assert all("Pixar" in of_film for of_film in names(page))
    not_those = get(client, "/search", q="superhero film but not marvel or dc")
    assert not any(of_film & {"Marvel", "DC"} for of_film in names(not_those))
    taken_back = get(client, "/search", q="pixar", verbatim="pixar")
    assert taken_back["understood"]["filters"] == []


def test_the_release_counts_them_and_a_page_shows_them(client: FlaskClient) -> None:
    listed = {
        collection["name"]: collection["count"]
        for collection in get(client, "/release")["collections"]
    }
    assert set(listed) <= set(collections())
    (first, *_) = get(client, "/movies/popular", collections="Pixar", limit=100)["items"]
    film = get(client, f"/movies/{first['movie']['id']}")
    assert film["collections"] == sorted(collections_of_film(film["imdb_id"]))
    assert film["sources"]["collections"]
    assert 0 < listed["Pixar"] <= len(collections()["Pixar"].films)


def collections_of_film(imdb_id: str) -> list[str]:
    return [collection.name for collection in collections().values() if imdb_id in collection.films]


def test_an_unknown_collection_is_refused(client: FlaskClient) -> None:
    (error,) = refused(client, "/search", q="a ship", collections="Vaporware")["errors"]
    assert error["pointer"] == "/query/collections"
    assert "Vaporware is no collection here" in error["detail"]


def test_films_of_the_examples_own_series_come_last_whatever_their_titles(
    client: FlaskClient,
) -> None:
    page = get(client, "/search", q="like mad max", limit=20)
    assert page["understood"]["like"]["title"] == "Mad Max"
    found = [item["movie"] for item in page["items"]]
    own = [movie["title"] for movie in found[:10] if "Mad Max" in movie["collections"]]
    assert own == []
