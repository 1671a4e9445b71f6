"""Television series that films are to be like."""

import pytest

from embeddings.answers.understand.parsing import parse
from embeddings.answers.understand.series_like import find_series
from embeddings.answers.understand.title_rows import TitleRow
from embeddings.answers.understand.titles import Titles
from embeddings.knowledge.series import newer_films, television_series
from embeddings.knowledge.vocabulary import vocabulary
from tests.embeddings.answers.understand.bundled import bundled


@pytest.mark.parametrize(
    ("query", "name", "phrase"),
    [
        ("something like Breaking Bad", "drugs", "like Breaking Bad"),
        ("similar to the show grey's anatomy", "doctor", "similar to the show grey's anatomy"),
        ("filme wie haus des geldes", "heist", "wie haus des geldes"),
        ("black mirror vibes", "dystopia", "black mirror vibes"),
        ("loved the sopranos what next", "mafia", "loved the sopranos"),
    ],
)
def test_films_like_a_series_have_what_it_has(query: str, name: str, phrase: str) -> None:
    parsed = parse(query, bundled())
    assert parsed.wishes[0].name == name
    assert parsed.wishes[0].phrase == phrase
    assert parsed.examples == []
    assert parsed.corrected is None


@pytest.mark.parametrize(
    "query",
    ["the wire", "homeland", "lost in space", "friends who drift apart", "breaking bad habits",
     "a severance package", "films like heat"],
)  # fmt: skip
def test_other_words_name_no_series(query: str) -> None:
    assert find_series(query, Titles([])) == []


def test_a_film_of_that_name_is_meant_first() -> None:
    film = TitleRow(1, "Downton Abbey", 2019, ("Downton Abbey",), 10)
    assert find_series("something like downton abbey", Titles([film])) == []
    assert find_series("something like downton abbey", Titles([]))


@pytest.mark.parametrize(
    ("film", "is_lacking"),
    [
        (TitleRow(1, "Parasite", 1982, ("Parasite",), 1), True),
        (TitleRow(1, "Parasite", 1982, ("Parasite",), 9), False),
        (TitleRow(1, "Parasite", 2019, ("Parasite",), 1), False),
    ],
)
def test_a_newer_film_is_meant_by_the_name_of_an_old_one_that_few_know(
    film: TitleRow, is_lacking: bool
) -> None:
    others = [
        TitleRow(movie_id, f"Film {movie_id}", 2000, (f"Film {movie_id}",), 5)
        for movie_id in range(2, 9)
    ]
    found = find_series("loved parasite what next", Titles([film, *others]))
    assert bool(found) is is_lacking
    assert not is_lacking or found[0][1].startswith("class struggle")


def test_what_a_series_has_is_of_the_vocabulary() -> None:
    words = vocabulary()
    for name, has in [*television_series().items(), *newer_films().items()]:
        assert name == name.lower()
        assert has
        assert not set(has) - words.tags.keys() - words.moods.keys(), name


def test_films_like_a_series_are_filtered_by_nothing() -> None:
    for name in television_series():
        parsed = parse(f"something like {name}", bundled())
        assert [
            filter_.field for filter_ in parsed.filters if filter_.value != "Animation"
        ] == [], name


def test_a_phrase_taken_back_names_no_series() -> None:
    parsed = parse("something like breaking bad", bundled(), ["breaking bad"])
    assert parsed.wishes == []
