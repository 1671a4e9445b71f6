"""Form and headers of an import."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, InstanceOf, Json, StringConstraints, WithJsonSchema
from werkzeug.datastructures import FileStorage

from app.transfer.mapping import ColumnMapping
from app.transfer.schemas import LEAST_CONFIDENCE, Format
from app.web.contract import Form, Headers, Input
from app.web.idempotency import key_field, replayed_header
from app.web.openapi import LARGEST_ID
from app.web.values import Flag

MOST_UPLOADED = 100
MOST_CHOICES = 10_000


UploadedFile = Annotated[
    InstanceOf[FileStorage], WithJsonSchema({"type": "string", "format": "binary"})
]
ListAs = Literal["watchlist", "history", "hidden"]
Winner = Literal["file", "newest", "mine"]
ShortText = Annotated[str, StringConstraints(max_length=1000)]
Id = Annotated[int, Field(ge=0, le=LARGEST_ID)]


class AcceptedRow(Input):
    """Which film a row is about, as the person says."""

    file: ShortText | None = None
    line: Id
    movie_id: Id | None


class ImportForm(Form):
    """Files to import, as `multipart/form-data`."""

    file: list[UploadedFile] = Field(
        min_length=1,
        max_length=MOST_UPLOADED,
        description="CSV, JSON, text, or a zip of them; repeat it for several files, of 20 MB "
        "together at most. A file's name counts where nothing in it says what it holds: "
        "Letterboxd's `watched.csv` looks like its `watchlist.csv`.",
    )
    format: Literal["auto", Format] = Field(
        "auto", description="Where the file comes from; `auto` tells by its columns."
    )
    dry_run: Flag = Field(
        False, description="Only report what would happen: one's library is not changed."
    )
    list_as: ListAs = Field(
        "watchlist",
        description="Where films of a list go that does not itself say what it is, such as one "
        "of IMDb.",
    )
    on_conflict: Winner = Field(
        "file",
        description="Which counts where a rating or a note differs from the one that is here: "
        "the file's, the later one, or the one that is here.",
    )
    # Factories, as the document would give a list as the default of a text.
    film_choices: Json[dict[Id, Winner]] = Field(
        default_factory=dict,
        max_length=MOST_CHOICES,
        description="The same for single films, by movie id.",
        examples=['{"862": "mine"}'],
    )
    accepted: Json[list[AcceptedRow]] = Field(
        default_factory=list,
        max_length=MOST_CHOICES,
        description="Which films rows are about where that is not sure: `file` and `line` as in "
        "the report's `uncertain` or `not_matched`, and a movie id, or null to leave the row out. "
        "It holds for all rows that name the film in the same way.",
        examples=['[{"file": null, "line": 17, "movie_id": 260}]'],
    )
    choices: Json[dict[ShortText, Literal[ListAs, "skip"]]] = Field(
        default_factory=dict,
        max_length=MOST_CHOICES,
        description="What becomes of the report's `choices`, by key: a list, or `skip`.",
        examples=['{"likes/films.csv": "watchlist"}'],
    )
    mapping: Json[ColumnMapping] | None = Field(
        None,
        description="Which column is what in files of a layout that is not known here; see the "
        "problem `unknown-layout`.",
        examples=['{"title": "Film", "rating": "My score", "scale": 10}'],
    )
    mappings: Json[dict[ShortText, ColumnMapping]] = Field(
        default_factory=dict,
        max_length=MOST_UPLOADED,
        description="The same for single files, by `file` as in the problem `unknown-layout` or "
        "the report's `unknown_layouts`; for a file that is named, `mapping` does not count.",
        examples=['{"seen.csv": {"title": "Film", "watched_on": "When"}}'],
    )
    day_order: Literal["auto", "day_first", "month_first"] = Field(
        "auto", description="How days such as 03/04/2024 are meant where the files cannot tell."
    )
    confidence_min: float = Field(
        LEAST_CONFIDENCE,
        ge=0.5,
        le=1,
        description="Rows that are matched less surely are left out, and reported as `uncertain`.",
    )


class ListImportForm(Form):
    """Files whose films to put into a list, as `multipart/form-data`."""

    file: list[UploadedFile] = Field(
        min_length=1,
        max_length=MOST_UPLOADED,
        description="As `POST /me/import` takes them: a list of Letterboxd, IMDb or TMDB, or any "
        "table with titles and years.",
    )
    format: Literal["auto", Format] = Field(
        "auto", description="Where the file comes from; `auto` tells by its columns."
    )


class ImportHeaders(Headers):
    """Headers of an import."""

    idempotency_key: str | None = key_field(
        "Sent again with the same key and file, a request changes nothing and is "
        "answered with the report of the first, and `Idempotency-Replayed: true`.",
        "4f1c7a52-6c0b-4c55-9d3e-0d8f1f2b7a10",
    )


# Response headers of an import, as OpenAPI writes them.
REPLAYED: dict[str, Any] = replayed_header(
    "`true` where the report is that of an earlier request of this key."
)
