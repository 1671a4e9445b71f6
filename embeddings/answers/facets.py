"""What a release can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass

from embeddings.answers.rows import Rows
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class Facets:
    """The genres and years of a release.

    Attributes
    ----------
    genres : dict of str to int
        Number of films by genre, the most frequent first.
    years : dict of int to int
        Number of films by year, the oldest first.
    """

    genres: dict[str, int]
    years: dict[int, int]

    @property
    def year_min(self) -> int | None:
        """Year of the oldest film."""
        return min(self.years, default=None)

    @property
    def year_max(self) -> int | None:
        """Year of the newest film."""
        return max(self.years, default=None)


def load_facets(rows: Rows, release: ReleaseInfo) -> Facets:
    """Read the facets of a release; see ``release_facets.sql``."""
    (row,) = rows("release_facets", release_id=release.release_id)
    return Facets(
        genres={genre["name"]: genre["count"] for genre in row["genres"]},
        years={year["year"]: year["count"] for year in row["years"]},
    )
