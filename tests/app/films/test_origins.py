"""Countries and languages as filters of a search."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.app.films.test_search import get, refused


@pytest.mark.parametrize(
    "field", ["countries", "exclude_countries", "languages", "exclude_languages"]
)
def test_unknown_country_or_language_names_the_known_ones(client: FlaskClient, field: str) -> None:
    body = refused(client, "/search", q="a ship", **{field: "Atlantis"})
    (error,) = body["errors"]
    assert error["pointer"] == f"/query/{field}"
    assert "Atlantis" in error["detail"]
    assert ("France" if "countries" in field else "French") in error["detail"]


def test_countries_and_languages_are_understood(client: FlaskClient) -> None:
    words = "slow korean thriller, not in english"
    page = get(client, "/search", q=words)
    assert [
        (chip["field"], chip["value"], chip["phrase"]) for chip in page["understood"]["filters"]
    ] == [
        ("countries", "South Korea", "korean"),
        ("genres", "Thriller", "thriller"),
        ("exclude_languages", "English", "not in english"),
    ]
    asked = {"countries": "South Korea", "genres": "Thriller", "exclude_languages": "English"}
    same = get(client, "/search", q="slow", **asked)
    wanted = [item["movie"]["id"] for item in same["items"]]
    assert [item["movie"]["id"] for item in page["items"]] == wanted
    assert wanted
    taken_back = get(client, "/search", q=words, verbatim="korean")
    assert "countries" not in {chip["field"] for chip in taken_back["understood"]["filters"]}


def test_a_country_that_is_set_is_not_widened_by_one_that_is_read(client: FlaskClient) -> None:
    page = get(client, "/search", q="korean films", countries="Japan")
    assert page["understood"]["filters"] == []
    assert page["items"]
