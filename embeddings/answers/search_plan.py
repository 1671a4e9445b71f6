"""What a search asks of ``search.sql``: vector, words, titles, wishes and weights of a query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from embeddings.answers.budgets import (
    LONG_SEARCH_CANDIDATES,
    SEARCH_CANDIDATES,
    SEARCH_FINALISTS,
    reach_of,
)
from embeddings.answers.cards import Card
from embeddings.answers.encoding import (
    Encode,
    EncodeRequest,
    Vector,
    encode_query,
    is_request,
    unit,
)
from embeddings.answers.hits import FEW_WORDS
from embeddings.answers.resembling import (
    critique_hints,
    scores_of_likeness,
    vector_of_likeness,
)
from embeddings.answers.rows import Rows
from embeddings.answers.terms import TermSimilarities
from embeddings.answers.understand.critiques import NO_CRITIQUE
from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.hints import Hints, find_hints, year_scores
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.words import MOST_WORDS
from embeddings.answers.weights import (
    LEAST_TERM_SIMILARITY,
    MOST_TERMS,
    NEAR_TERMS,
    QUOTED_WEIGHT,
    REQUEST_TERMS,
    Weights,
    for_described,
    for_length,
    for_requests,
    for_wishes,
    weighted_terms,
)
from embeddings.answers.wishes import wish_binds
from embeddings.releases.registry import ReleaseInfo
from embeddings.sources.text.titles import title_key


@dataclass(frozen=True)
class SearchPlan:
    """What of a parsed query the statement takes.

    Attributes
    ----------
    binds : dict of str to Any
        All of the statement's but those of the filters, the page and `found_by_words`.
    vector : (text_dimension,) float32
        Of the query.
    few_known_words : bool
        Whether the query is a few words that films have.
    is_request : bool
        Whether the head for requests read the query.
    terms : TermSimilarities
        With the query.
    finding_words : int
        How many of the words, from the first, supply candidates.
    """

    binds: dict[str, Any]
    vector: Vector
    few_known_words: bool
    is_request: bool
    terms: TermSimilarities
    finding_words: int

    def found_by_words(
        self, rows: Rows, lexicon: Lexicon, release: ReleaseInfo, matching: float, excluded: int
    ) -> list[int]:
        """Return films that have the query's words, as many as should hold the candidates.

        Parameters
        ----------
        matching, excluded
            See `reach_of`.
        """
        reach = reach_of(self.binds["candidates"], matching, release.movie_count, excluded)
        return lexicon.word_films.best(
            rows,
            release.release_id,
            self.binds["words"][: self.finding_words],
            self.binds["word_weights"][: self.finding_words],
            reach,
        )


def plan_search(
    rows: Rows,
    encode: Encode,
    encode_request: EncodeRequest,
    lexicon: Lexicon,
    release: ReleaseInfo,
    query: str,
    parsed: ParsedQuery,
    resembled: Sequence[Card],
    weights: Weights,
) -> SearchPlan:
    """Choose the vector, the words and the weights for a parsed query.

    Parameters
    ----------
    query : str
        As typed.
    parsed : ParsedQuery
    resembled : sequence of Card
        The films that the query names to be like.
    weights : Weights
        Before they are fitted to the query's length and wishes.
    """
    reads_request = not parsed.resembled and is_request(parsed.searched_text, encode_request)
    length = len(query.split())
    if reads_request:
        weights = for_requests(length, weights)
    elif not parsed.resembled:
        wanted = [wish.kind if wish.is_typed else "mood" for wish in parsed.wishes if wish.wanted]
        if _is_described(parsed, wanted) and length <= weights.short_words:
            weights = for_described(weights)
        weights = for_wishes(wanted, weights)
    else:
        weights = replace(weights, wish=weights.like_wish)
    is_long = length > MOST_WORDS
    # In a short query, years and genres are filters or mere words.
    hints = find_hints(lowered(query), lexicon.genres) if is_long else Hints()
    title_scores = dict.fromkeys(parsed.namesake_movie_ids, weights.title * weights.namesake)
    title_scores |= {
        match.movie_id: weights.title * match.strength for match in parsed.title_matches
    }
    if parsed.resembled:
        title_scores |= scores_of_likeness(rows, release, parsed, resembled, weights.example)
        vector = vector_of_likeness(encode, parsed, resembled)
        if parsed.critique != NO_CRITIQUE:
            hints = critique_hints(parsed, resembled[0])
        words = title_key(parsed.likeness_text).split()
    else:
        vector = encode_query(encode, parsed.searched_text, encode_request=encode_request)
        words = title_key(parsed.searched_text).split()
    terms, term_weights, finding = weighted_terms(
        words,
        lexicon.vocabulary,
        lexicon.movie_count,
        REQUEST_TERMS if reads_request else MOST_TERMS,
    )
    similarities = lexicon.terms.near(rows, release.release_id, vector)
    by_length = for_length(length, weights)
    # Filters and superlatives alone describe nothing that a text could be near to.
    describes = bool(parsed.searched_text or parsed.resembled)
    near_terms = (
        similarities.weights(NEAR_TERMS, LEAST_TERM_SIMILARITY)
        if describes and by_length.term
        else {}
    )
    critique = parsed.critique
    excluded = [encode(text) for text in (*parsed.excluded_texts, critique.away) if text]
    binds = {
        "query_vector": vector,
        "excluded_vector": unit(np.mean(excluded, axis=0)) if excluded else None,
        "words": [*parsed.quoted, *terms],
        "word_weights": [*[QUOTED_WEIGHT] * len(parsed.quoted), *term_weights],
        "title_movie_ids": list(title_scores),
        "title_scores": list(title_scores.values()),
        "excluded_movie_ids": parsed.excluded_movie_ids,
        "candidates": LONG_SEARCH_CANDIDATES if is_long else SEARCH_CANDIDATES,
        "finalists": SEARCH_FINALISTS,
        "text_weight": float(describes),
        "sentence_weight": weights.sentence,
        "phrase_weight": by_length.phrase,
        "plotless_share": by_length.plotless,
        "phraseless_share": weights.phraseless,
        "word_weight": by_length.word,
        "title_word_weight": by_length.title_word,
        "tag_word_weight": by_length.tag_word,
        "term_weight": by_length.term,
        "term_names": list(near_terms),
        "term_weights": list(near_terms.values()),
        **wish_binds(parsed, lexicon, weights),
        "excluded_weight": weights.critique_away if critique.away else weights.excluded,
        "popularity_weight": by_length.popularity,
        "hint_weight": weights.hint if critique == NO_CRITIQUE else weights.critique,
        "origin_weight": weights.origin * (weights.likeness_origin if parsed.resembled else 1),
        "hinted_genres": list(hints.genres),
        "year_scores": [weights.hinted_year * score for score in year_scores(hints.periods)],
    }
    few_known = len(words) <= FEW_WORDS and all(map(lexicon.vocabulary.knows, words))
    return SearchPlan(
        binds, vector, few_known, reads_request, similarities, len(parsed.quoted) + finding
    )


def _is_described(parsed: ParsedQuery, wanted: Sequence[str]) -> bool:
    """Return whether a query says what kind of film is wanted, and names no film.

    Moods alone have weights of their own: `for_wishes`.
    """
    says_kind = bool(parsed.wishes or parsed.filters or parsed.preferences)
    return says_kind and not parsed.title_matches and set(wanted) != {"mood"}
