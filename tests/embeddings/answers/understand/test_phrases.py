"""Whole queries about people and facts, in the bundled catalogue, against phrases labelled by hand.

``people.jsonl`` has people in their roles, and queries that hold names and mean nobody;
``facts.jsonl`` has lengths, certificates and origins. "*" stands for any value.
"""

import json
from pathlib import Path

import pytest

from embeddings.answers.understand.parsing import parse
from embeddings.answers.understand.words import MOST_WORDS
from tests.embeddings.answers.understand.bundled import bundled, pairs, said
from tests.embeddings.bundled_films import bundled_films


def gold(name: str) -> list[tuple[str, set[tuple[object, ...]]]]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [(case["query"], {tuple(pair) for pair in case["filters"]}) for case in cases]


@pytest.mark.parametrize("name", ["people.jsonl", "facts.jsonl"])
def test_precision_and_recall(name: str) -> None:
    right = wrong = missed = 0
    for query, wanted in gold(name):
        parsed = pairs(parse(query, bundled()))
        got = {
            (field, "*") if (field, "*") in wanted else (field, value) for field, value in parsed
        }
        right += len(got & wanted)
        wrong += len(got - wanted)
        missed += len(wanted - got)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.97


def test_the_phrases_are_many_and_many_name_nobody() -> None:
    people = gold("people.jsonl")
    assert len(people) >= 250
    assert sum(not wanted for _, wanted in people) >= 100
    assert len(gold("facts.jsonl")) >= 80


def test_everybody_is_found_by_the_whole_name() -> None:
    people = bundled().people.rows.values()
    missed = [
        person.name
        for person in people
        if person.name not in [value for _, value in said(parse(person.name, bundled()).filters)]
    ]
    assert len(missed) <= 0.003 * len(people)


def test_directors_are_found_in_their_role() -> None:
    directors = [
        person for person in bundled().people.rows.values() if len(person.films("director")) > 1
    ]
    missed = [
        person.name
        for person in directors
        if ("people", f"{person.name}:director")
        not in pairs(parse(f"films directed by {person.name}", bundled()))
    ]
    assert len(directors) > 200
    assert missed == []


def test_few_titles_and_plots_name_somebody() -> None:
    """A plot is full of names; a beginning of a sentence is as long as queries are."""
    titles = {film.title for film in bundled_films()}
    named = [
        title
        for title in titles
        if any(field == "people" for field, _ in pairs(parse(title, bundled())))
    ]
    assert len(named) <= 0.002 * len(titles)
    openings = [" ".join(film.plot.split()[: MOST_WORDS - 4]) for film in bundled_films()]
    named = [
        opening
        for opening in openings
        if any(field == "people" for field, _ in pairs(parse(opening, bundled())))
    ]
    assert len(named) <= 0.003 * len(openings)
