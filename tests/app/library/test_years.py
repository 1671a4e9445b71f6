"""A year of the diary: its numbers are those of its films."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.app.accounts.people import Browser
from tests.app.library.test_viewings import add


@pytest.fixture
def seen(ann: Browser, films: list[int]) -> list[dict[str, Any]]:
    """Twelve films of 2024, a day apart over the turn of the year, the third of them twice."""
    cards = [ann.get(f"/movies/{movie_id}") for movie_id in films[:12]]
    for place, card in enumerate(cards):
        add(ann, card["id"], str(date(2024, 1, 1) + timedelta(days=33 * place)))
        ann.put(f"/me/ratings/{card['id']}", {"rating": 0.5 + place % 10 / 2})
    add(ann, films[2], "2024-12-31")
    add(ann, films[0], "2023-12-31")
    add(ann, films[20], "2025-01-01")
    add(ann, films[21])
    return cards


def most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def test_numbers_are_those_of_the_films(ann: Browser, seen: list[dict[str, Any]]) -> None:
    year = ann.get("/me/years/2024")
    again = seen[2]
    assert [item["movie"]["id"] for item in year["items"]] == [card["id"] for card in seen]
    assert year["items"][2]["days"] == ["2024-03-07", "2024-12-31"]
    assert [item["rating"] for item in year["items"]][:3] == [0.5, 1, 1.5]
    assert (year["year"], year["viewings"], year["films"]) == (2024, 13, 12)
    assert year["again"] == 2  # the first film was seen in 2023, and the third in March
    lengths = [card["runtime"] for card in [*seen, again]]
    assert year["minutes"] == sum(filter(None, lengths))
    assert year["unknown_lengths"] == lengths.count(None)
    months = Counter(item for film in year["items"] for item in [day[5:7] for day in film["days"]])
    assert year["months"] == [months[f"{month:02}"] for month in range(1, 13)]
    countries = Counter(name for card in seen for name in card["countries"])
    assert [(country["name"], country["films"]) for country in year["countries"]] == most(
        countries
    )[:8]
    for role, name in (("directors", "directors"), ("actors", "cast")):
        people = Counter(named["name"] for card in seen for named in card[name])
        wanted = {(who, films) for who, films in people.items() if films >= 2}
        found = {(counted["name"], counted["films"]) for counted in year[role]}
        assert found <= wanted
        assert len(found) == min(len(wanted), 8)
    assert ann.get("/me/years") == {
        "items": [
            {"year": 2025, "viewings": 1, "films": 1},
            {"year": 2024, "viewings": 13, "films": 12},
            {"year": 2023, "viewings": 1, "films": 1},
        ],
        "undated": 1,
    }
    assert len(ann.get("/me/viewings?year=2024")["items"]) == 13


def test_unknown_lengths_and_lost_films_are_counted(
    ann: Browser, seen: list[dict[str, Any]], engine: Engine
) -> None:
    before = ann.get("/me/years/2024")
    with engine.begin() as connection:
        connection.execute(
            text(
                "with film as (insert into films (title_key, year) values ('lost year', 1931)"
                " returning film_id) insert into viewings (user_id, film_id, watched_on)"
                " select :user_id, film_id, '2024-05-05' from film"
            ),
            {"user_id": ann.user_id},
        )
    year = ann.get("/me/years/2024")
    assert (year["films"], year["not_in_release"]) == (13, 1)
    assert year["unknown_lengths"] == before["unknown_lengths"] + 1
    assert (year["minutes"], year["items"]) == (before["minutes"], before["items"])


def test_an_empty_year_is_empty(ann: Browser) -> None:
    year = ann.get("/me/years/1999")
    assert (year["viewings"], year["months"], year["items"]) == (0, [0] * 12, [])
    assert year["directors"] == year["actors"] == year["countries"] == []
    assert ann.get("/me/years") == {"items": [], "undated": 0}


@pytest.mark.parametrize("year", [0, 1887, 9999, 2**31, 2**70, "x"])
def test_years_without_films_are_not_found(ann: Browser, year: object) -> None:
    response = ann.send("GET", f"/me/years/{year}")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
