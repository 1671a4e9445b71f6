"""Years and genres that a long query mentions."""

import pytest

from embeddings.answers.understand.hints import YEARS_AFTER, YEARS_BEFORE, Hints, find_hints
from embeddings.sources.text.genres import MOVIELENS_GENRES


def years(first: int, last: int) -> Hints:
    return Hints((), first - YEARS_BEFORE, last + YEARS_AFTER)


@pytest.mark.parametrize(
    ("text", "hints"),
    [
        ("i saw it on tape in the 90s with my sister", years(1990, 1999)),
        ("late 80s or early 90s, on television", years(1985, 1994)),
        ("i watched it in 2003 and it was old then", years(2003, 2003)),
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
    assert find_hints("a western from 1960", {"Drama"}) == years(1960, 1960)
