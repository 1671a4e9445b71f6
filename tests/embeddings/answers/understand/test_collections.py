"""Collections of queries: what sets them as a filter, and what must not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from embeddings.answers.understand.collection_words import find_collections
from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.parsing import parse
from embeddings.answers.understand.words import MOST_WORDS
from embeddings.knowledge.film_collections import collections
from tests.embeddings.answers.understand.bundled import bundled

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "collections.jsonl").read_text("utf-8").splitlines()
]


def read(words: str) -> ParsedQuery:
    return parse(words, bundled())


def filters(words: str) -> list[tuple[str, object]]:
    return [(filter_.field, filter_.value) for filter_ in read(words).filters]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["query"])
def test_the_filters_of_a_query(case: dict[str, object]) -> None:
    """Every filter of each phrase labelled by hand, and no other."""
    assert sorted(filters(str(case["query"]))) == sorted(map(tuple, case["filters"]))


def test_the_words_of_a_collection_are_not_searched_for() -> None:
    parsed = read("pixar films about grief")
    assert parsed.text == "films about grief"
    assert [filter_.phrase for filter_ in parsed.filters] == ["pixar"]
    whole = read("marvel movies")
    assert (whole.only_filters, whole.described) == (True, "")


def test_a_synonym_of_a_tag_is_no_wish_beside_the_collection() -> None:
    """The vocabulary has "pixar" for 3D animation and "marvel" for comics."""
    assert read("no pixar").wishes == []
    assert read("tired of marvel").wishes == []


def test_a_phrase_that_is_taken_back_is_words() -> None:
    filters = parse("a24 horror", bundled(), ["a24"]).filters
    assert [filter_.field for filter_ in filters] == ["genres"]


def test_the_phrase_is_what_was_typed() -> None:
    """Of a German query, too, which is read in English."""
    parsed = read("Kein Disney, bitte")
    assert [(filter_.value, filter_.phrase) for filter_ in parsed.filters] == [
        ("Disney", "Kein Disney")
    ]


def test_a_long_query_and_a_release_without_collections_set_none() -> None:
    words = "pixar " + "and then " * MOST_WORDS
    assert find_collections(words, collections().keys()) == []
    assert find_collections("pixar", ()) == []
    assert find_collections("pixar", {"Marvel"}) == []


def test_every_wording_reads_as_its_collection() -> None:
    """Certain wordings alone, the others beside a word for films."""
    known = collections().keys()
    for collection in collections().values():
        for text in collection.also:
            found = find_collections(lowered(text), known)
            assert [filter_.value for filter_ in found] == [collection.name], text
        for text in collection.before_film:
            found = find_collections(f"all the {text} films", known)
            assert [filter_.value for filter_ in found] == [collection.name], text


def test_a_collection_and_a_part_of_it_mean_the_part() -> None:
    parsed = parse("oscar winner best picture under 2 hours", bundled())
    assert [
        (filter_.value, filter_.phrase)
        for filter_ in parsed.filters
        if filter_.field == "collections"
    ] == [("Oscar: Best Picture", "oscar winner best picture")]
    both = parse("palme d'or and oscar winners", bundled())
    assert {filter_.value for filter_ in both.filters} == {"Palme d'Or", "Oscar"}
