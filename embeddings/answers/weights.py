"""What counts how much in a search; measured in docs/decisions/0003-search-weights.md."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.answers.understand.spelling import Vocabulary


@dataclass(frozen=True)
class Weights:
    """Weights of a score that begins with the cosine of query and film.

    Attributes
    ----------
    sentence
        Of the cosine with the plot's nearest sentence.
    word
        Of the share of the query's words that the film has, rare ones counting more.
    plotless, long_plotless
        A film without a plot is taken to have a nearest sentence of so much of its own cosine;
        goes from the one to the other as a query gets longer than `short_words`. A long request
        tells a plot, and where there is none, there is nothing that it could be.
    title
        Of an exact title; others count less, see `titles.STRENGTHS`.
    popularity, long_popularity
        Of ln(1 + ratings) for a query of up to `plot_words` words. A longer one is more often
        for a film that few know; see `for_length`. The second is the least that is left.
    short_words, plot_words
        Where a query stops being short, and where it stops being a plot told in a breath.
    hint
        Of the share of remembered genres that the film has, and against one that was not
        made in the years that are remembered; see `hints`.
    excluded
        Of the cosine with what the film is said not to be.
    example
        Of the likeness to a film that is named as an example.
    critique
        Of the share of the genres that a film has, which the answers are to have more of than
        the example.
    critique_away
        As `excluded`, of what a wish leads away from.
    """

    sentence: float = 0.5
    word: float = 0.4
    plotless: float = 0.8
    long_plotless: float = 0.5
    title: float = 1.5
    popularity: float = 0.065
    long_popularity: float = 0.01
    short_words: int = 16
    plot_words: int = 40
    hint: float = 0.15
    excluded: float = 0.15
    example: float = 0.6
    critique: float = 0.8
    critique_away: float = 0.4


WEIGHTS = Weights()

# The rarest words of a query, which decide; a long request has a hundred that do not.
MOST_TERMS = 16
# Films that words may bring in; a word that more have finds nothing by itself.
MOST_FOUND_BY_WORDS = 2500
# A phrase in quotation marks counts as much as all the words.
QUOTED_WEIGHT = 1.0

# Words that say nothing of a film.
IDLE_WORDS = frozenset(
    """
    film films movie movies flick picture watch watching watched saw seen see remember recall
    something anything one about like really think looking look find want know called name title
    """.split()  # noqa: SIM905 - read as a list of words
)


@dataclass(frozen=True)
class LengthWeights:
    """The weights that depend on a query's length; see `Weights`."""

    plotless: float
    popularity: float


def for_length(words: int, weights: Weights = WEIGHTS) -> LengthWeights:
    """Return the weights for a query of so many words.

    Examples
    --------
    >>> for_length(5) == LengthWeights(WEIGHTS.plotless, WEIGHTS.popularity)
    True
    >>> for_length(200).popularity == WEIGHTS.long_popularity
    True
    """
    shortness = min(1.0, weights.short_words / max(words, 1))
    return LengthWeights(
        plotless=weights.long_plotless + (weights.plotless - weights.long_plotless) * shortness,
        popularity=max(
            weights.popularity * min(1.0, weights.plot_words / max(words, 1)) ** 1.5,
            weights.long_popularity,
        ),
    )


def weighted_terms(
    words: Sequence[str], vocabulary: Vocabulary, movie_count: int
) -> tuple[list[str], list[float], int]:
    """Choose the words that films are found by, and weigh them.

    Parameters
    ----------
    words : sequence of str
        As `title_key` writes them.

    Returns
    -------
    terms : list of str
        At most `MOST_TERMS`, the rarest first.
    weights : list of float
        Inverse document frequencies, adding up to 1.
    finders : int
        How many of the first terms are rare enough to find films by.

    Source: Spärck Jones, "A statistical interpretation of term specificity", 1972.
    """
    said = dict.fromkeys(word for word in words if len(word) > 1)
    # What no film has, such as a mistyped word of a long request, would only take the place
    # of what some have; only where there is nothing else may its stem still be known.
    known = [word for word in said if vocabulary.knows(word) and word not in IDLE_WORDS]
    counts = {word: vocabulary.count(word) for word in known or said}
    rarity = {
        word: math.log((movie_count + 1) / (max(count, 1) + 0.5)) for word, count in counts.items()
    }
    terms = sorted((word for word in rarity if rarity[word] > 0), key=lambda one: -rarity[one])
    terms = terms[:MOST_TERMS]
    total = sum(rarity[one] for one in terms) or 1.0
    found, finders = 0, 0
    for term in terms:
        found += counts[term]
        if finders and found > MOST_FOUND_BY_WORDS:
            break
        finders += 1
    return terms, [rarity[one] / total for one in terms], finders
