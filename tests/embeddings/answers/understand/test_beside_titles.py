"""A title beside a person is a title; a subject, a kind of film or a role beside one is not."""

import pytest

from embeddings.answers.understand.parsing import parse
from tests.embeddings.answers.understand.bundled import bundled


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("humphrey bogart seven samurai", "Seven Samurai"),
        ("the godfather cary grant", "The Godfather"),
        ("cary grant in the godfather", "The Godfather"),
    ],
)
def test_who_is_remembered_from_a_film_is_offered(query: str, title: str) -> None:
    parsed = parse(query, bundled())
    assert parsed.filters == []
    assert [offered.field for offered in parsed.also] == ["people"]
    found = {bundled().titles.rows[match.movie_id].title for match in parsed.title_matches}
    assert title in found


@pytest.mark.parametrize(
    ("query", "people"),
    [
        ("kurosawa seven samurai", ["Akira Kurosawa"]),
        ("humphrey bogart film noir", ["Humphrey Bogart"]),
        ("movies with humphrey bogart", ["Humphrey Bogart"]),
        ("akira kurosawa samurai", ["Akira Kurosawa"]),
    ],
)
def test_people_stay_filters(query: str, people: list[str]) -> None:
    parsed = parse(query, bundled())
    assert [found.label for found in parsed.filters if found.field == "people"] == people
