"""From a query to ranked films: parse, encode, run ``search.sql``, say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from embeddings.answers.budgets import (
    LONG_SEARCH_CANDIDATES,
    SEARCH_CANDIDATES,
    SEARCH_FINALISTS,
    is_narrow,
)
from embeddings.answers.cards import Card, card
from embeddings.answers.encoding import (
    Encode,
    EncodeRequest,
    Vector,
    encode_query,
    is_request,
    no_request,
    unit,
)
from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.highlights import highlights
from embeddings.answers.hits import FEW_WORDS, Hit, Judge, Why
from embeddings.answers.leading import suffice
from embeddings.answers.merged_filters import merge_filters
from embeddings.answers.resembling import (
    critique_hints,
    elsewhere,
    read_resembled,
    scores_of_likeness,
    vector_of_likeness,
)
from embeddings.answers.rows import Rows
from embeddings.answers.sorting import MOST_SORTED, Predict, Sort, sort_films
from embeddings.answers.thresholds import thresholds_of
from embeddings.answers.understand.critiques import NO_CRITIQUE
from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.hints import Hints, find_hints, year_scores
from embeddings.answers.understand.known_words import is_known
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.parsing import parse
from embeddings.answers.understand.words import MOST_WORDS
from embeddings.answers.weights import (
    LEAST_TERM_SIMILARITY,
    MOST_TERMS,
    NEAR_TERMS,
    QUOTED_WEIGHT,
    REQUEST_TERMS,
    WEIGHTS,
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

# What leading films are ranked by, the same for all searches.
_LEADING = {"popularity_weight": WEIGHTS.popularity, "wish_weight": WEIGHTS.wish}


@dataclass(frozen=True)
class SearchRequest:
    """A search.

    Attributes
    ----------
    verbatim : sequence of str
        Phrases of the query that are words and nothing else.
    sort : str
        An order other than relevance is that of the `MOST_SORTED` most relevant films that fit.
    predict : callable, optional
        Gives the reader's predicted ratings, for ``sort`` by them.
    """

    query: str
    verbatim: Sequence[str] = ()
    filters: Filters = OPEN
    limit: int = 20
    offset: int = 0
    sort: Sort = "relevance"
    predict: Predict | None = None


@dataclass(frozen=True)
class SearchResult:
    """The films found, best first, and how the query was parsed.

    Attributes
    ----------
    nothing_fits : bool
        Whether even the best of all ranked films does not fit; so it is where none is found.
    """

    hits: Sequence[Hit]
    parsed: ParsedQuery
    nothing_fits: bool


def search(
    rows: Rows,
    encode: Encode,
    lexicon: Lexicon,
    release: ReleaseInfo,
    request: SearchRequest,
    weights: Weights = WEIGHTS,
    encode_request: EncodeRequest = no_request,
) -> SearchResult:
    """Parse a query, rank films by ``search.sql``, and say why each was found.

    Parameters
    ----------
    rows : callable
        Runs a statement; see `embeddings.answers.rows.Rows`.
    encode : callable
        Text → (text_dimension,) float32, unit length.
    lexicon : Lexicon
        Of ``release``.
    request : SearchRequest
    weights : Weights
        Others than the default are for tuning.
    encode_request : callable
        Encodes long requests; see `encode_query`.
    """
    parsed = parse(request.query, lexicon, request.verbatim)
    resembled = read_resembled(rows, release, parsed) if parsed.resembled else []
    parsed.filters += elsewhere(parsed, resembled)
    filters, parsed.filters = merge_filters(request.filters, parsed.filters)
    plan = _plan(
        rows, encode, encode_request, lexicon, release, request.query, parsed, resembled, weights
    )
    is_ranked = request.sort == "relevance"
    thresholds = thresholds_of(release.encoder, is_request=plan.is_request)
    binds = plan.binds | {"wished_movie_ids": []}
    if suffice(filters):
        leading = lexicon.leading.of(
            rows, release.release_id, lexicon.tag_words, binds["wished_tags"], **_LEADING
        )
        binds |= {"wished_movie_ids": leading, "wished_tags": []}
    found = rows(
        "search",
        # The walk through an index looks no farther than the list is long: with the connection's
        # breadth of 500 it takes twice the time for the same films.
        index_breadth=binds["candidates"],
        **filters.binds,
        **binds,
        main_countries=list(filters.countries),
        main_languages=list(filters.languages),
        release_id=release.release_id,
        limit=request.limit if is_ranked else MOST_SORTED,
        offset=request.offset if is_ranked else 0,
        text_dimension=release.text_dimension,
        name_margin=thresholds.name_margin,
        exact=is_narrow(lexicon.sample.share(filters) * release.movie_count, release.movie_count),
    )
    judge = Judge(
        parsed,
        lexicon.sample.background(plan.vector),
        plan.few_known_words,
        _are_unknown(parsed.words, lexicon),
        thresholds,
    )
    nothing_fits = judge.nothing_fits(found)
    if not is_ranked:
        fitting = [row for row in found if nothing_fits or judge.fits(row)]
        ordered = sort_films(fitting, request.sort, request.predict)
        found = ordered[request.offset : request.offset + request.limit]
    reasons = [judge.reason(row) for row in found]
    texts = {reason[1] for reason in reasons if reason}
    marked = highlights(rows, lexicon.stems, parsed.searched_text, texts) if texts else {}
    return SearchResult(
        hits=[
            Hit(
                card(row),
                row["score"],
                judge.fits(row),
                Why(*reason, marked[reason[1]]) if reason else None,
            )
            for row, reason in zip(found, reasons, strict=True)
        ],
        parsed=parsed,
        nothing_fits=nothing_fits,
    )


def _are_unknown(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether no word is one of a film, of a person or of a language."""
    return bool(words) and not any(lexicon.knows(word) or is_known(word) for word in words)


def _is_described(parsed: ParsedQuery, wanted: Sequence[str]) -> bool:
    """Return whether a query says what kind of film is wanted, and names no film.

    Moods alone have weights of their own: `for_wishes`.
    """
    says_kind = bool(parsed.wishes or parsed.filters or parsed.preferences)
    return says_kind and not parsed.title_matches and set(wanted) != {"mood"}


@dataclass(frozen=True)
class _Plan:
    """What of a parsed query the statement takes."""

    binds: dict[str, Any]
    vector: Vector
    few_known_words: bool
    is_request: bool


def _plan(
    rows: Rows,
    encode: Encode,
    encode_request: EncodeRequest,
    lexicon: Lexicon,
    release: ReleaseInfo,
    query: str,
    parsed: ParsedQuery,
    resembled: Sequence[Card],
    weights: Weights,
) -> _Plan:
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
    by_length = for_length(length, weights)
    # Filters and superlatives alone describe nothing that a text could be near to.
    describes = bool(parsed.searched_text or parsed.resembled)
    critique = parsed.critique
    excluded = [encode(text) for text in (*parsed.excluded_texts, critique.away) if text]
    binds = {
        "query_vector": vector,
        "excluded_vector": unit(np.mean(excluded, axis=0)) if excluded else None,
        "words": [*parsed.quoted, *terms],
        "word_weights": [*[QUOTED_WEIGHT] * len(parsed.quoted), *term_weights],
        "finding_words": len(parsed.quoted) + finding,
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
        "term_weight": by_length.term if describes else 0.0,
        **wish_binds(parsed, lexicon, weights),
        "near_terms": NEAR_TERMS,
        "least_term_similarity": LEAST_TERM_SIMILARITY,
        "excluded_weight": weights.critique_away if critique.away else weights.excluded,
        "popularity_weight": by_length.popularity,
        "hint_weight": weights.hint if critique == NO_CRITIQUE else weights.critique,
        "origin_weight": weights.origin * (weights.likeness_origin if parsed.resembled else 1),
        "hinted_genres": list(hints.genres),
        "year_scores": [weights.hinted_year * score for score in year_scores(hints.periods)],
    }
    few_known = len(words) <= FEW_WORDS and all(map(lexicon.vocabulary.knows, words))
    return _Plan(binds, vector, few_known, reads_request)
