"""Weights of the search score, measured in docs/decisions/0003-search-weights.md."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from embeddings.answers.understand.spelling import Vocabulary
from embeddings.answers.understand.words import STOP_WORDS


@dataclass(frozen=True)
class Weights:
    """Weights in the score of a film, which is the cosine of query and film plus these terms.

    Attributes
    ----------
    sentence
        Weight of the cosine of query and nearest sentence of the plot or phrase of viewers.
    phrase
        Weight of the cosine of a short query and the nearest phrase of viewers. A film without
        phrases is taken to have one at ``phraseless`` times its own cosine.
    word, title_word, tag_word
        Weight of the share of a short query's words that the film has anywhere, has in its titles,
        and has in its tags and genres; see `weighted_terms`.
    long_word
        The same for words anywhere, in a query of more than ``short_words`` words. Its phrases,
        titles, tags and terms do not count by themselves.
    request_sentence, request_word, request_hint, request_fall
        ``sentence``, ``long_word``, ``hint`` and ``popularity_fall`` where the head for requests
        read the query, and ``long_popularity`` is 0: who tells of a film whose title they forgot
        does not mean the best known one. ``wish`` falls by the same power: in a long story a genre
        or a country is one word of many.
    term
        Weight of the share that the film has of the genres and tags nearest to a short query.
    wish
        Weight of the relevance of what is wished for: 1 where the film has all of it.
    mood_wish, mood_phrase
        ``wish`` and ``phrase`` where moods are all that is wished for: no words of a title or of a
        plot say what feels like a hug, so words in titles, tags and genres do not count then.
    described_sentence, described_phrase, described_popularity, described_rating
        ``sentence``, ``phrase``, ``popularity``, and the weight of a star above the mean, where a
        short query says what kind of film is wanted and names none: of films that fit, people
        expect the good ones first, and those that many know less than where a title is meant.
    unwished
        How many times as much a thing that is not wanted counts against a film.
    spoiler
        How many times as much a thing that would spoil an occasion counts against a film.
    like_wish
        ``wish`` of a query that names a film to be like: "like Alien but funny" is funny first.
    rating
        Weight of a star above the mean where the query says nothing of how good films should be.
    age
        Weight, subtracted, of being for older people than the youngest who watches.
    rating_wish, popularity_wish, obscurity_wish, year_wish
        Weight of a star above the mean; of popularity, as `film_score.sql` bends it, where the
        query asks for well-known films, or for films that few know; and of 40 years.
    plotless, long_plotless
        A film without a plot has no sentence to compare. Its sentence cosine is taken to be
        ``plotless`` times its own cosine. In a query of more than ``short_words`` words the factor
        falls towards ``long_plotless``: a long query describes a plot, so a film without a plot
        is less likely to be its answer.
    title
        Weight of an exact title; `titles.STRENGTHS` has the shares of other matches.
    namesake
        Strength, as of a title match, of being a film of somebody of the surname that is the query.
    popularity, popularity_fall, long_popularity
        Weight of ln(1 + rating count), for a query of up to ``plot_words`` words. A longer query
        more often means a film that few people know, so the weight falls with its length, by the
        power ``popularity_fall``, down to ``long_popularity``; see `for_length`.
    short_words, plot_words
        Most words of a short query, and of a plot told in one breath.
    hint
        Weight of the share of hinted genres that the film has; see `hints`.
    hinted_year
        Weight of the logarithm of how likely the film's year is by the years that are mentioned.
    excluded
        Weight, subtracted, of the cosine with what the query says that the film is not.
    example
        Weight of the similarity to the example film.
    origin
        Weight of having as main country or language one that is asked for; of the films in
        several languages "in Spanish" means those that are mainly in Spanish.
    likeness_origin
        How many times as much it counts beside the similarity to films: "like Notting Hill but
        French".
    critique
        Weight of the share of a critique's genres that the film has.
    critique_away
        Weight, subtracted, of the cosine with what a critique moves away from.
    """

    sentence: float = 0.5
    phrase: float = 0.1
    phraseless: float = 0.8
    word: float = 0.3
    title_word: float = 0.1
    tag_word: float = 0.1
    long_word: float = 0.4
    request_sentence: float = 0.7
    request_word: float = 0.8
    request_hint: float = 0.1
    request_fall: float = 12.0
    term: float = 0.2
    wish: float = 0.5
    mood_wish: float = 1.0
    mood_phrase: float = 0.4
    described_sentence: float = 0.6
    described_phrase: float = 0.3
    described_popularity: float = 0.045
    described_rating: float = 0.1
    rating: float = 0.0
    unwished: float = 2.0
    spoiler: float = 0.4
    like_wish: float = 1.2
    age: float = 1.0
    rating_wish: float = 0.25
    popularity_wish: float = 0.6
    obscurity_wish: float = 1.2
    year_wish: float = 0.5
    plotless: float = 0.8
    long_plotless: float = 0.5
    title: float = 1.5
    namesake: float = 0.5
    popularity: float = 0.065
    popularity_fall: float = 1.5
    long_popularity: float = 0.01
    short_words: int = 16
    plot_words: int = 40
    hint: float = 0.15
    hinted_year: float = 0.04
    excluded: float = 0.15
    example: float = 1.5
    origin: float = 0.3
    likeness_origin: float = 2.0
    critique: float = 0.8
    critique_away: float = 0.4


WEIGHTS = Weights()

# Genres and tags nearest to a query, and the cosine from which on they count.
NEAR_TERMS = 12
LEAST_TERM_SIMILARITY = 0.35

# A long query has a hundred words, and only its rarest tell films apart.
MOST_TERMS = 16
# Where the head for requests read the query: docs/decisions/0037.
REQUEST_TERMS = 32
# Words in more films than this, together, would bring in candidates that mean nothing.
MOST_CANDIDATES = 2500
# A quoted phrase weighs as much as all words of the query together.
QUOTED_WEIGHT = 1.0


@dataclass(frozen=True)
class LengthWeights:
    """The weights that depend on a query's length; see `Weights`."""

    plotless: float
    popularity: float
    word: float
    phrase: float = 0.0
    title_word: float = 0.0
    tag_word: float = 0.0
    term: float = 0.0


def for_requests(words: int, weights: Weights = WEIGHTS) -> Weights:
    """Return the weights for a query of ``words`` words that the head for requests reads."""
    return replace(
        weights,
        sentence=weights.request_sentence,
        long_word=weights.request_word,
        hint=weights.request_hint,
        wish=weights.wish * _fall(words, weights.request_fall, weights),
        popularity_fall=weights.request_fall,
        long_popularity=0.0,
    )


def _fall(words: int, power: float, weights: Weights) -> float:
    """Return 1 up to ``plot_words`` words, and beyond it their share to a power."""
    return float(min(1.0, weights.plot_words / max(words, 1)) ** power)


def for_wishes(wanted: Collection[str], weights: Weights = WEIGHTS) -> Weights:
    """Return the weights for a query that wishes for something of these kinds.

    Parameters
    ----------
    wanted
        Kinds of what is wished for: see `wishes.WishKind`.
    """
    if set(wanted) != {"mood"}:
        return weights
    return replace(
        weights,
        wish=weights.mood_wish,
        phrase=weights.mood_phrase,
        title_word=0.0,
        tag_word=0.0,
    )


def for_described(weights: Weights = WEIGHTS) -> Weights:
    """Return the weights for a query that says what kind of film is wanted, and names none."""
    return replace(
        weights,
        sentence=weights.described_sentence,
        phrase=weights.described_phrase,
        popularity=weights.described_popularity,
        rating=weights.described_rating,
    )


def for_length(words: int, weights: Weights = WEIGHTS) -> LengthWeights:
    """Return the weights for a query of ``words`` words.

    With n words, ``plotless`` moves from its short to its long value by the share
    ``1 - short_words / n``, and ``popularity`` is multiplied by
    ``(plot_words / n) ** popularity_fall``.

    Examples
    --------
    >>> for_length(5).plotless == WEIGHTS.plotless
    True
    >>> for_length(200).popularity == WEIGHTS.long_popularity
    True
    """
    shortness = min(1.0, weights.short_words / max(words, 1))
    plotless = weights.long_plotless + (weights.plotless - weights.long_plotless) * shortness
    popularity = max(
        weights.popularity * _fall(words, weights.popularity_fall, weights),
        weights.long_popularity,
    )
    if words > weights.short_words:
        return LengthWeights(plotless, popularity, weights.long_word)
    return LengthWeights(
        plotless,
        popularity,
        weights.word,
        weights.phrase,
        weights.title_word,
        weights.tag_word,
        weights.term,
    )


def weighted_terms(
    words: Sequence[str], vocabulary: Vocabulary, movie_count: int, most: int = MOST_TERMS
) -> tuple[list[str], list[float], int]:
    """Choose the words of a query to match films by, and weight them by rarity.

    Parameters
    ----------
    words : sequence of str
        Words of the query, as `title_key` writes them.
    vocabulary : Vocabulary
        Of the release.
    movie_count : int
        Number of films in the release.
    most : int
        Terms at most.

    Returns
    -------
    terms : list of str
        The rarest first.
    weights : list of float
        Of each term, ``log((movie_count + 1) / (count + 0.5))`` over the sum of all.
    finders : int
        Number of leading terms that supply candidates: as many as `MOST_CANDIDATES` films have,
        and at least the rarest. The other terms only add to the score of candidates.

    Source: Spärck Jones, "A statistical interpretation of term specificity", 1972.
    """
    distinct = dict.fromkeys(word for word in words if len(word) > 1)
    # A word that no film has, such as a mistyped word of a long query, would use up one of the
    # terms. Where the query has no other words it stays, because films may have its stem.
    known = [word for word in distinct if vocabulary.knows(word) and word not in STOP_WORDS]
    counts = {word: vocabulary.count(word) for word in known or distinct}
    rarity = {
        word: math.log((movie_count + 1) / (max(count, 1) + 0.5)) for word, count in counts.items()
    }
    terms = sorted((word for word in rarity if rarity[word] > 0), key=lambda word: -rarity[word])
    terms = terms[:most]
    total = sum(rarity[term] for term in terms) or 1.0
    candidates, finders = 0, 0
    for term in terms:
        candidates += counts[term]
        if finders and candidates > MOST_CANDIDATES:
            break
        finders += 1
    return terms, [rarity[term] / total for term in terms], finders
