"""Countries and languages read out of words, against phrases read by hand (origins.jsonl)."""

import json
from pathlib import Path

import pytest

from embeddings.answers.understand.grammar import DEMONYMS, LANGUAGE, lowered
from embeddings.answers.understand.origins import find_origins
from embeddings.knowledge.film import Film, read_films

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "origins.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def films() -> list[Film]:
    return list(read_films())


@pytest.fixture(scope="module")
def known(films: list[Film]) -> tuple[set[str], set[str]]:
    countries = {country for film in films for country in film.countries}
    return countries, {language for film in films for language in film.languages}


def found(words: str, known: tuple[set[str], set[str]]) -> set[tuple[str, object]]:
    return {(one.field, one.value) for one in find_origins(lowered(words), *known)}


def test_precision_and_recall(known: tuple[set[str], set[str]]) -> None:
    right = wrong = missed = 0
    for one in GOLD:
        got, wanted = found(one["query"], known), {tuple(pair) for pair in one["filters"]}
        right += len(got & wanted)
        wrong += len(got - wanted)
        missed += len(wanted - got)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.95


def test_no_title_of_the_sample_is_taken(
    films: list[Film], known: tuple[set[str], set[str]]
) -> None:
    """Without a list of titles to look in."""
    assert [film.title for film in films if found(film.title, known)] == []


def test_a_release_without_such_data_takes_none() -> None:
    assert not any(found(one["query"], (set(), set())) for one in GOLD)


def test_only_what_the_release_has(known: tuple[set[str], set[str]]) -> None:
    assert found("german films", ({"Germany"}, set())) == {("countries", "Germany")}
    assert found("films in german", ({"Germany"}, set())) == set()


def test_words_stand_for_what_the_sample_calls_them(known: tuple[set[str], set[str]]) -> None:
    """A name that no data has would never filter."""
    countries, languages = known
    assert {name for names in DEMONYMS.values() for name in names} <= countries
    names = LANGUAGE.removeprefix("(?:").removesuffix(")").split("|")
    assert {name.title() for name in names} <= languages


def test_phrases_are_where_they_stand(known: tuple[set[str], set[str]]) -> None:
    words = "Slow Korean thriller, not in English"
    places = [
        (one.value, words[one.start : one.end]) for one in find_origins(words.lower(), *known)
    ]
    assert sorted(places) == [("English", "not in English"), ("South Korea", "Korean")]
