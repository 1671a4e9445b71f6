"""What is to be otherwise than in a film that is named."""

import pytest

from embeddings.answers.understand.critiques import NO_WISH, find_wish
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
    ],
)
def test_a_comparative_is_all_of_it(text: str, genres: tuple[str, ...]) -> None:
    wish, rest = find_wish(text, MOVIELENS_GENRES)
    assert set(wish.genres) == set(genres)
    assert wish.words or wish.away
    assert rest == ""


def test_other_words_are_left() -> None:
    wish, rest = find_wish("in space but funnier", MOVIELENS_GENRES)
    assert (wish.genres, rest) == (("Comedy",), "in space")


@pytest.mark.parametrize("text", ["with robots", "set in the darkest night", "fasterpiece", ""])
def test_no_wish(text: str) -> None:
    assert find_wish(text, MOVIELENS_GENRES) == (NO_WISH, text)


def test_a_genre_that_the_release_lacks_is_only_words() -> None:
    wish, _ = find_wish("but funnier", {"Drama"})
    assert wish.genres == ()
    assert wish.words
