"""Numbers of titles as digits, Roman numerals and words."""

import pytest

from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles
from embeddings.sources.identity import FilmIdentity, is_same
from embeddings.sources.text.numbers import number_forms, numbered_key, numbers_of, without_part


@pytest.mark.parametrize(
    ("key", "numbered"),
    [
        ("rocky ii", "rocky 2"),
        ("the godfather part two", "the godfather part 2"),
        ("star trek v", "star trek 5"),
        ("friday the 13th part viii", "friday the 13th part 8"),
        ("seven samurai", "7 samurai"),
        ("v for vendetta", "v for vendetta"),
        ("i robot", "i robot"),
        ("x men", "x men"),
        ("xiu xiu the sent down girl", "xiu xiu the sent down girl"),
        ("vi ar bast", "vi ar bast"),
    ],
)
def test_numbers_become_digits(key: str, numbered: str) -> None:
    assert numbered_key(key) == numbered


def test_forms_and_parts() -> None:
    assert number_forms("saw iii") == ("saw iii", "saw 3", "saw three")
    assert without_part("hangover part 2") == "hangover 2"
    assert numbers_of("saw iv") == ["4"]


@pytest.fixture
def titles() -> Titles:
    names = [
        (1, "Rocky II"), (2, "Rocky"), (3, "The Godfather: Part II"), (4, "Alien\u00b3"),
        (5, "Star Trek V: The Final Frontier"), (6, "The Hangover Part II"), (7, "Rocky V"),
        (8, "Seven Samurai"), (9, "Saw III"),
    ]  # fmt: skip
    return Titles(TitleRow(number, name, 1980 + number, (name,), 10) for number, name in names)


@pytest.mark.parametrize(
    ("query", "movie_id"),
    [
        ("rocky 2", 1), ("rocky two", 1), ("rocky II", 1), ("rocky 1", 2), ("godfather 2", 3),
        ("the godfather part two", 3), ("godfather ii", 3), ("alien 3", 4), ("star trek 5", 5),
        ("star trek 5 the final frontier", 5), ("hangover 2", 6), ("the hangover part 2", 6),
        ("rocky 5", 7), ("7 samurai", 8), ("saw three", 9),
    ],
)  # fmt: skip
def test_sequels_are_found_by_any_form(titles: Titles, query: str, movie_id: int) -> None:
    assert titles.match_names(query)[0].movie_id == movie_id


def test_another_number_is_no_typing_error(titles: Titles) -> None:
    assert titles.match_mistyped("rocky 3") == []
    assert [match.movie_id for match in titles.match_mistyped("rockyy 2")][:1] == [1]


def test_one_film_by_any_form_of_its_number() -> None:
    def film(title: str, year: int) -> FilmIdentity:
        return FilmIdentity.of(None, title, None, year)

    assert is_same(film("Rocky II", 1979), film("Rocky 2", 1979))
    assert is_same(film("The Godfather: Part II", 1974), film("The Godfather Part Two", 1974))
    assert not is_same(film("Rocky II", 1979), film("Rocky III", 1979))
    assert not is_same(film("Rocky II", 1979), film("Rocky 2", 1982))
