"""Formats of files, and the answer of an export; `forms` and `reports` have those of an import."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from app.accounts.companion_schemas import CompanionFacts
from app.library.schemas import KeptPreferences, Stars
from app.web.contract import Body, Query

Format = Literal[
    "movielens",
    "imdb",
    "letterboxd",
    "trakt",
    "ordained",
    "tmdb",
    "simkl",
    "movary",
    "watcharr",
    "criticker",
    "netflix",
    "tvtime",
    "kinobaza",
    "kinopoisk",
    "filmweb",
    "yamtrack",
    "ryot",
    "table",
]
# Of what a report is about: files of several sites, or tables that only the mapping could read.
# A media server's marks are taken by the same rules.
ReportFormat = Format | Literal["several", "mapped", "jellyfin", "emby", "plex"]
Reason = Literal["not_in_catalogue", "ambiguous", "uncertain", "not_a_film", "no_mark", "bad_row"]

# Rows that a report lists of those not matched, and of those matched uncertainly. The CSV to
# download has all that were not matched.
MOST_REPORTED = 100
LEAST_CONFIDENCE = 0.7


class ExportQuery(Query):
    """What to export."""

    format: Literal["ordained", "letterboxd", "imdb"] = Field(
        "ordained",
        description="`ordained` is JSON and holds everything; the others are CSV files that those "
        "services, or programs for them, can read.",
    )
    list: Literal["seen", "watchlist"] = Field(
        "seen", description="Of the CSV files: films rated or seen, or those on the watchlist."
    )


class ExportedMovie(Body):
    """A film, as other catalogues may know it."""

    movie_id: int | None = Field(description="In the live release, if it has the film.")
    imdb_id: str | None = Field(examples=["tt0129167"])
    tmdb_id: int | None = Field(examples=[10386])
    title: str = Field(examples=["The Iron Giant"])
    year: int | None = Field(examples=[1999])


class ExportedRating(Body):
    """A rating."""

    movie: ExportedMovie
    rating: Stars
    rated_at: datetime


class ExportedViewing(Body):
    """A viewing; a film seen several times has several."""

    movie: ExportedMovie
    watched_on: date | None
    note: str
    added_at: datetime


class ExportedEntry(Body):
    """A film on a list."""

    movie: ExportedMovie
    added_at: datetime


class ExportedListEntry(ExportedEntry):
    """A film of a shared list."""

    position: int
    note: str


class ExportedList(Body):
    """A shared list that one owns or edits."""

    name: str
    about: str
    role: Literal["owner", "editor"]
    created_at: datetime
    updated_at: datetime
    entries: list[ExportedListEntry]


class ExportedPerson(Body):
    """Somebody who makes films or is in them."""

    name: str
    imdb_id: str | None


class ExportedPreferences(KeptPreferences):
    """Preferences, with the names of people."""

    excluded_people: list[ExportedPerson] = Field(
        description="Whom `exclude_people` means; an import goes by these and not by the ids."
    )


class ExportedAccount(Body):
    """An account elsewhere that is connected here; its token is never told."""

    service: str = Field(examples=["jellyfin"])
    server: str | None = Field(description="Name of the media server.")
    name: str = Field(description="One's name there.")
    writes_back: bool
    connected_at: datetime


class Export(Body):
    """Everything that one keeps here.

    `POST /me/import` reads all of it again but shared lists, companions and accounts elsewhere.
    """

    format: Literal["ordained"]
    version: Literal[1]
    exported_at: datetime
    username: str = Field(examples=["ann"])
    dataset: str | None = Field(
        description="Whose ids `movie_id` are: the live release's data set.", examples=["sample"]
    )
    ratings: list[ExportedRating]
    history: list[ExportedViewing]
    watchlist: list[ExportedEntry]
    hidden: list[ExportedEntry]
    preferences: ExportedPreferences | None = Field(description="Null where none were set.")
    shared_lists: list[ExportedList]
    remote_accounts: list[ExportedAccount]
    companions: list[CompanionFacts] = Field(
        description="Those who agreed, who were asked, and who ask; an import asks nobody."
    )
