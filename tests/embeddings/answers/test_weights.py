"""Weights that depend on what a query asks for."""

import pytest

from embeddings.answers.understand.parsing import parse
from embeddings.answers.weights import WEIGHTS, for_described, for_length, for_wishes
from embeddings.answers.wishes import wish_binds
from tests.embeddings.answers.understand.bundled import bundled


def wanted(query: str) -> list[str]:
    return [wish.kind for wish in parse(query, bundled()).wishes if wish.wanted]


@pytest.mark.parametrize("query", ["something cosy and funny", "sad movie", "was zum lachen"])
def test_moods_alone_are_ranked_by_relevance_and_no_words_of_titles(query: str) -> None:
    weights = for_wishes(wanted(query))
    assert weights.wish > WEIGHTS.wish
    assert weights.phrase > WEIGHTS.phrase
    assert (weights.title_word, weights.tag_word) == (0.0, 0.0)


@pytest.mark.parametrize(
    "query", ["sad movie about dogs", "heist on a train", "heat", "nothing depressing", "horror"]
)
def test_all_else_keeps_the_weights(query: str) -> None:
    assert for_wishes(wanted(query)) == WEIGHTS


@pytest.mark.parametrize(
    ("query", "rating"),
    [
        ("heist on a train", WEIGHTS.described_rating),
        ("best heist films", WEIGHTS.rating_wish + WEIGHTS.described_rating),
        # Who asks for bad films gets them.
        ("the worst heist films", -WEIGHTS.rating_wish),
    ],
)
def test_of_films_that_fit_a_description_good_ones_come_first(query: str, rating: float) -> None:
    weights = for_described()
    binds = wish_binds(parse(query, bundled()), bundled(), weights)
    assert binds["rating_wish"] == pytest.approx(rating)
    assert for_length(4, weights).popularity < for_length(4).popularity
    assert wish_binds(parse("heat", bundled()), bundled(), WEIGHTS)["rating_wish"] == 0.0
