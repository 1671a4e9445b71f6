"""How the answers are to differ from an example."""

import pytest

from embeddings.answers.understand.critiques import NO_CRITIQUE, find_critique
from embeddings.sources.text.genres import MOVIELENS_GENRES


@pytest.mark.parametrize(
    ("text", "genres"),
    [
        ("but funnier", ("Comedy",)),
        ("but a bit darker", ("Drama", "Thriller")),
        ("but scarier and more romantic", ("Horror", "Romance")),
        ("but less violent", ()),
        ("but Much Slower", ("Drama",)),
        ("but for kids", ("Children",)),
        ("but funny", ("Comedy",)),
        ("but really dark and romantic", ("Drama", "Thriller", "Romance")),
        ("a comedy", ("Comedy",)),
        ("for grown-ups", ("Drama",)),
    ],
)
def test_a_comparative_leaves_no_rest(text: str, genres: tuple[str, ...]) -> None:
    critique, rest = find_critique(text, MOVIELENS_GENRES)
    assert set(critique.genres) == set(genres)
    assert critique.words or critique.away
    assert rest == ""


def test_other_words_are_left() -> None:
    critique, rest = find_critique("in space but funnier", MOVIELENS_GENRES)
    assert (critique.genres, rest) == (("Comedy",), "in space")


@pytest.mark.parametrize(
    "text",
    [
        "with robots",
        "set in the darkest night",
        "fasterpiece",
        "",
        "but a dark horse",
        "funny people",
        "about a sad clown",
    ],
)
def test_no_critique(text: str) -> None:
    assert find_critique(text, MOVIELENS_GENRES) == (NO_CRITIQUE, text)


def test_a_genre_that_the_release_lacks_is_only_words() -> None:
    critique, _ = find_critique("but funnier", {"Drama"})
    assert critique.genres == ()
    assert critique.words
