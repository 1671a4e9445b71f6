"""Countries and languages of queries, against phrases labelled by hand (origins.jsonl)."""

import json
from pathlib import Path

import pytest

from embeddings.answers.understand.grammar import DEMONYMS, LANGUAGE, language_name, lowered
from embeddings.answers.understand.origins import find_origins
from embeddings.knowledge.film import Film
from tests.embeddings.bundled_films import bundled_films

GOLD = [
    json.loads(line)
    for line in (Path(__file__).parent / "origins.jsonl").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def films() -> list[Film]:
    return list(bundled_films())


@pytest.fixture(scope="module")
def known(films: list[Film]) -> tuple[set[str], set[str]]:
    countries = {country for film in films for country in film.countries}
    return countries, {language for film in films for language in film.languages}


def found(words: str, known: tuple[set[str], set[str]]) -> set[tuple[str, object]]:
    return {(found.field, found.value) for found in find_origins(lowered(words), *known)}


def test_precision_and_recall(known: tuple[set[str], set[str]]) -> None:
    right = wrong = missed = 0
    for case in GOLD:
        got, wanted = found(case["query"], known), {tuple(pair) for pair in case["filters"]}
        right += len(got & wanted)
        wrong += len(got - wanted)
        missed += len(wanted - got)
    assert right / (right + wrong) >= 0.98
    assert right / (right + missed) >= 0.95


def test_no_title_of_the_catalogue_sets_a_filter(
    films: list[Film], known: tuple[set[str], set[str]]
) -> None:
    """Without any titles: the rules alone must tell an origin from a title."""
    assert [film.title for film in films if found(film.title, known)] == []


def test_a_release_without_such_data_sets_none() -> None:
    assert not any(found(case["query"], (set(), set())) for case in GOLD)


def test_only_what_the_release_has(known: tuple[set[str], set[str]]) -> None:
    assert found("german films", ({"Germany"}, set())) == {("countries", "Germany")}
    assert found("films in german", ({"Germany"}, set())) == set()


def test_words_stand_for_what_the_sample_calls_them(known: tuple[set[str], set[str]]) -> None:
    """A name that no data has would never filter."""
    countries, languages = known
    assert {name for names in DEMONYMS.values() for name in names} <= countries
    names = LANGUAGE.removeprefix("(?:").removesuffix(")").split("|")
    assert {language_name(name) for name in names} <= languages


def test_phrases_are_where_they_stand(known: tuple[set[str], set[str]]) -> None:
    words = "Slow Korean thriller, not in English"
    origins = find_origins(words.lower(), *known)
    phrases = sorted((origin.value, words[slice(*origin.span)]) for origin in origins)
    assert phrases == [("English", "not in English"), ("South Korea", "Korean")]
