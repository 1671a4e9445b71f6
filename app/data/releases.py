"""The release that a request is answered from, and its genres and years."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from flask import g

from app.data.database import Database
from app.web.problems import Problem
from embeddings.answers.facets import Facets, load_facets
from embeddings.answers.sample import Sample, load_sample
from embeddings.answers.tags import TagWords, load_tag_words
from embeddings.releases import registry
from embeddings.releases.registry import ReleaseInfo

# The live release, and the release before it for lists that are read to their end.
KEPT_RELEASES = 2

T = TypeVar("T")


class Releases:
    """Releases, read by the request's connection."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facets: dict[tuple[int, int], Facets] = {}
        self._samples: dict[int, Sample] = {}
        self._tags: dict[int, TagWords] = {}
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
        facets = load_facets(self._database.rows, release)
        # Replacing the dictionary drops the facets of releases that are gone.
        self._facets = {key: facets}
        return facets

    def tags(self, release: ReleaseInfo) -> TagWords:
        """Return a release's tags and moods; read once for each release."""
        if (kept := self._tags.get(release.release_id)) is not None:
            return kept
        words = load_tag_words(self._database.rows, release)
        self._tags = with_newest(self._tags, release.release_id, words)
        return words

    def sample(self, release: ReleaseInfo) -> Sample:
        """Return films drawn at random from a release; read once for each release."""
        if (kept := self._samples.get(release.release_id)) is not None:
            return kept
        sample = load_sample(self._database.rows, release.release_id)
        self._samples = with_newest(self._samples, release.release_id, sample)
        return sample


def with_newest(kept: Mapping[int, T], release_id: int, value: T) -> dict[int, T]:
    """Return ``kept`` with a release's value, less all but the newest releases and this one."""
    values = {**kept, release_id: value}
    newest = {*sorted(values)[-KEPT_RELEASES:], release_id}
    return {key: values[key] for key in values if key in newest}
