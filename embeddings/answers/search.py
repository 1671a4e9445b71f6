"""From a query to ranked films: the application and the evaluation both come through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.encoding import Encode, Vector, encode_query, unit
from embeddings.answers.serving import (
    LONG_SEARCH_CANDIDATES,
    SEARCH_CANDIDATES,
    is_narrow,
    similar_binds,
)
from embeddings.answers.understand.critiques import NO_CRITIQUE
from embeddings.answers.understand.filters import MOST_WORDS, Field
from embeddings.answers.understand.grammar import lowered
from embeddings.answers.understand.hints import Hints, find_hints
from embeddings.answers.understand.lexicon import Lexicon, Rows
from embeddings.answers.understand.parsing import ParsedFilter, ParsedQuery, parse
from embeddings.answers.weights import QUOTED_WEIGHT, WEIGHTS, Weights, for_length, weighted_terms
from embeddings.releases.registry import ReleaseInfo
from embeddings.sources.text.titles import title_key
from embeddings.texts.document import movie_matter

# Films like an example that are taken into account.
ALIKE_FILMS: Final = 100
# Of more of them, where it is to be otherwise: what is wished is seldom the most alike.
WISHED_FILMS: Final = 300
# A film fits where its cosine with the query and the mean cosine of films taken at random
# add up to so much: a query that is about no film at all is far from random films too.
LEAST_NEARNESS: Final = 0.45
# Or where it has every word of a query of a few.
FEW_WORDS: Final = 3
ALL_WORDS: Final = 0.999


@dataclass(frozen=True)
class Asked:
    """A search as it comes in."""

    text: str
    verbatim: Sequence[str] = ()
    genres: Sequence[str] = ()
    exclude_genres: Sequence[str] = ()
    year_min: int | None = None
    year_max: int | None = None
    countries: Sequence[str] = ()
    exclude_countries: Sequence[str] = ()
    languages: Sequence[str] = ()
    exclude_languages: Sequence[str] = ()
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True)
class Found:
    """What a search found, best first, and how the query was read."""

    rows: Sequence[RowMapping]
    reading: ParsedQuery
    titled: dict[int, float] = field(default_factory=dict)
    background: float = 0.0
    few_known_words: bool = False

    def fits(self, row: RowMapping) -> bool:
        """Say whether a film is nearer to the query than chance brings it."""
        nearness = max(row["similarity"], row["sentence_similarity"] or -1)
        return (
            row["movie_id"] in self.titled or self._always or self._near(nearness, row["coverage"])
        )

    @property
    def nothing_fits(self) -> bool:
        """Whether even the best of all that were ranked does not fit; None listed counts too."""
        if not self.rows:
            return True
        if self.titled or self._always:
            return False
        first = self.rows[0]
        return not self._near(first["best_fit"], first["best_coverage"])

    @property
    def _always(self) -> bool:
        """Filters and films to be like leave nothing that does not fit."""
        return self.reading.example is not None or self.reading.only_filters

    def _near(self, nearness: float, coverage: float) -> bool:
        return nearness + self.background >= LEAST_NEARNESS or (
            self.few_known_words and coverage >= ALL_WORDS
        )


def search(
    rows: Rows,
    encode: Encode,
    lexicon: Lexicon,
    release: ReleaseInfo,
    asked: Asked,
    weights: Weights = WEIGHTS,
) -> Found:
    """Read a query and run ``search.sql``.

    Parameters
    ----------
    rows : callable
        Runs a statement; see `lexicon.Rows`.
    encode : callable
        Text → (text_dimension,) float32, unit length.
    lexicon : Lexicon
        Of ``release``.
    asked : Asked
        ``limit`` and ``offset`` are of the rows that come back.
    """
    reading = parse(asked.text, lexicon, asked.verbatim)
    filters, reading.filters = _merged(asked, reading.filters)
    length = len(asked.text.split())
    is_long = length > MOST_WORDS
    # A short query's years and genres are filters, or mere words.
    hints = find_hints(lowered(asked.text), lexicon.genres) if is_long else Hints()
    named = {one.movie_id: weights.title * one.strength for one in reading.title_matches}
    words = reading.searched_text
    if reading.example:
        named |= _alike(rows, release, reading, weights)
        film = rows("movie", release_id=release.release_id, movie_id=reading.example.movie_id)[0]
        vector = _vector_like(encode, reading, film)
        if reading.critique != NO_CRITIQUE:
            hints = _kinds_wished(reading, film)
        words = reading.rest or ""
    else:
        vector = encode_query(encode, words)
    words_asked = title_key(words).split()
    terms, term_weights, finders = weighted_terms(
        words_asked, lexicon.vocabulary, lexicon.movie_count
    )
    by_length = for_length(length, weights)
    unlike = [encode(one) for one in (*reading.excluded_texts, reading.critique.away) if one]
    found = rows(
        "search",
        **filters,
        release_id=release.release_id,
        limit=asked.limit,
        offset=asked.offset,
        text_dimension=release.text_dimension,
        query_vector=vector,
        excluded_vector=unit(np.mean(unlike, axis=0)) if unlike else None,
        words=[*reading.quoted, *terms],
        word_weights=[*[QUOTED_WEIGHT] * len(reading.quoted), *term_weights],
        finders=len(reading.quoted) + finders,
        named_ids=list(named),
        named_scores=list(named.values()),
        unwanted_ids=reading.excluded_movie_ids,
        exact=is_narrow(
            lexicon.background.share(filters) * release.movie_count, release.movie_count
        ),
        candidates=LONG_SEARCH_CANDIDATES if is_long else SEARCH_CANDIDATES,
        sentence_weight=weights.sentence,
        plotless_share=by_length.plotless,
        word_weight=weights.word,
        excluded_weight=weights.critique_away if reading.critique.away else weights.excluded,
        popularity_weight=by_length.popularity,
        hint_weight=weights.hint if reading.critique == NO_CRITIQUE else weights.critique,
        hinted_genres=list(hints.genres),
        hinted_year_min=hints.year_min,
        hinted_year_max=hints.year_max,
    )
    titled = {one.movie_id: one.strength for one in reading.title_matches}
    return Found(
        rows=found,
        reading=reading,
        titled=titled,
        background=lexicon.background.level(vector),
        few_known_words=len(words_asked) <= FEW_WORDS
        and all(map(lexicon.vocabulary.knows, words_asked)),
    )


_LISTS: Final[dict[Field, Field]] = {
    "genres": "exclude_genres",
    "exclude_genres": "genres",
    "countries": "exclude_countries",
    "exclude_countries": "countries",
    "languages": "exclude_languages",
    "exclude_languages": "languages",
}


def _merged(
    asked: Asked, read_filters: list[ParsedFilter]
) -> tuple[dict[str, Any], list[ParsedFilter]]:
    """Join the filters that were set with those that were read; what was set wins."""
    lists: dict[str, list[str]] = {name: list(getattr(asked, name)) for name in _LISTS}
    # Countries are any of several: what was read would widen what was set.
    shut = {name for name in ("countries", "languages") if lists[name]}
    first, last = asked.year_min, asked.year_max
    kept: list[ParsedFilter] = []
    for one in read_filters:
        if one.field in _LISTS and one.field not in shut:
            if one.value in lists[_LISTS[one.field]]:
                continue
            lists[one.field].append(str(one.value))
        elif one.field == "year_min" and int(one.value) <= (last or 9999):
            first = max(first or 0, int(one.value))
        elif one.field == "year_max" and int(one.value) >= (first or 0):
            last = min(last or 9999, int(one.value))
        else:
            continue
        kept.append(one)
    filters = {
        **{name: list(dict.fromkeys(values)) for name, values in lists.items()},
        "year_min": first,
        "year_max": last,
    }
    return filters, kept


def _vector_like(encode: Encode, reading: ParsedQuery, film: RowMapping) -> Vector:
    """Return where films like an example are, moved to where they are as it is wished.

    The example is what it is about, not what it is called; other words say what is to be found,
    and the example then is only where to look.
    """
    own = [genre for genre in film["genres"] if genre not in reading.critique.fewer_genres]
    about = reading.rest or movie_matter(own, film["tags"], film["plot"])
    vector = encode_query(encode, about) if reading.rest else encode(about)
    return unit(vector + encode(reading.critique.words)) if reading.critique.words else vector


def _kinds_wished(reading: ParsedQuery, film: RowMapping) -> Hints:
    """Return the genres of what is wished: one that is wished for counts as all of the film's."""
    gone = {*reading.critique.fewer_genres, *reading.critique.genres}
    own = [genre for genre in film["genres"] if genre not in gone]
    wanted = [genre for genre in reading.critique.genres for _ in range(max(1, len(own)))]
    return Hints((*wanted, *own))


def _alike(
    rows: Rows, release: ReleaseInfo, reading: ParsedQuery, weights: Weights
) -> dict[int, float]:
    """Return what films like an example are given for it: the most alike the whole weight."""
    assert reading.example
    limit = WISHED_FILMS if reading.critique != NO_CRITIQUE else ALIKE_FILMS
    found = rows("similar", **similar_binds(release, reading.example.movie_id, limit, offset=0))
    if not found:
        return {}
    most, least = found[0]["score"], found[-1]["score"]
    span = max(most - least, 1e-6)
    return {
        row["movie_id"]: weights.example * float((row["score"] - least) / span) for row in found
    }
