"""From a query to ranked films: parse, encode, run ``search.sql``, say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.budgets import LONG_SEARCH_CANDIDATES, SEARCH_CANDIDATES, is_narrow
from embeddings.answers.cards import Card, card
from embeddings.answers.encoding import Encode, Vector, encode_query, unit
from embeddings.answers.filters import LIST_FIELDS, OPEN, Filters
from embeddings.answers.highlights import highlights
from embeddings.answers.rows import Rows
from embeddings.answers.similar import similar
from embeddings.answers.understand.critiques import NO_CRITIQUE
from embeddings.answers.understand.filters import MOST_WORDS
from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.hints import Hints, find_hints
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsing import ParsedFilter, ParsedQuery, parse
from embeddings.answers.weights import (
    QUOTED_WEIGHT,
    WEIGHTS,
    Weights,
    for_length,
    weighted_terms,
)
from embeddings.releases.registry import ReleaseInfo
from embeddings.sources.text.titles import title_key
from embeddings.texts.document import movie_matter

# Films like an example that get a part of their score for it.
EXAMPLE_FILMS: Final = 100
# With a critique more of them do: the film that differs as wished is seldom the most alike.
CRITIQUE_FILMS: Final = 300
# A film fits where its cosine with the query and the mean cosine of films drawn at random add
# up to so much: a query that is about no film at all is far from random films too.
LEAST_SIMILARITY: Final = 0.45
# A film also fits where it has every word of a query of a few known words.
FEW_WORDS: Final = 3
ALL_WORDS: Final = 0.999
# Below this strength, a query shares some words with a title and does not name it.
LEAST_TITLE_STRENGTH: Final = 0.35

ReasonKind = Literal["plot", "tag", "genre", "title"]


@dataclass(frozen=True)
class SearchRequest:
    """A search; ``verbatim`` are phrases of the query that are words and nothing else."""

    query: str
    verbatim: Sequence[str] = ()
    filters: Filters = OPEN
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True)
class Why:
    """Why a film was found: its title, or what of it is nearest to the query.

    Attributes
    ----------
    kind : str
    text : str
        The title, the name of a genre or tag, or a sentence of the plot.
    highlights : list of (int, int)
        Parts of ``text`` that are words of the query, ``[start, end)`` in Unicode characters.
    """

    kind: ReasonKind
    text: str
    highlights: list[tuple[int, int]]


@dataclass(frozen=True)
class Hit:
    """A film found by a search.

    Attributes
    ----------
    score : float
        Higher is better; comparable within one search.
    fits : bool
        Whether the film is nearer to the query than chance brings films.
    """

    card: Card
    score: float
    fits: bool
    why: Why | None


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
    """
    parsed = parse(request.query, lexicon, request.verbatim)
    filters, parsed.filters = merge_filters(request.filters, parsed.filters)
    plan = _plan(rows, encode, lexicon, release, request.query, parsed, weights)
    found = rows(
        "search",
        **filters.binds,
        **plan.binds,
        release_id=release.release_id,
        limit=request.limit,
        offset=request.offset,
        text_dimension=release.text_dimension,
        exact=is_narrow(lexicon.sample.share(filters) * release.movie_count, release.movie_count),
    )
    judge = _Judge(parsed, lexicon.sample.background(plan.vector), plan.few_known_words)
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
        nothing_fits=judge.nothing_fits(found),
    )


@dataclass(frozen=True)
class _Plan:
    """What of a parsed query the statement takes."""

    binds: dict[str, Any]
    vector: Vector
    few_known_words: bool


def _plan(
    rows: Rows,
    encode: Encode,
    lexicon: Lexicon,
    release: ReleaseInfo,
    query: str,
    parsed: ParsedQuery,
    weights: Weights,
) -> _Plan:
    length = len(query.split())
    is_long = length > MOST_WORDS
    # In a short query, years and genres are filters or mere words.
    hints = find_hints(lowered(query), lexicon.genres) if is_long else Hints()
    title_scores = {
        match.movie_id: weights.title * match.strength for match in parsed.title_matches
    }
    if parsed.example:
        title_scores |= _example_scores(rows, release, parsed, weights)
        (example,) = rows("movie", release_id=release.release_id, movie_id=parsed.example.movie_id)
        vector = _example_vector(encode, parsed, card(example))
        if parsed.critique != NO_CRITIQUE:
            hints = _critique_hints(parsed, card(example))
        words = title_key(parsed.rest or "").split()
    else:
        vector = encode_query(encode, parsed.searched_text)
        words = title_key(parsed.searched_text).split()
    terms, term_weights, finding = weighted_terms(words, lexicon.vocabulary, lexicon.movie_count)
    by_length = for_length(length, weights)
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
        "sentence_weight": weights.sentence,
        "plotless_share": by_length.plotless,
        "word_weight": weights.word,
        "excluded_weight": weights.critique_away if critique.away else weights.excluded,
        "popularity_weight": by_length.popularity,
        "hint_weight": weights.hint if critique == NO_CRITIQUE else weights.critique,
        "hinted_genres": list(hints.genres),
        "hinted_year_min": hints.year_min,
        "hinted_year_max": hints.year_max,
    }
    few_known = len(words) <= FEW_WORDS and all(map(lexicon.vocabulary.knows, words))
    return _Plan(binds, vector, few_known)


@dataclass(frozen=True)
class _Judge:
    """Tells films that fit from films that are merely the nearest there are."""

    parsed: ParsedQuery
    background: float
    few_known_words: bool
    strengths: dict[int, float] = field(init=False)

    def __post_init__(self) -> None:
        strengths = {match.movie_id: match.strength for match in self.parsed.title_matches}
        object.__setattr__(self, "strengths", strengths)

    @property
    def every_film_fits(self) -> bool:
        """Whether the query is filters alone, or names an example: no film fits less then."""
        return self.parsed.example is not None or self.parsed.only_filters

    def fits(self, row: RowMapping) -> bool:
        similarity = max(row["similarity"], row["sentence_similarity"] or -1)
        return (
            row["movie_id"] in self.strengths
            or self.every_film_fits
            or self._is_near(similarity, row["coverage"])
        )

    def nothing_fits(self, rows: Sequence[RowMapping]) -> bool:
        if not rows:
            return True
        if self.strengths or self.every_film_fits:
            return False
        return not self._is_near(rows[0]["best_fit"], rows[0]["best_coverage"])

    def reason(self, row: RowMapping) -> tuple[ReasonKind, str] | None:
        if self.strengths.get(row["movie_id"], 0) >= LEAST_TITLE_STRENGTH:
            return "title", row["title"]
        return (row["reason_kind"], row["reason_text"]) if row["reason_text"] else None

    def _is_near(self, similarity: float, coverage: float) -> bool:
        return similarity + self.background >= LEAST_SIMILARITY or (
            self.few_known_words and coverage >= ALL_WORDS
        )


_OPPOSITE: Final = {
    name: name.removeprefix("exclude_") if name.startswith("exclude_") else f"exclude_{name}"
    for name in LIST_FIELDS
}


def merge_filters(
    request: Filters, parsed: Sequence[ParsedFilter]
) -> tuple[Filters, list[ParsedFilter]]:
    """Join the request's filters with those of the query; where both differ, the request's win.

    Returns
    -------
    filters : Filters
        What the films must meet.
    applied : list of ParsedFilter
        Those of ``parsed`` that are part of it.
    """
    lists = {name: list(getattr(request, name)) for name in LIST_FIELDS}
    # A film needs one of the countries only, so a parsed country would widen the request's.
    closed = {name for name in ("countries", "languages") if lists[name]}
    first, last = request.year_min, request.year_max
    applied: list[ParsedFilter] = []
    for phrase in parsed:
        value = phrase.value
        if phrase.field in _OPPOSITE and phrase.field not in closed:
            if value in lists[_OPPOSITE[phrase.field]]:
                continue
            lists[phrase.field].append(str(value))
        elif phrase.field == "year_min" and int(value) <= (last or 9999):
            first = max(first or 0, int(value))
        elif phrase.field == "year_max" and int(value) >= (first or 0):
            last = min(last or 9999, int(value))
        else:
            continue
        applied.append(phrase)
    distinct = {name: tuple(dict.fromkeys(values)) for name, values in lists.items()}
    return replace(request, **distinct, year_min=first, year_max=last), applied


def _example_vector(encode: Encode, parsed: ParsedQuery, example: Card) -> Vector:
    """Return where films like an example are, moved in the direction of the critique.

    Without other words the example's own genres, tags and plot say where; its title does not.
    With other words those say what to find, and the example only adds to the scores.
    """
    genres = [name for name in example.genres if name not in parsed.critique.fewer_genres]
    if parsed.rest:
        vector = encode_query(encode, parsed.rest)
    else:
        vector = encode(movie_matter(genres, example.tags, example.plot))
    return unit(vector + encode(parsed.critique.words)) if parsed.critique.words else vector


def _critique_hints(parsed: ParsedQuery, example: Card) -> Hints:
    """Return the genres to look for: one of the critique weighs as much as all the example's."""
    gone = {*parsed.critique.fewer_genres, *parsed.critique.genres}
    own = [name for name in example.genres if name not in gone]
    return Hints((*(tuple(parsed.critique.genres) * max(1, len(own))), *own))


def _example_scores(
    rows: Rows, release: ReleaseInfo, parsed: ParsedQuery, weights: Weights
) -> dict[int, float]:
    """Return movie_id → part of the score for films like the example; the most alike get all."""
    assert parsed.example
    limit = CRITIQUE_FILMS if parsed.critique != NO_CRITIQUE else EXAMPLE_FILMS
    films = similar(rows, release, parsed.example.movie_id, limit=limit)
    if not films:
        return {}
    most, least = films[0].score, films[-1].score
    span = max(most - least, 1e-6)
    return {film.card.movie_id: weights.example * (film.score - least) / span for film in films}
