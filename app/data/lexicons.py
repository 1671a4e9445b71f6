"""The lexicons of the releases that this process parses queries for."""

from __future__ import annotations

import threading

from app.data.database import Database
from app.data.releases import Releases
from embeddings.answers.understand.lexicon import Lexicon, load_lexicon, update_lexicon
from embeddings.releases.registry import ReleaseInfo

# The live release, and the release before it for lists that are read to their end.
KEPT_RELEASES = 2


class Lexicons:
    """Lexicons by release, each read on first use."""

    def __init__(self, database: Database, releases: Releases) -> None:
        self._database = database
        self._releases = releases
        self._lexicons: dict[int, Lexicon] = {}
        self._loading = threading.Lock()

    def of(self, release: ReleaseInfo) -> Lexicon:
        """Return the lexicon of a release, with the films that the release has now."""
        release_id = release.release_id
        lexicon = self._lexicons.get(release_id)
        if lexicon is not None and lexicon.revision >= release.revision:
            return lexicon
        genres = self._releases.facets(release).genres.keys()
        sample = self._releases.sample(release)
        rows = self._database.rows
        with self._loading:
            lexicon = self._lexicons.get(release_id)
            if lexicon is None:
                lexicon = load_lexicon(rows, release_id, genres, sample, release.revision)
            elif lexicon.revision < release.revision:
                lexicon = update_lexicon(rows, lexicon, release, genres)
            newest = {*sorted({*self._lexicons, release_id})[-KEPT_RELEASES:], release_id}
            lexicons = {**self._lexicons, release_id: lexicon}
            self._lexicons = {key: kept for key, kept in lexicons.items() if key in newest}
        return lexicon
