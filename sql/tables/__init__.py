"""The typed model of every table.

Three groups, and who writes them:

* identity: `Film` is the thing people rate. It outlives any data set.
* releases: `Release`, `Movie`, `Term`, `Sentence`, `Word`, `TextVector`; written by
  ``embeddings``. A `Movie` is one release's record of a film. All but `TextVector` are
  partitioned by release, so a release is built aside and attached in one step.
* people: accounts, ratings, lists; written by ``app``. They point to films,
  never to movies, so a new data set leaves them alone.

`Poster` is what was looked up elsewhere about films; written by ``app``.

Only the migrations create tables; tests/sql compares them with this module.
"""

from sql.tables.base import Base
from sql.tables.people import (
    ApiToken,
    BrowserSession,
    HiddenFilm,
    Import,
    Preferences,
    Rating,
    Taste,
    User,
    Viewing,
    WatchlistEntry,
)
from sql.tables.posters import Poster
from sql.tables.releases import Film, Movie, Release, Sentence, Term, TextVector, Word

__all__ = [
    "ApiToken",
    "Base",
    "BrowserSession",
    "Film",
    "HiddenFilm",
    "Import",
    "Movie",
    "Poster",
    "Preferences",
    "Rating",
    "Release",
    "Sentence",
    "Taste",
    "Term",
    "TextVector",
    "User",
    "Viewing",
    "WatchlistEntry",
    "Word",
]
