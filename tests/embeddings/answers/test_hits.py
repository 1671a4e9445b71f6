"""Why a film is among the answers."""

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import pytest
from sqlalchemy import RowMapping

from embeddings.answers.hits import Judge
from embeddings.answers.terms import Term, TermSimilarities
from embeddings.answers.thresholds import Thresholds
from embeddings.answers.understand.parsing import parse
from tests.embeddings.answers.understand.bundled import bundled

NAMES: list[Term] = [("genre", "Drama"), ("tag", "hopeful")]
TERMS = TermSimilarities(
    NAMES,
    {term: place for place, term in enumerate(NAMES)},
    np.array([0.3, 0.6], dtype=np.float32),
)
THRESHOLDS = Thresholds(least_similarity=0.45, least_fit=0.76, name_margin=0.1)


def judge(query: str, background: float = 0.0, *, unknown_words: bool = False) -> Judge:
    return Judge(
        parse(query, bundled()),
        background,
        few_known_words=False,
        unknown_words=unknown_words,
        thresholds=THRESHOLDS,
        terms=TERMS,
    )


def reason(query: str, **row: Any) -> tuple[str, str] | None:
    film = {
        "movie_id": 0,
        "genres": ["Drama"],
        "tags": ["hopeful", "of no release"],
        "plot_sentence": None,
        "plot_fit": None,
    }
    return judge(query).reason(cast(RowMapping, film | row))


def says_nothing(query: str, fit: float, background: float, **words: bool) -> bool:
    rows = cast(Sequence[RowMapping], [{"best_fit": fit, "best_coverage": 0.5}])
    return judge(query, background, **words).nothing_fits(rows)


def test_a_query_far_from_films_at_random_fits_none() -> None:
    """A query is as near to its nearest film as to the others where it is about none."""
    assert says_nothing("how to boil an egg", 0.5, 0.0)
    assert not says_nothing("quiet people in a loud town", 0.5, 0.1)


def test_what_is_understood_makes_a_query_one_about_films() -> None:
    assert not says_nothing("gary oldman as the bad guy", 0.3, 0.0)  # A filter.
    assert not says_nothing("something sad with rain", 0.58, 0.0)  # A mood.
    assert says_nothing("something sad with rain", 0.5, 0.0)


@pytest.mark.parametrize("query", ["ww2 movies", "films about wwi", "shows about ww2"])
def test_a_theme_in_letters_that_the_encoder_does_not_know_fits(query: str) -> None:
    assert not says_nothing(query, 0.5, 0.0)


def test_a_theme_beside_other_words_decides_nothing() -> None:
    assert says_nothing("how to fix a bike", 0.5, 0.0)


def test_words_of_no_language_fit_nothing() -> None:
    assert says_nothing("fjdksla fjdkslaf", 0.5, 0.2, unknown_words=True)


@pytest.mark.parametrize("query", ["chaplin", "films directed by agnes varda", "under 90 minutes"])
def test_facts_alone_are_near_to_no_tag(query: str) -> None:
    assert reason(query) is None


@pytest.mark.parametrize("query", ["chaplin in a factory", "hope"])
def test_words_that_describe_are_near_to_a_tag(query: str) -> None:
    assert reason(query) == ("tag", "hopeful")
    assert reason(query, tags=[]) == ("genre", "Drama")
    assert reason(query, tags=[], genres=[]) is None


def test_a_term_is_the_reason_where_it_is_clearly_nearer_than_a_sentence() -> None:
    """The tag's cosine is 0.6, and the margin 0.1."""
    sentence = {"plot_sentence": "They hope."}
    assert reason("hope", plot_fit=0.49, **sentence) == ("tag", "hopeful")
    assert reason("hope", plot_fit=0.51, **sentence) == ("plot", "They hope.")
    assert reason("hope", plot_fit=0.1, tags=[], genres=[], **sentence) == ("plot", "They hope.")
