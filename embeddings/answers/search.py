"""From a query to ranked films: parse, encode, run ``search.sql``, say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.answers.budgets import is_narrow
from embeddings.answers.cards import card
from embeddings.answers.encoding import Encode, EncodeRequest, no_request
from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.highlights import highlights
from embeddings.answers.hits import Hit, Judge, Why
from embeddings.answers.leading import suffice
from embeddings.answers.merged_filters import merge_filters
from embeddings.answers.resembling import elsewhere, read_resembled
from embeddings.answers.rows import Rows
from embeddings.answers.search_plan import plan_search
from embeddings.answers.sorting import MOST_SORTED, Predict, Sort, sort_films
from embeddings.answers.thresholds import thresholds_of
from embeddings.answers.understand.known_words import is_known
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.parsing import parse
from embeddings.answers.weights import WEIGHTS, Weights
from embeddings.releases.registry import ReleaseInfo

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
    plan = plan_search(
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
    matching = lexicon.sample.share(filters) * release.movie_count
    found = rows(
        "search",
        # The walk through an index looks no farther than the list is long: with the connection's
        # breadth of 500 it takes twice the time for the same films.
        index_breadth=binds["candidates"],
        **filters.binds,
        **binds,
        word_movie_ids=plan.found_by_words(
            rows, lexicon, release, matching, len(filters.excluded_film_ids)
        ),
        main_countries=list(filters.countries),
        main_languages=list(filters.languages),
        release_id=release.release_id,
        limit=request.limit if is_ranked else MOST_SORTED,
        offset=request.offset if is_ranked else 0,
        text_dimension=release.text_dimension,
        exact=is_narrow(matching, release.movie_count),
    )
    judge = Judge(
        parsed,
        lexicon.sample.background(plan.vector),
        plan.few_known_words,
        _are_unknown(parsed.words, lexicon),
        thresholds,
        plan.terms,
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
