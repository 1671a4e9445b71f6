"""Tags and moods of a release, and the binds by which statements read their relevance.

A statement has the line ``-- include tag_relevance`` where it needs the number: the sum over the
tags of weight times relevance, for the row of ``movies`` at hand; see
``sql/fragments/tag_relevance.sql``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from pgvector import SparseVector

from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.rows import Rows
from embeddings.learning.tag_relevance_targets import relevance_columns
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class TagWord:
    """A tag or mood of a release.

    Attributes
    ----------
    kind
        ``tag`` or ``mood``.
    parent
        The table of the vocabulary: ``theme``, ``setting`` and so on, or a mood's family.
    also
        Synonyms, in the spelling that films' tags have.
    film_count
        How many films are known to have it.
    direction
        Text of a halfvec; None where too few films have it to estimate others.
    intercept, threshold, quality
        See `sql.tables.TagDirection`.
    """

    name: str
    kind: str
    parent: str
    also: tuple[str, ...]
    film_count: int
    direction: str | None = None
    intercept: float | None = None
    threshold: float | None = None
    quality: float | None = None

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The name and its synonyms."""
        return frozenset((self.name, *self.also))


TagWords = Mapping[str, TagWord]
"""Tags and moods of a release by name."""


def load_tag_words(rows: Rows, release: ReleaseInfo) -> TagWords:
    """Read the tags and moods of a release; empty for one of an older version."""
    found = rows("tag_directions", release_id=release.release_id)
    return {row["name"]: TagWord(**{**row, "also": tuple(row["also"])}) for row in found}


def relevance_binds(words: TagWords, wanted: Sequence[tuple[str, float]]) -> dict[str, Any]:
    """Return the binds of ``sql/fragments/tag_relevance.sql``.

    Parameters
    ----------
    wanted
        Name and weight of each tag or mood; a weight below 0 is of one that is not wanted. Names
        that the release lacks say nothing.
    """
    columns = relevance_columns(words)
    weights: dict[int, float] = defaultdict(float)
    for name, weight in wanted:
        if name in columns:
            weights[columns[name]] += weight
    return {"tag_weights": SparseVector(dict(weights), len(columns)) if weights else None}


NO_TAGS: Final = relevance_binds({}, ())
"""Binds with which the relevance of every film is 0."""


def most_relevant(
    rows: Rows,
    release: ReleaseInfo,
    words: TagWords,
    wanted: Sequence[tuple[str, float]],
    filters: Filters = OPEN,
    *,
    limit: int,
    every_film: bool = False,
) -> list[tuple[int, float]]:
    """Return movie_id and relevance of the films for which tags hold most; see ``relevant.sql``.

    Parameters
    ----------
    every_film
        Also films that have none of the wanted tags by their thresholds. It takes some ten times
        as long.
    """
    names = [name for name, weight in wanted if weight > 0 and name in words]
    found = rows(
        "relevant",
        **filters.binds,
        **relevance_binds(words, wanted),
        tag_candidates=[] if every_film else names,
        release_id=release.release_id,
        limit=limit,
    )
    return [(row["movie_id"], row["relevance"]) for row in found]
