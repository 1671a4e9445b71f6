"""Words that are never corrected, and corrections that are never made."""

import pytest

from embeddings.answers.understand.known_words import is_known, is_vulgar
from embeddings.answers.understand.parsing import parse
from embeddings.answers.understand.spelling import Vocabulary
from tests.embeddings.answers.understand.bundled import bundled, pairs


@pytest.mark.parametrize("word", ["rated", "hanks", "kubrick", "commando", "liners", "lustig"])
def test_words_and_well_known_names_are_known(word: str) -> None:
    assert is_known(word)


@pytest.mark.parametrize("word", ["definately", "horor", "dinosour", "x" * 40, "\u00e9"])
def test_other_words_are_not(word: str) -> None:
    assert not is_known(word)


@pytest.mark.parametrize(
    "query",
    ["highest rated horror", "one-liners", "tom hanks", "kubrick", "commando", "feelgood romance"],
)
def test_known_words_are_searched_as_typed(query: str) -> None:
    assert parse(query, bundled()).corrected is None


def test_a_known_word_has_no_correction_though_no_film_has_it() -> None:
    vocabulary = Vocabulary({"raped": 9, "hands": 9, "rated": 0})
    assert vocabulary.correction("rated") is None
    assert vocabulary.correction("hanks") is None


def test_nothing_vulgar_comes_of_a_correction() -> None:
    vocabulary = bundled().vocabulary
    candidates = [word for words in vocabulary._by_start_and_length.values() for word in words]
    assert len(candidates) > 5_000
    assert not any(map(is_vulgar, candidates))
    assert vocabulary.correction("rapedd") not in ("raped", "raper")
    assert not any(
        map(is_vulgar, ["assassin", "cocktail", "title", "dickens", "analysis", "essex"])
    )


def test_a_corrected_word_is_understood_and_shown() -> None:
    parsed = parse("dystopian horor from the 80s", bundled())
    assert pairs(parsed) == {("year_min", 1980), ("year_max", 1989), ("genres", "Horror")}
    assert parsed.corrected == "dystopian"
    assert ("genres", "horor") in [(filter_.field, filter_.phrase) for filter_ in parsed.filters]
    assert parse("dystopian horor", bundled(), ["dystopian horor"]).corrected is None


@pytest.mark.parametrize(
    ("query", "name"), [("tom hansk", "Tom Hanks"), ("leonardo dicaprioo", "Leonardo DiCaprio")]
)
def test_mistyped_names_are_names(query: str, name: str) -> None:
    assert pairs(parse(query, bundled())) == {("people", name)}
