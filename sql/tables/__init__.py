"""The typed model of every table.

Four groups, and who writes them:

* identity: `Film` is the thing people rate. It outlives any data set.
* releases: `Release`, `Movie`, `Credit`, `Term`, `TagDirection`, `Sentence`, `Word`,
  `ReleaseChange`, `TextVector`; written by ``embeddings``. A `Movie` is one release's record of a
  film. Movies, credits, terms, tag directions, sentences and words are partitioned by release, so a
  release is built aside and attached in one step.
* `CreditedPerson`: who made films or is in them. Like `Film` it outlives any data set.
* `AddedFilm`: films of no data set, which an operator adds; written by ``embeddings``.
  `Movie` and `AddedFilm` share `FilmColumns`. `cards` is the view of a movie that the API shows.
* people: accounts, ratings, lists, rooms, feeds, webhooks; written by ``app``. They point to films,
  never to movies, so a new data set leaves them alone.

* media servers and accounts elsewhere (``sql.tables.remote``); written by ``app``.

`Poster` is what was looked up elsewhere about films; written by ``app``.

Only the migrations create tables; tests/sql compares them with this module.
"""

from sql.tables.added import ADDED_FROM, AddedFilm
from sql.tables.base import Base
from sql.tables.cards import CARD_COLUMNS, PEOPLE_COLUMNS, cards, cards_statement
from sql.tables.companions import CompanionPair
from sql.tables.films import FILM_COLUMNS, FilmColumns
from sql.tables.identities import CreditedPerson, Film
from sql.tables.imports import Import, ImportFilm
from sql.tables.lists import ListEditor, ListEntry, SharedList
from sql.tables.outgoing import Feed, Webhook, WebhookDelivery
from sql.tables.people import (
    ApiToken,
    BrowserSession,
    Guess,
    HiddenFilm,
    Invitation,
    Preferences,
    Rating,
    Taste,
    User,
    Viewing,
    WatchlistEntry,
)
from sql.tables.posters import Poster
from sql.tables.releases import (
    Credit,
    Movie,
    Release,
    ReleaseChange,
    Sentence,
    Term,
    TextVector,
    Word,
)
from sql.tables.remote import MediaServer, RemoteAccount, RemoteMark, ServerFilm, WriteBack
from sql.tables.rooms import Room, RoomEvent, RoomMember, RoomVote
from sql.tables.sign_on import LinkedIdentity, RecoveryCode, SecondFactor
from sql.tables.tags import TagDirection

__all__ = [
    "ADDED_FROM",
    "CARD_COLUMNS",
    "FILM_COLUMNS",
    "PEOPLE_COLUMNS",
    "AddedFilm",
    "ApiToken",
    "Base",
    "BrowserSession",
    "CompanionPair",
    "Credit",
    "CreditedPerson",
    "Feed",
    "Film",
    "FilmColumns",
    "Guess",
    "HiddenFilm",
    "Import",
    "ImportFilm",
    "Invitation",
    "LinkedIdentity",
    "ListEditor",
    "ListEntry",
    "MediaServer",
    "Movie",
    "Poster",
    "Preferences",
    "Rating",
    "RecoveryCode",
    "Release",
    "ReleaseChange",
    "RemoteAccount",
    "RemoteMark",
    "Room",
    "RoomEvent",
    "RoomMember",
    "RoomVote",
    "SecondFactor",
    "Sentence",
    "ServerFilm",
    "SharedList",
    "TagDirection",
    "Taste",
    "Term",
    "TextVector",
    "User",
    "Viewing",
    "WatchlistEntry",
    "Webhook",
    "WebhookDelivery",
    "Word",
    "WriteBack",
    "cards",
    "cards_statement",
]
