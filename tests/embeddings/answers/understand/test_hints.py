"""Years and genres that a long query mentions."""

import pytest

from embeddings.answers.understand.hints import (
    Hints,
    find_hints,
    year_scores,
)
from embeddings.sources.film_fields import FIRST_YEAR, LAST_YEAR
from embeddings.sources.text.genres import MOVIELENS_GENRES


def years(*periods: tuple[int, int]) -> Hints:
    return Hints((), periods)


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("i saw it on tape in the 90s with my sister", years((1990, 1999))),
        ("late 80s or early 90s, on television", years((1985, 1989), (1990, 1994))),
        ("i watched it in 2003 and it was old then", years((2003, 2003))),
        ("it was a horror movie", Hints(("Horror",))),
        ("an animated thing with a crime plot", Hints(("Animation",))),
        ("i think it was a dark comedy, maybe a thriller", Hints(("Comedy", "Thriller"))),
        # Ages, and the time of the plot, say nothing about the film's year.
        ("a man in his 40s meets a woman in her early 30s", Hints()),
        ("it is set in the 1950s and the hero drives a cadillac", Hints()),
        ("the story takes place around 1944", Hints()),
        # Excluded, or not a kind of film.
        ("it was not a comedy", Hints()),
        ("a war between two families", Hints()),
    ],
)
def test_hints(text: str, hints: Hints) -> None:
    assert find_hints(text, MOVIELENS_GENRES) == hints


def test_only_genres_of_the_release() -> None:
    assert find_hints("a western from 1960", {"Drama"}) == years((1960, 1960))


def test_a_film_is_likelier_the_nearer_its_year_is_to_a_remembered_one() -> None:
    scores = year_scores([(2003, 2003)])

    def of(year: int) -> float:
        return scores[year - FIRST_YEAR]

    assert len(scores) == LAST_YEAR - FIRST_YEAR + 1
    assert of(2003) == 0 == max(scores)
    # It was new, or some years old, and seldom newer than the memory.
    assert of(2003) > of(1999) > of(1990) > of(1950)
    assert of(1997) > of(2009)
    # Far off a memory says nothing more, since one in twenty is wrong.
    assert of(1940) == pytest.approx(of(1900), abs=0.1)


def test_the_mean_of_several_periods_counts() -> None:
    scores = year_scores([(1980, 1989), (1990, 1999)])
    assert scores[1990 - FIRST_YEAR] > scores[1997 - FIRST_YEAR] > scores[1970 - FIRST_YEAR]


def test_no_year_no_scores() -> None:
    assert year_scores([]) == []
