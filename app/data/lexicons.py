"""The lexicons of the releases that this process parses queries for."""

from __future__ import annotations

import threading

from app.data.database import Database
from app.data.releases import Releases, with_newest
from embeddings.answers.understand.lexicon import Lexicon, load_lexicon, update_lexicon
from embeddings.releases.registry import ReleaseInfo


class Lexicons:
    """Lexicons by release, each read on first use."""

    def __init__(self, database: Database, releases: Releases) -> None:
        self._database = database
        self._releases = releases
        self._lexicons: dict[int, Lexicon] = {}
        self._loading = threading.Lock()

    def has(self, release: ReleaseInfo) -> bool:
        """Return whether the lexicon of a release is loaded, of whatever revision."""
        return release.release_id in self._lexicons

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
                lexicon = load_lexicon(
                    rows,
                    release_id,
                    genres,
                    sample,
                    release.revision,
                    self._releases.tags(release),
                )
            elif lexicon.revision < release.revision:
                lexicon = update_lexicon(rows, lexicon, release, genres)
            self._lexicons = with_newest(self._lexicons, release_id, lexicon)
        return lexicon
