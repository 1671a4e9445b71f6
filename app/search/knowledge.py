"""What this process holds of the releases that it reads queries for."""

from __future__ import annotations

import threading

from app.database import Database
from app.releases import Releases
from embeddings.queries.knowledge import Knowledge, load_knowledge
from embeddings.releases.registry import ReleaseInfo

# The live release, and the one before for lists that are read to their end.
KEPT_RELEASES = 2


class KnowledgeCache:
    """Titles, words and a background sample by release; read on first use, once."""

    def __init__(self, database: Database, releases: Releases) -> None:
        self._database = database
        self._releases = releases
        self._kept: dict[int, Knowledge] = {}
        self._loading = threading.Lock()

    def of(self, release: ReleaseInfo) -> Knowledge:
        """Return what is held of a release; it does not change."""
        if (known := self._kept.get(release.release_id)) is not None:
            return known
        genres = self._releases.facets(release).genres
        with self._loading:
            if release.release_id not in self._kept:
                known = load_knowledge(self._database.rows, release.release_id, genres.keys())
                newest = sorted([*self._kept, release.release_id])[-KEPT_RELEASES:]
                self._kept = {
                    one: kept
                    for one, kept in {**self._kept, release.release_id: known}.items()
                    if one in newest or one == release.release_id
                }
        return self._kept[release.release_id]
