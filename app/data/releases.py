"""The release that a request is answered from, and its genres and years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import g

from app.data.database import Database
from app.web.problems import Problem
from embeddings.releases import registry
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class Facets:
    """Genres and years of a release, with numbers of films.

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

    def share(
        self,
        movie_count: int,
        genres: Sequence[str],
        exclude_genres: Sequence[str],
        year_min: int | None,
        year_max: int | None,
    ) -> float:
        """Estimate which share of the films passes a filter, as if its parts were independent."""
        whole = max(movie_count, 1)
        share = 1.0
        for genre in genres:
            share *= self.genres.get(genre, 0) / whole
        for genre in exclude_genres:
            share *= 1 - self.genres.get(genre, 0) / whole
        if year_min is not None or year_max is not None:
            first, last = year_min or 0, year_max or 9999
            share *= sum(n for year, n in self.years.items() if first <= year <= last) / whole
        return share


class Releases:
    """Releases, read by the request's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facets: dict[tuple[int, int], Facets] = {}
        self._latest: ReleaseInfo | None = None

    def live(self) -> ReleaseInfo:
        """Return the live release; throughout a request it is the same release.

        Every request reads the live release's id and revision. The rest of the release is read
        only where the two have changed.

        Raises
        ------
        Problem
            ``no-live-release``: no release is live yet.
        """
        if "release" not in g:
            with self._database.timed("live_release"):
                g.release = self._live()
        if g.release is None:
            raise Problem("no-live-release")
        assert isinstance(g.release, ReleaseInfo)
        return g.release

    def _live(self) -> ReleaseInfo | None:
        connection = self._database.connection()
        latest = self._latest
        latest_key = latest and (latest.release_id, latest.live_at, latest.revision)
        if latest is None or registry.live_key(connection) != latest_key:
            latest = self._latest = registry.live_release(connection)
        return latest

    def kept(self, release_id: int) -> ReleaseInfo | None:
        """Return a live or retired release; None where the release is neither, or gone."""
        with self._database.timed("releases"):
            releases = registry.releases(self._database.connection())
        for release in releases:
            if release.release_id == release_id and release.state in ("live", "retired"):
                return release
        return None

    def facets(self, release: ReleaseInfo) -> Facets:
        """Return a release's facets, which are read once for each revision."""
        key = (release.release_id, release.revision)
        if (kept := self._facets.get(key)) is not None:
            return kept
        (row,) = self._database.rows("release_facets", release_id=release.release_id)
        facets = Facets(
            genres={genre["name"]: genre["count"] for genre in row["genres"]},
            years={year["year"]: year["count"] for year in row["years"]},
        )
        # The dict is replaced, so that it keeps nothing of releases that are gone.
        self._facets = {key: facets}
        return facets
