"""The genres and tags of a release, compared with a query: what it is about, and why a film fits.

A release has some 2,000 of them, which a process compares in 0.2 ms, where the statement of a
search took 2 ms to read them: docs/decisions/0051.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from embeddings.answers.rows import Rows
from embeddings.arrays import Floats, unit_rows
from embeddings.halfvec import sent_halfvec

TermKind = Literal["genre", "tag"]
Term = tuple[TermKind, str]
"""Kind and name."""

# A term that is twice as far above the least similarity counts 2.8 times as much.
_STEEPNESS: Final = 1.5


@dataclass(frozen=True)
class NearTerm:
    """A film's own genre or tag, and how near it is to a query (cosine)."""

    kind: TermKind
    name: str
    similarity: float


@dataclass(frozen=True)
class TermSimilarities:
    """How near the terms of a release are to one query.

    Attributes
    ----------
    terms : sequence of (kind, name)
    at : dict of (kind, name) to int
        Where a term stands in ``terms``.
    cosines : (terms,) float32
    """

    terms: Sequence[Term]
    at: dict[Term, int]
    cosines: Floats

    def weights(self, most: int, least: float) -> dict[str, float]:
        """Return the names nearest to the query with weights that sum to 1, the nearest first.

        Parameters
        ----------
        most
            Terms at most; a name that is a genre and a tag is two.
        least
            A term that is no nearer than this cosine has no weight.
        """
        nearest = np.argsort(-self.cosines, kind="stable")[:most].tolist()
        above = [(self.terms[at][1], float(self.cosines[at]) - least) for at in nearest]
        powers = [(name, beyond**_STEEPNESS) for name, beyond in above if beyond > 0]
        total = sum(power for _, power in powers)
        weights: dict[str, float] = {}
        for name, power in powers:
            weights[name] = weights.get(name, 0.0) + power / total
        return weights

    def nearest(self, genres: Sequence[str], tags: Sequence[str]) -> NearTerm | None:
        """Return the nearest of a film's own genres and tags; None where it has none."""
        own: list[Term] = [("genre", name) for name in genres]
        own += [("tag", name) for name in tags]
        known = [(float(self.cosines[self.at[term]]), term) for term in own if term in self.at]
        if not known:
            return None
        similarity, (kind, name) = max(known, key=lambda term: term[0])
        return NearTerm(kind, name, similarity)


class Terms:
    """The terms of a release, as of one revision of its films; read when first asked for."""

    def __init__(self) -> None:
        self._read: tuple[list[Term], dict[Term, int], Floats] | None = None

    def near(self, rows: Rows, release_id: int, query: Floats) -> TermSimilarities:
        """Compare all terms with a query.

        Parameters
        ----------
        query : (text_dimension,) float32
            Unit length.
        """
        if self._read is None:
            found = rows("terms", release_id=release_id)
            terms: list[Term] = [(row["kind"], row["name"]) for row in found]
            at = {term: place for place, term in enumerate(terms)}
            sent = [sent_halfvec(row["text_vector"]) for row in found]
            vectors = np.array(sent, dtype=np.float32).reshape(len(sent), len(query))
            self._read = terms, at, unit_rows(vectors)
        terms, at, known = self._read
        # Not the product by "@", whose threads wait for those of others: docs/decisions/0044.
        cosines = np.einsum("td,d->t", known, query)
        return TermSimilarities(terms, at, cosines)
