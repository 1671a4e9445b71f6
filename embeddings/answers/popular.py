"""Films that many people liked, varied across genres."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from embeddings.answers.cards import Card, card
from embeddings.answers.filters import OPEN, Filters
from embeddings.answers.rows import Rows
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class PopularFilm:
    """A popular film; a higher score is more popular."""

    card: Card
    score: float


def popular(
    rows: Rows, release: ReleaseInfo, filters: Filters = OPEN, *, limit: int, offset: int = 0
) -> Sequence[PopularFilm]:
    """List popular films that pass the filters, best first; see ``popular.sql``."""
    found = rows(
        "popular",
        **filters.binds,
        release_id=release.release_id,
        limit=limit,
        offset=offset,
    )
    return [PopularFilm(card(row), row["score"]) for row in found]
