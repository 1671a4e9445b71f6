"""Films like a given film, by their texts and by the taste of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from embeddings.answers.budgets import SEARCH_CANDIDATES
from embeddings.answers.cards import Card, card
from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.rows import Rows
from embeddings.releases.registry import ReleaseInfo

# What liking the film says for another, against what the other is about.
TASTE_WEIGHT: Final = 0.25
POPULARITY_WEIGHT: Final = 0.01
# Films of one series that come before others; each further film loses so much of its score.
SERIES_FILMS: Final = 2
SERIES_PENALTY: Final = 0.2


@dataclass(frozen=True)
class SimilarFilm:
    """A film like the given one; a higher score is more alike."""

    card: Card
    score: float
    shared_genres: list[str]
    shared_tags: list[str]


def similar(
    rows: Rows,
    release: ReleaseInfo,
    movie_id: int,
    filters: Filters = OPEN,
    *,
    limit: int,
    offset: int = 0,
) -> Sequence[SimilarFilm]:
    """List films like ``movie_id`` that pass the filters, the most alike first.

    A list is ranked among the `SEARCH_CANDIDATES` nearest by text and as many by taste, so it
    ends after that many. See ``similar.sql``.
    """
    found = rows(
        "similar",
        **filters.binds,
        release_id=release.release_id,
        movie_id=movie_id,
        text_dimension=release.text_dimension,
        # A release from before there were taste vectors has text vectors alone.
        taste_dimension=release.taste_dimension or 1,
        taste_weight=TASTE_WEIGHT if release.taste_dimension else 0.0,
        popularity_weight=POPULARITY_WEIGHT,
        series_films=SERIES_FILMS,
        series_penalty=SERIES_PENALTY,
        candidates=SEARCH_CANDIDATES,
        limit=limit,
        offset=offset,
    )
    return [
        SimilarFilm(card(row), row["score"], row["shared_genres"], row["shared_tags"])
        for row in found
    ]
