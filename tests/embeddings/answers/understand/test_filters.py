"""Filters of queries, against phrases and titles labelled by hand (parsed.jsonl)."""

import json
from pathlib import Path

import pytest

from embeddings.answers.understand.filters import decade_years, find_filters
from embeddings.answers.understand.grammar import lowered
from embeddings.sources.text.genres import MOVIELENS_GENRES

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "parsed.jsonl").read_text("utf-8").splitlines()
]


def found(words: str) -> set[tuple[str, object]]:
    return {(found.field, found.value) for found in find_filters(lowered(words), MOVIELENS_GENRES)}


def test_the_phrases_are_many_and_most_look_like_filters_only() -> None:
    assert len(GOLD) >= 200
    assert sum(not case["filters"] for case in GOLD) >= 100


def test_precision_and_recall() -> None:
    """Without any titles: the rules alone must tell a filter from a title."""
    right = wrong = missed = 0
    for case in GOLD:
        got, wanted = found(case["query"]), {tuple(pair) for pair in case["filters"]}
        right += len(got & wanted)
        wrong += len(got - wanted)
        missed += len(wanted - got)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.95


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("80s", (1980, 1989)),
        ("2010s", (2010, 2019)),
        ("early 90s", (1990, 1994)),
        ("mid-1970s", (1973, 1977)),
        ("late sixties", (1965, 1969)),
        ("00s", (2000, 2009)),
    ],
)
def test_decades(words: str, years: tuple[int, int]) -> None:
    assert decade_years(words) == years


def test_phrases_are_where_they_stand() -> None:
    words = "90s sci-fi movies, not horror"
    found_here = find_filters(words, MOVIELENS_GENRES)
    assert [(filter_.value, words[slice(*filter_.span)]) for filter_ in found_here] == [
        (1990, "90s"),
        (1999, "90s"),
        ("Sci-Fi", "sci-fi movies"),
        ("Horror", "not horror"),
    ]  # fmt: skip


def test_a_genre_that_the_release_lacks_is_a_word() -> None:
    assert not find_filters("80s horror", ["Drama"])[2:]


def test_a_long_memory_of_a_film_sets_no_filter() -> None:
    words = "I think it was an 80s horror movie about a doll that somebody finds in an old attic"
    assert found(words + " and brings home") == set()
