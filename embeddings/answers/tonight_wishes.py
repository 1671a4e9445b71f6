"""What a film for tonight should be like: words and sliders, as ``tonight.sql`` takes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from pgvector import SparseVector
from sqlalchemy import RowMapping

from embeddings.answers.encoding import Encode, Vector, encode_query, unit
from embeddings.answers.filters import Filters
from embeddings.answers.merged_filters import merge_filters
from embeddings.answers.resembling import read_resembled, vector_of_likeness
from embeddings.answers.rows import Rows
from embeddings.answers.tags import TagWords, relevance_binds
from embeddings.answers.tonight_time import time_there_is
from embeddings.answers.traits import FilmTraits
from embeddings.answers.understand.lexicon import Lexicon
from embeddings.answers.understand.parsed import ParsedQuery
from embeddings.answers.understand.parsing import parse
from embeddings.answers.weights import WEIGHTS
from embeddings.answers.wishes import wish_binds
from embeddings.releases.registry import ReleaseInfo

# In units of satisfaction, whose best is 1: a film that has all of what is wished for gains as much
# as one that is a person's best over one that says nothing to them.
WISH: Final = 1.0
TEXT: Final = 0.5
EXCLUDED: Final = 0.5
STRONGEST: Final = 3
SLIGHT: Final = 1

NO_WISHES: Final[dict[str, Any]] = {
    "kind_names": [], "kind_weights": [], "wished_tags": [], "wished_kinds": [], "age_weight": 0.0,
    "rating_wish": 0.0, "popularity_wish": 0.0, "year_wish": 0.0,
}  # fmt: skip
WITHOUT_WISHES: Final[dict[str, Any]] = {
    **NO_WISHES, "query_vector": None, "excluded_vector": None, "tag_weights": None,
    "wish_weight": WISH, "text_weight": 0.0, "excluded_weight": 0.0, "age": None,
}  # fmt: skip
"""All binds of ``tonight.sql`` that words and sliders set, where there are none."""


@dataclass(frozen=True)
class Wishes:
    """Words and sliders, read.

    Attributes
    ----------
    filters : Filters
        Those of the request, and those that the words ask for.
    binds : dict
        Of ``tonight.sql``.
    parsed : ParsedQuery or None
        None without words.
    age : int or None
        Of the youngest, by the request or by the words.
    wanted : list of str
        Moods and tags.
    slightly : frozenset of str
        Those of them that are wanted a little only.
    """

    filters: Filters
    binds: dict[str, Any]
    parsed: ParsedQuery | None
    age: int | None
    wanted: list[str]
    slightly: frozenset[str] = frozenset()

    @property
    def say_something(self) -> bool:
        """Whether films can be ordered by them."""
        binds = self.binds
        ordered = ("tag_weights", "kind_names", "rating_wish", "popularity_wish", "year_wish")
        return binds["text_weight"] > 0 or any(bool(binds[name]) for name in ordered)


def read_wishes(
    rows: Rows,
    release: ReleaseInfo,
    tag_words: TagWords,
    reading: Callable[[], tuple[Encode, Lexicon]],
    *,
    words: str,
    moods: Mapping[str, int],
    filters: Filters,
    youngest: int | None,
) -> Wishes:
    """Read words as a search does, and sliders.

    Parameters
    ----------
    reading : callable
        Returns what words are read with; called only where there are words.
    moods : mapping of str to int
        Mood or tag → −3 to 3.

    Raises
    ------
    EncoderError
        There are words to encode, and the encoder did not load.
    """
    binds: dict[str, Any] = {**NO_WISHES, "query_vector": None, "excluded_vector": None}
    parsed: ParsedQuery | None = None
    age = youngest
    names: list[str] = []
    if words:
        encode, lexicon = reading()
        rest, time = time_there_is(words)
        parsed = parse(rest, lexicon) if rest else ParsedQuery("", described="")
        parsed.filters = [*([time] if time else []), *parsed.filters]
        filters, parsed.filters = merge_filters(filters, parsed.filters)
        binds |= wish_binds(parsed, lexicon, WEIGHTS)
        binds |= _vectors(rows, release, encode, parsed)
        age = min((age_ for age_ in (youngest, parsed.age) if age_ is not None), default=None)
        names = [w.name for w in parsed.wishes if w.wanted and w.kind in ("tag", "mood")]
    wanted = [name for name, strength in moods.items() if strength > 0]
    sliders = relevance_binds(tag_words, slider_weights(moods))["tag_weights"]
    return Wishes(
        filters,
        binds
        | {
            "tag_weights": _added(binds.get("tag_weights"), sliders),
            "wished_tags": list(dict.fromkeys([*binds["wished_tags"], *wanted])),
            "wish_weight": WISH,
            "text_weight": TEXT * (binds["query_vector"] is not None),
            "excluded_weight": EXCLUDED * (binds["excluded_vector"] is not None),
            "age": age,
            "age_weight": WEIGHTS.age * (age is not None),
        },
        parsed,
        age,
        list(dict.fromkeys([*wanted, *names])),
        frozenset(name for name, strength in moods.items() if strength == SLIGHT),
    )


def slider_weights(moods: Mapping[str, int]) -> list[tuple[str, float]]:
    """Return the weight of each mood's relevance.

    Of what is wanted they add up to 1 at most, so two sliders do not outweigh taste twice; of what
    is not wanted each counts by itself.
    """
    wanted = sum(max(strength, 0) for strength in moods.values()) / STRONGEST
    return [
        (
            name,
            strength / STRONGEST / max(wanted, 1)
            if strength > 0
            else strength / STRONGEST * WEIGHTS.unwished,
        )
        for name, strength in moods.items()
        if strength
    ]


def with_wishes(
    found: Sequence[RowMapping],
    traits: Mapping[int, FilmTraits],
    wanted: Sequence[str],
    enough: int,
) -> Sequence[RowMapping]:
    """Return the films that have the most of what was wished for, in their order.

    Taste counts as much as wishes in the ranking, so that *My Neighbor Totoro* was a pick for
    "something scary" for somebody who loves *Stalker*. Films that have all wishes are returned
    where there are ``enough``, else those that have any of them, else all, these first.
    """
    had = {movie_id: sum(name in film.sure for name in wanted) for movie_id, film in traits.items()}
    for least in (len(wanted), 1) if wanted else ():
        having = [row for row in found if had.get(row["movie_id"], 0) >= least]
        if len(having) >= enough:
            return having
    return sorted(found, key=lambda row: -had.get(row["movie_id"], 0))


def _vectors(
    rows: Rows, release: ReleaseInfo, encode: Encode, parsed: ParsedQuery
) -> dict[str, Vector | None]:
    query: Vector | None = None
    if parsed.resembled:
        query = vector_of_likeness(encode, parsed, read_resembled(rows, release, parsed))
    elif parsed.searched_text:
        query = encode_query(encode, parsed.searched_text)
    unwanted = [
        encode(phrase) for phrase in (*parsed.excluded_texts, parsed.critique.away) if phrase
    ]
    return {
        "query_vector": query,
        "excluded_vector": unit(np.mean(unwanted, axis=0)) if unwanted else None,
    }


def _added(first: SparseVector | None, second: SparseVector | None) -> SparseVector | None:
    if first is None or second is None:
        return first or second
    sums = dict(zip(first.indices(), first.values(), strict=True))
    for index, value in zip(second.indices(), second.values(), strict=True):
        sums[index] = sums.get(index, 0.0) + value
    return SparseVector(sums, first.dimensions())
