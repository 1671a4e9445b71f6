"""Which release a request is answered from, and what that release holds."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from app.database import Database
from app.problems import Problem
from embeddings.releases import registry
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class Facets:
    """What a release can be filtered by.

    Attributes
    ----------
    genres : dict of str to int
        Number of films by genre, the most frequent first.
    year_min, year_max : int or None
        Years of the oldest and the newest film.
    """

    genres: dict[str, int]
    year_min: int | None
    year_max: int | None


class Releases:
    """Releases by way of a request's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facets: dict[int, Facets] = {}
        self._latest: ReleaseInfo | None = None

    def live(self) -> ReleaseInfo:
        """Return the live release; the same one throughout a request.

        Which one it is, every request asks anew; what it is made of, only where that is
        another one than last time, for it does not change.

        Raises
        ------
        Problem
            No release is live yet.
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
        known = latest and (latest.release_id, latest.live_at)
        if latest is None or registry.live_key(connection) != known:
            latest = self._latest = registry.live_release(connection)
        return latest

    def kept(self, release_id: int) -> ReleaseInfo | None:
        """Return a release that can still be read, live or retired, or None."""
        with self._database.timed("releases"):
            found = registry.releases(self._database.connection())
        readable = (one for one in found if one.state in ("live", "retired"))
        return next((one for one in readable if one.release_id == release_id), None)

    def facets(self, release: ReleaseInfo) -> Facets:
        """Return a release's facets; read once, as a release does not change."""
        if (kept := self._facets.get(release.release_id)) is not None:
            return kept
        (row,) = self._database.rows("release_facets", release_id=release.release_id)
        facets = Facets(
            genres={genre["name"]: genre["count"] for genre in row["genres"]},
            year_min=row["year_min"],
            year_max=row["year_max"],
        )
        # Replaced rather than added to, so that it holds no release that is gone.
        self._facets = {release.release_id: facets}
        return facets
