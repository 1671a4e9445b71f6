"""What a release can be filtered by."""

from __future__ import annotations

from dataclasses import dataclass, field

from embeddings.answers.rows import Rows
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class Facets:
    """What the films of a release can be filtered by.

    Attributes
    ----------
    genres : dict of str to int
        Number of films by genre, the most frequent first.
    countries, languages, certificates, collections : dict of str to int
        The same.
    years : dict of int to int
        Number of films by year, the oldest first.
    runtime_min, runtime_max : int or None
        Minutes; None where no running time is known.
    """

    genres: dict[str, int]
    years: dict[int, int]
    countries: dict[str, int] = field(default_factory=dict)
    languages: dict[str, int] = field(default_factory=dict)
    certificates: dict[str, int] = field(default_factory=dict)
    collections: dict[str, int] = field(default_factory=dict)
    runtime_min: int | None = None
    runtime_max: int | None = None

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
        countries={country["name"]: country["count"] for country in row["countries"]},
        languages={language["name"]: language["count"] for language in row["languages"]},
        certificates={
            certificate["name"]: certificate["count"] for certificate in row["certificates"]
        },
        collections={collection["name"]: collection["count"] for collection in row["collections"]},
        runtime_min=row["runtime_min"],
        runtime_max=row["runtime_max"],
    )
