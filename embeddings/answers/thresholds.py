"""Cosines that mean something, by encoder: what is near for one is far for another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from embeddings.texts.models import FILM, MINILM, MPNET


@dataclass(frozen=True)
class Thresholds:
    """Cosines of an encoder at which an answer becomes another.

    Attributes
    ----------
    least_similarity
        A film fits where its cosine with the query and the mean cosine of films drawn at random
        add up to so much: a query that is about no film at all is far from random films too.
    least_fit
        Something fits a query where the cosine of the nearest film and `hits.BACKGROUND_WEIGHT`
        times the mean cosine of films drawn at random add up to so much.
    name_margin
        By how much a tag must be nearer to a query than the best sentence, to be shown as the
        reason: a short name is nearer to a short query than a sentence can be.
    """

    least_similarity: float
    least_fit: float
    name_margin: float


# Measured by benchmarks/thresholds.py: docs/decisions/0003-search-weights.md.
MEASURED: Final[Mapping[str, Thresholds]] = {
    MINILM: Thresholds(least_similarity=0.45, least_fit=0.76, name_margin=0.1),
    FILM: Thresholds(least_similarity=0.45, least_fit=0.76, name_margin=0.1),
    MPNET: Thresholds(least_similarity=0.45, least_fit=0.76, name_margin=0.1),
}
# Of queries that the head for requests read, whose cosines are others; measured in
# docs/decisions/0031-head-for-requests.md.
OF_REQUESTS: Final[Mapping[str, Thresholds]] = {
    MINILM: Thresholds(least_similarity=0.38, least_fit=0.5, name_margin=0.1),
}
# For an encoder that nobody measured: those of the most common one. The first is too low for an
# encoder whose cosines are all high, and then everything fits; nothing else depends on it.
UNMEASURED: Final = MEASURED[MINILM]


def thresholds_of(encoder: str, *, is_request: bool = False) -> Thresholds:
    """Return the thresholds of an encoder by its name, or of its head for requests."""
    if is_request and encoder in OF_REQUESTS:
        return OF_REQUESTS[encoder]
    return MEASURED.get(encoder, UNMEASURED)
