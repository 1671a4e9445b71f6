"""Whole queries, parsed against a small release."""

from dataclasses import replace

import numpy as np
import pytest

from embeddings.answers.sample import Sample
from embeddings.answers.understand.critiques import NO_CRITIQUE
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.parsing import parse
from embeddings.answers.understand.spelling import Vocabulary
from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles
from embeddings.sources.text.genres import MOVIELENS_GENRES

FILMS = [
    (1, "Heat", 1995, 100),
    (2, "The Thing", 1982, 80),
    (3, "The Thing", 2011, 10),
    (4, "12 Angry Men", 1957, 60),
    (5, "Horror of Dracula", 1958, 5),
    (6, "Water", 2005, 4),
    (7, "Groundhog Day", 1993, 140),
    (8, "2012", 2009, 20),
    (9, "Not Another Teen Movie", 2001, 12),
    (10, "The Matrix", 1999, 270),
    (11, "The Lord of the Rings: The Two Towers", 2002, 190),
]
WORDS = {
    "dinosaur": 9,
    "island": 50,
    "a": 99,
    "on": 99,
    "the": 99,
    "doll": 4,
    "thing": 30,
    "loop": 9,
    "towers": 9,
}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    rows = [TitleRow(film, title, year, (title,), count) for film, title, year, count in FILMS]
    return Lexicon(
        titles=Titles(rows),
        vocabulary=Vocabulary(WORDS),
        genres=MOVIELENS_GENRES,
        movie_count=100,
        sample=Sample(np.zeros((0, 4), dtype=np.float32)),
    )


def filters(parsed: ParsedQuery) -> list[tuple[str, object, str]]:
    return [(filter_.field, filter_.value, filter_.phrase) for filter_ in parsed.filters]


@pytest.mark.parametrize("title", [title for _, title, _, _ in FILMS])
def test_an_exact_title_is_nothing_else(lexicon: Lexicon, title: str) -> None:
    parsed = parse(title.lower(), lexicon)
    assert (parsed.filters, parsed.example, parsed.excluded_phrases, parsed.corrected) == (
        [],
        None,
        [],
        None,
    )
    assert parsed.title_matches[0].strength == 1


def test_filters_leave_the_rest_of_the_words(lexicon: Lexicon) -> None:
    parsed = parse("80s Horror movie about a doll, not comedy", lexicon)
    assert filters(parsed) == [
        ("year_min", 1980, "80s"),
        ("year_max", 1989, "80s"),
        ("genres", "Horror", "Horror movie"),
        ("exclude_genres", "Comedy", "not comedy"),
    ]
    assert parsed.text == "a doll"


def test_verbatim_phrases_are_words(lexicon: Lexicon) -> None:
    parsed = parse("80s horror about a doll", lexicon, verbatim=["80s"])
    assert filters(parsed) == [("genres", "Horror", "horror")]
    assert parsed.text == "80s about a doll"
    parsed = parse("like Heat but funnier", lexicon, verbatim=["like Heat"])
    assert parsed.example is None
    parsed = parse("dinosour island", lexicon, verbatim=["dinosour island"])
    assert parsed.corrected is None


def test_a_film_and_its_year(lexicon: Lexicon) -> None:
    for typed in ("the thing 2011", "The Thing (2011)", "thing, 2011"):
        parsed = parse(typed, lexicon)
        assert [value for _, value, _ in filters(parsed)] == [2011, 2011]
        assert [match.movie_id for match in parsed.title_matches] == [3]
    assert filters(parse("the thing 1990", lexicon)) == []


@pytest.mark.parametrize(
    ("typed", "movie_id", "phrase", "left"),
    [
        ("like Heat but funnier", 1, "like Heat", "funnier"),
        ("movies like The Matrix", 10, "movies like The Matrix", "movies"),
        (
            "something similar to groundhog day with robots",
            7,
            "something similar to groundhog day",
            "robots",
        ),
        ("a dark comedy like the matirx", 10, "like the matirx", None),
    ],
)
def test_example_film(
    lexicon: Lexicon, typed: str, movie_id: int, phrase: str, left: str | None
) -> None:
    parsed = parse(typed, lexicon)
    assert parsed.example
    assert (parsed.example.movie_id, parsed.example.phrase) == (movie_id, phrase)
    assert movie_id in parsed.excluded_movie_ids
    if left == "movies":  # means nothing, so the example's title is searched for
        assert parsed.text == "The Matrix"
    elif left:
        assert parsed.text.split()[-1] == left


@pytest.mark.parametrize(
    "typed",
    ["like water for chocolate", "a boy who looks like heat", "feels like home", "i like heat"],
)
def test_like_is_often_just_a_word(lexicon: Lexicon, typed: str) -> None:
    assert parse(typed, lexicon).example is None


def test_what_it_is_not(lexicon: Lexicon) -> None:
    parsed = parse("a time loop on an island. It's not Groundhog Day.", lexicon)
    assert parsed.excluded_phrases == ["not Groundhog Day"]
    assert parsed.excluded_movie_ids == [7]
    assert parsed.text == "a time loop on an island. It's"[: len(parsed.text)]
    parsed = parse("funny heist, not too violent", lexicon)
    assert (parsed.excluded_phrases, parsed.excluded_texts) == (["not too violent"], ["violent"])
    assert parse("I'm not sure what it was called but it was about a doll on an island and a robot "
                "that could not speak", lexicon).excluded_phrases == []  # fmt: skip


def test_typing_errors_in_words(lexicon: Lexicon) -> None:
    parsed = parse("a dinosour on the iland", lexicon)
    assert parsed.corrected == "a dinosaur on the island"
    assert parse("dinosaur island", lexicon).corrected is None


def test_typing_errors_in_titles(lexicon: Lexicon) -> None:
    parsed = parse("groundhgo dya", lexicon)
    assert parsed.corrected == "Groundhog Day"
    assert parsed.title_matches[0].movie_id == 7
    assert parse("lottr", lexicon).corrected is None
    assert parse("lotr", lexicon).title_matches[0].movie_id == 11


def test_only_filters(lexicon: Lexicon) -> None:
    parsed = parse("80s horror", lexicon)
    assert (parsed.text, parsed.only_filters) == ("80s horror", True)


def test_words_before_an_example_go_with_it(lexicon: Lexicon) -> None:
    parsed = parse("Something like Heat but funnier", lexicon)
    assert parsed.example
    assert (parsed.example.phrase, parsed.text) == ("Something like Heat", "funnier")
    assert (parsed.critique.genres, parsed.rest) == (("Comedy",), "")
    horror = parse("horror like Heat", lexicon)
    assert horror.example
    assert horror.example.phrase == "like Heat"


def test_a_country_beside_an_example(lexicon: Lexicon) -> None:
    known = replace(lexicon, countries=("France", "South Korea"))
    french = parse("French films like Heat", known)
    assert french.example
    assert french.example.phrase == "like Heat"
    assert filters(french) == [("countries", "France", "French")]
    other = parse("like Heat but not Korean", known)
    assert filters(other) == [("exclude_countries", "South Korea", "not Korean")]
    assert (other.rest, other.text, other.excluded_phrases) == ("", "Heat", [])


def test_a_verbatim_critique_is_words(lexicon: Lexicon) -> None:
    parsed = parse("like Heat but funnier", lexicon, verbatim=["funnier"])
    assert parsed.critique == NO_CRITIQUE
    assert parsed.rest == "funnier"


def test_a_common_word_names_no_film_by_a_part_of_its_title(lexicon: Lexicon) -> None:
    """Nine of 100 films have "towers"; it takes both words to mean "The Two Towers"."""
    assert parse("towers", lexicon).title_matches == []
    assert [match.movie_id for match in parse("two towers", lexicon).title_matches] == [11]
    assert [match.movie_id for match in parse("groundhog", lexicon).title_matches] == [7]
