"""German queries, in the bundled catalogue."""

import pytest

from embeddings.answers.understand.german import in_english
from embeddings.answers.understand.parsing import parse
from embeddings.knowledge.vocabulary import vocabulary
from embeddings.knowledge.wording import wording
from tests.embeddings.answers.understand.bundled import bundled, pairs


@pytest.mark.parametrize(
    ("query", "filters", "wishes"),
    [
        ("gruseliger japanischer film ohne geister", {("countries", "Japan")},
         {("scary", True), ("ghost", False)}),
        ("komödie aus den 60ern", {("genres", "Comedy"), ("year_min", 1960), ("year_max", 1969)},
         set()),
        ("etwas für einen verregneten Sonntag", set(), {("cosy", True)}),
        ("schwarz-weiß drama", {("genres", "Drama")}, {("black-and-white", True)}),
        ("lustiger film, nicht albern", set(), {("funny", True), ("silly", False)}),
        ("nichts mit Superhelden", set(), {("superhero", False)}),
        ("krimi unter 90 minuten", {("genres", "Crime"), ("runtime_max", 89)}, set()),
        ("filme mit Tom Hanks", {("people", "Tom Hanks:cast")}, set()),
        ("film fuer die ganze familie", set(), {("for the whole family", True)}),
    ],
)  # fmt: skip
def test_german_words_do_what_english_ones_do(
    query: str, filters: set[tuple[object, ...]], wishes: set[tuple[str, bool]]
) -> None:
    parsed = parse(query, bundled())
    assert pairs(parsed) == filters
    assert wishes <= {(wish.name, wish.wanted) for wish in parsed.wishes}


def test_chips_have_the_words_as_typed() -> None:
    parsed = parse("Gruseliger Film ohne Geister", bundled())
    assert parsed.excluded_phrases == ["ohne Geister"]
    assert [wish.phrase for wish in parsed.wishes] == ["Gruseliger", "ohne Geister"]
    assert parsed.searched_text == "scary film"
    assert parse("Gruseliger Film", bundled(), ["Gruseliger"]).wishes == []


@pytest.mark.parametrize(
    "query",
    ["das boot", "film noir", "the best war movies", "in the mood for love", "die hard", "mad max",
     "la vita è bella", "alter ego", "was it all a dream", "band of brothers",
     "lars von trier", "bruno ganz", "margarethe von trotta films"],
)  # fmt: skip
def test_other_queries_are_not_german(query: str) -> None:
    assert in_english(query, bundled()) is None


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_wording_is_of_the_vocabulary(language: str) -> None:
    said, words = wording(language), vocabulary()
    assert set(said.moods) <= set(words.moods)
    assert set(said.tags) <= set(words.tags)
    assert {mood for moods in said.occasions.values() for mood in moods} <= set(words.moods)
