"""Request and response bodies of import and export."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, InstanceOf, WithJsonSchema
from pydantic_core import PydanticCustomError
from werkzeug.datastructures import FileStorage

from app.library.schemas import KeptPreferences, Stars
from app.web.contract import Body, Form, Headers, Query
from app.web.values import MovieId

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
ReportFormat = Format | Literal["several", "mapped"]
Reason = Literal["not_in_catalogue", "ambiguous", "uncertain", "not_a_film", "no_mark", "bad_row"]

# Rows that a report lists of those not matched, and of those matched uncertainly. The CSV to
# download has all that were not matched.
MOST_REPORTED = 100
LEAST_CONFIDENCE = 0.7


def _spelled(value: object) -> object:
    """Accept ``true`` and ``false`` as a form writes them; refuse "1", "yes" and the like."""
    if isinstance(value, str):
        if value not in ("true", "false"):
            raise PydanticCustomError("boolean", "Must be true or false")
        return value == "true"
    return value


UploadedFile = Annotated[
    InstanceOf[FileStorage], WithJsonSchema({"type": "string", "format": "binary"})
]
FormBool = Annotated[bool, BeforeValidator(_spelled)]


class ImportForm(Form):
    """A file to import, as `multipart/form-data`."""

    file: UploadedFile = Field(
        description="CSV, JSON, or a zip of them, of 20 MB at most. The file's name counts where "
        "nothing in it says what it holds: Letterboxd's `watched.csv` looks like its "
        "`watchlist.csv`."
    )
    format: Literal["auto", Format] = Field(
        "auto", description="Where the file comes from; `auto` tells by its columns."
    )
    dry_run: FormBool = Field(
        False, description="Only report what would happen: one's library is not changed."
    )
    list_as: Literal["watchlist", "history", "hidden"] = Field(
        "watchlist",
        description="Where films of a list go that does not itself say what it is, such as one "
        "of IMDb.",
    )
    on_conflict: Literal["file", "newest", "mine"] = Field(
        "file",
        description="Which counts where a rating or a day seen differs from the one that is here: "
        "the file's, the later one, or the one that is here.",
    )
    confidence_min: float = Field(
        LEAST_CONFIDENCE,
        ge=0.5,
        le=1,
        description="Rows that are matched less surely are left out, and reported as `uncertain`.",
    )


class ImportHeaders(Headers):
    """Headers of an import."""

    idempotency_key: str | None = Field(
        None,
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="Sent again with the same key and file, a request changes nothing and is "
        "answered with the report of the first, and `Idempotency-Replayed: true`.",
        examples=["4f1c7a52-6c0b-4c55-9d3e-0d8f1f2b7a10"],
    )


class Changes(Body):
    """What an import does to one list, in films."""

    new: int = Field(description="Were not on the list.", examples=[120])
    changed: int = Field(description="Were on it otherwise.", examples=[3])
    unchanged: int = Field(description="Were on it just so.", examples=[40])
    kept: int = Field(
        description="Were on it otherwise, and stay as they are: see `on_conflict`.", examples=[0]
    )


class Matched(Body):
    """How rows were matched to films."""

    by_id: int = Field(description="By IMDb, TMDB or MovieLens id.", examples=[100])
    by_title: int = Field(description="By title and year.", examples=[60])


class MatchedMovie(Body):
    """A film that a row was matched to."""

    movie_id: MovieId | None = Field(description="Null where the live release does not have it.")
    title: str
    year: int | None


class UncertainRow(Body):
    """A row that was imported for a film of nearly the same title or year."""

    file: str | None = Field(description="Within a zip.", examples=["ratings.csv"])
    line: int = Field(
        description="Of the file, from 1; in JSON the number of the item.", examples=[17]
    )
    title: str | None
    year: int | None
    movie: MatchedMovie
    confidence: float = Field(description="0.5 to 1.", examples=[0.8])


class NotMatchedRow(Body):
    """A row that was not imported."""

    file: str | None = Field(description="Within a zip.", examples=["ratings.csv"])
    line: int = Field(
        description="Of the file, from 1; in JSON the number of the item.", examples=[18]
    )
    title: str | None
    year: int | None
    reason: Reason
    detail: str = Field(
        description="The reason in words.", examples=["No film of this title and year is here."]
    )


class ImportReport(Body):
    """What an import did, or would do.

    Every row is either matched, by id or by title, or not matched.
    """

    id: int = Field(description="Of the report.", examples=[3])
    format: ReportFormat
    dry_run: bool
    created_at: datetime
    rows: int = Field(description="Rows read.", examples=[163])
    ratings: Changes
    history: Changes
    watchlist: Changes
    hidden: Changes
    preferences: Changes = Field(description="Of one, at most: only ordained's file has them.")
    matched: Matched
    uncertain: list[UncertainRow] = Field(description="The first 100.")
    uncertain_total: int
    not_matched: list[NotMatchedRow] = Field(
        description="The first 100; `not_matched_url` has all."
    )
    not_matched_total: int
    not_matched_url: str | None = Field(
        description="Where all rows not matched can be downloaded as CSV; null if there are none.",
        examples=["/api/v1/me/imports/3/not-matched"],
    )
    ignored_files: list[str] = Field(description="In a zip: files that hold nothing to import.")


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
    """A film seen."""

    movie: ExportedMovie
    watched_on: date | None
    added_at: datetime


class ExportedEntry(Body):
    """A film on a list."""

    movie: ExportedMovie
    added_at: datetime


class ExportedPerson(Body):
    """Somebody who makes films or is in them."""

    name: str
    imdb_id: str | None


class ExportedPreferences(KeptPreferences):
    """Preferences, with the names of people."""

    excluded_people: list[ExportedPerson] = Field(
        description="Whom `exclude_people` means; an import goes by these and not by the ids."
    )


class Export(Body):
    """Everything that one keeps here; `POST /me/import` reads it again."""

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


# Response headers of an import, as OpenAPI writes them.
REPLAYED: dict[str, Any] = {
    "Idempotency-Replayed": {
        "description": "`true` where the report is that of an earlier request of this key.",
        "schema": {"type": "string", "enum": ["true"]},
    }
}
