"""What a film's page says of moods and tags that nobody gave the film."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

API = "/api/v1"
MOST = 8


@pytest.fixture(scope="module")
def pages(client: FlaskClient) -> list[dict[str, object]]:
    found = client.get(f"{API}/movies/popular", query_string={"limit": 30}).json or {}
    return [client.get(f"{API}/movies/{item['movie']['id']}").json or {} for item in found["items"]]


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
