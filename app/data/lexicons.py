"""What this process holds of the releases that it reads queries for."""

from __future__ import annotations

import threading

from app.data.database import Database
from app.data.releases import Releases
from embeddings.answers.understand.lexicon import Lexicon, load_lexicon, update_lexicon
from embeddings.releases.registry import ReleaseInfo

# The live release, and the one before for lists that are read to their end.
KEPT_RELEASES = 2


class Lexicons:
    """Titles, words and a background sample by release; read on first use, once."""

    def __init__(self, database: Database, releases: Releases) -> None:
        self._database = database
        self._releases = releases
        self._kept: dict[int, Lexicon] = {}
        self._loading = threading.Lock()

    def of(self, release: ReleaseInfo) -> Lexicon:
        """Return what is held of a release, with the films that it has now."""
        known = self._kept.get(release.release_id)
        if known is not None and known.revision >= release.revision:
            return known
        genres = self._releases.facets(release).genres.keys()
        rows = self._database.rows
        with self._loading:
            known = self._kept.get(release.release_id)
            if known is None:
                known = load_lexicon(rows, release.release_id, genres, release.revision)
            elif known.revision < release.revision:
                known = update_lexicon(rows, known, release, genres)
            newest = sorted({*self._kept, release.release_id})[-KEPT_RELEASES:]
            self._kept = {
                one: kept
                for one, kept in {**self._kept, release.release_id: known}.items()
                if one in newest or one == release.release_id
            }
        return known
