"""Titles half remembered, shortened and mistyped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from embeddings.answers.understand.near_keys import most_typos
from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles

FILMS = [
    (1, "The Shawshank Redemption", 1994, (), 300),
    (2, "Amélie", 2001, ("Le Fabuleux Destin d'Amélie Poulain",), 120),
    (3, "The Lord of the Rings: The Fellowship of the Ring", 2001, (), 200),
    (4, "The Lord of the Rings: The Two Towers", 2002, (), 190),
    (5, "Star Wars: Episode V - The Empire Strikes Back", 1980, (), 210),
    (6, "Seven", 1995, ("Se7en",), 200),
    (7, "Spider-Man", 2002, (), 100),
    (8, "Heat", 1995, (), 100),
    (9, "Heat", 1986, (), 2),
    (10, "Back to the Future", 1985, (), 170),
    (11, "Terminator 2: Judgment Day", 1991, (), 220),
    (12, "Paws", 1997, (), 1),
    (13, "Jaws", 1975, (), 90),
    (14, "First Blood", 1982, ("Rambo",), 150),
    (15, "Rambo", 2008, (), 60),
]


@pytest.fixture(scope="module")
def titles() -> Titles:
    return Titles(
        TitleRow(movie_id, title, year, (title, *others), count)
        for movie_id, title, year, others, count in FILMS
    )


@pytest.mark.parametrize(
    ("typed", "first", "kind"),
    [
        ("AMELIE", 2, "exact"),
        ("le fabuleux destin d'amelie poulain", 2, "exact"),
        ("se7en", 6, "exact"),
        ("heat", 8, "exact"),
        ("shawshank redemption", 1, "article"),
        ("spiderman", 7, "article"),
        ("fellowship of the ring", 3, "part"),
        ("the empire strikes back", 5, "part"),
    ],
)
def test_names(titles: Titles, typed: str, first: int, kind: str) -> None:
    match = titles.match_names(typed)[0]
    assert (match.movie_id, match.kind) == (first, kind)


def test_a_title_comes_before_the_translation_of_another(titles: Titles) -> None:
    own, translated = titles.match_names("rambo")[:2]
    assert (own.movie_id, own.kind, translated.movie_id) == (15, "exact", 14)
    assert own.strength > translated.strength
    assert titles.exact_ids("Rambo") == [15, 14]


@pytest.mark.parametrize(
    ("typed", "ids"), [("lotr", [3, 4]), ("bttf", [10]), ("t2", [11]), ("qz", []), ("a b", [])]
)
def test_acronyms(titles: Titles, typed: str, ids: list[int]) -> None:
    assert [match.movie_id for match in titles.match_acronym(typed)] == ids


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Shawshenk Redemtion", 1),
        ("jwas", 13),
        ("bakc to the futrue", 10),
        ("empire strikes bakc", 5),
    ],
)
def test_mistyped(titles: Titles, typed: str, first: int) -> None:
    assert titles.match_mistyped(typed)[0].movie_id == first


def test_of_titles_as_near_the_more_rated_is_first(titles: Titles) -> None:
    assert [match.movie_id for match in titles.match_mistyped("aaws")] == [13, 12]


def test_part_of_a_title_and_an_unfinished_word(titles: Titles) -> None:
    assert {match.movie_id for match in titles.match_within("lord of the ri")} == {3, 4}
    assert titles.match_within("redempt")[0].movie_id == 1
    assert titles.match_within("ord of") == []


@settings(max_examples=200)
@given(
    film=st.sampled_from([film for film in FILMS if len(film[1]) >= 8]),
    indices=st.lists(st.integers(0, 60), min_size=1, max_size=2, unique=True),
    letter=st.sampled_from("aeqxz"),
)
def test_up_to_two_wrong_letters_find_the_title(film, indices, letter) -> None:
    rows = [TitleRow(row[0], row[1], row[2], (row[1],), row[4]) for row in FILMS]
    typed = list(film[1])
    for index in indices:
        index %= len(typed)
        if typed[index].isalpha():
            typed[index] = letter
    found = Titles(rows)
    text = "".join(typed)
    ids = [match.movie_id for match in [*found.match_names(text), *found.match_mistyped(text)]]
    assert film[0] in ids[:2]


def test_short_titles_allow_fewer_errors() -> None:
    assert [most_typos(length) for length in (3, 4, 6, 30)] == [0, 1, 2, 3]
