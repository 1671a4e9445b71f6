"""Answers about imports: the report, past imports, and what undoing one did."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from app.library.schemas import Stars
from app.lists.schemas import FilmList
from app.transfer.by_title import Doubt
from app.transfer.schemas import Reason, ReportFormat
from app.web.contract import Body
from app.web.values import MovieId

ListName = Literal["ratings", "history", "watchlist", "hidden"]
LINE = Field(description="Of the file, from 1; in JSON the number of the item.", examples=[17])
FILE = Field(description="Within a zip, or of several files.", examples=["ratings.csv"])
SAME = Field(description="Rows that name the film in the same way, this one counted.", examples=[1])


class Changes(Body):
    """What an import does to one list, in films."""

    new: int = Field(description="Were not on the list.", examples=[120])
    changed: int = Field(description="Were on it otherwise.", examples=[3])
    unchanged: int = Field(description="Were on it just so.", examples=[40])
    kept: int = Field(
        description="Were on it otherwise, and stay as they are: see `on_conflict`.", examples=[0]
    )
    removed: int = Field(
        description="Leave the list, because the file has a later mark that contradicts it: a "
        "film seen is no longer one to see.",
        examples=[0],
    )


class Matched(Body):
    """How rows were matched to films."""

    by_id: int = Field(
        description="By IMDb, TMDB or MovieLens id, or accepted one by one.", examples=[100]
    )
    by_title: int = Field(description="By title and year.", examples=[60])


class MatchedMovie(Body):
    """A film that a row was matched to."""

    movie_id: MovieId | None = Field(description="Null where the live release does not have it.")
    title: str
    year: int | None


class Candidate(Body):
    """A film that a row may be about."""

    movie: MatchedMovie
    confidence: float = Field(description="0.5 to 1.", examples=[0.8])
    doubt: Doubt | None = Field(description="Why it is not sure.")


class UncertainRow(Candidate):
    """A row that was imported for a film of nearly the same title or year."""

    file: str | None = FILE
    line: int = LINE
    rows: int = SAME
    title: str | None
    year: int | None


class NotMatchedRow(Body):
    """A row that was not imported."""

    file: str | None = FILE
    line: int = LINE
    rows: int = SAME
    title: str | None
    year: int | None
    reason: Reason
    detail: str = Field(
        description="The reason in words.", examples=["No film of this title and year is here."]
    )
    candidates: list[Candidate] = Field(
        description="Films that it may be, the likeliest first; see `accepted` of the form."
    )


class SeenOn(Body):
    """A viewing."""

    watched_on: date | None
    note: str


class MarkState(Body):
    """A mark of a film on a list."""

    rating: Stars | None = Field(description="Of a rating.")
    viewings: list[SeenOn] = Field(description="Of a film seen.")
    at: datetime | None = Field(description="When it was rated, or put on the list.")


class FilmChange(Body):
    """What an import does to a film on one list."""

    list: ListName
    change: Literal["new", "changed", "kept", "removed"]
    movie: MatchedMovie
    here: MarkState | None = Field(description="As it is here before the import.")
    file: MarkState | None = Field(description="As the file has it.")


class ReadRow(Body):
    """A row as it was read."""

    file: str | None = FILE
    line: int = LINE
    title: str | None
    year: int | None
    lists: list[ListName]
    rating: Stars | None
    watched_on: date | None
    note: str | None
    fault: str | None = Field(description="Why the row cannot be read.")


class ImportChoice(Body):
    """Films whose list the person chooses, such as likes; see `choices` of the form."""

    key: str
    kind: Literal["likes", "list", "profile", "file"]
    name: str
    file: str | None
    films: int
    chosen: str | None = Field(description="Null where nothing was chosen: they are left out.")


class ImportRemark(Body):
    """Something about the file that a person may want to know."""

    code: str = Field(examples=["scale"])
    file: str | None
    line: int | None
    detail: str
    columns: list[str]


class UnknownLayout(Body):
    """A table whose columns are not known here; see `mapping` of the form."""

    file: str | None
    columns: list[str] = Field(description="As the file writes them.")
    samples: list[list[str]] = Field(description="Its first rows.")
    suggestion: dict[str, str | int | None] = Field(description="A `mapping` that may be meant.")


class ListImport(Body):
    """What putting a file's films into a list did."""

    format: ReportFormat
    rows: int = Field(description="Rows read.", examples=[24])
    added: int = Field(description="Films that were not on the list.", examples=[20])
    already: int = Field(description="Films that were, and stay as they are.", examples=[2])
    long_notes: int = Field(
        description="Films that were added without what the file says of them, as a list's notes "
        "are shorter."
    )
    uncertain: list[UncertainRow] = Field(description="Added all the same; the first 100.")
    uncertain_total: int
    not_matched: list[NotMatchedRow] = Field(description="The first 100.")
    not_matched_total: int
    remarks: list[ImportRemark] = Field(description="The first 100.")
    film_list: FilmList


class ImportReport(Body):
    """What an import did, or would do.

    Every row is either matched, by id or by title, or not matched.
    """

    id: int = Field(description="Of the report.", examples=[3])
    format: ReportFormat
    dry_run: bool
    created_at: datetime
    files: list[str] = Field(description="Names of the files sent.", examples=[["ratings.csv"]])
    rows: int = Field(description="Rows read.", examples=[163])
    first_rows: list[ReadRow] = Field(
        description="The first five of each file, as they were read; 100 at most."
    )
    ratings: Changes
    history: Changes
    watchlist: Changes
    hidden: Changes
    preferences: Changes = Field(description="Of one, at most: only ordained's file has them.")
    films: list[FilmChange] = Field(
        description="What is changed, removed or kept, the first 1,000, and then the first 100 "
        "that are new."
    )
    film_count: int = Field(description="Films whose marks are changed.", examples=[120])
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
    choices: list[ImportChoice]
    remarks: list[ImportRemark] = Field(description="The first 100.")
    remarks_total: int
    unknown_layouts: list[UnknownLayout] = Field(
        description="Tables that were left out because their columns are not known here."
    )
    ignored_files: list[str] = Field(description="Files that hold nothing to import.")


class Undone(Body):
    """What undoing an import did."""

    undone_at: datetime
    restored: int = Field(description="Films that are as they were before.", examples=[120])
    kept: list[MatchedMovie] = Field(
        description="Films that stay as they are, because they have been changed since: the first "
        "100."
    )
    kept_total: int
    preferences_kept: bool = Field(
        description="Whether preferences stay, because they have been changed since."
    )


class UndoPreview(Body):
    """What undoing an import would do; as `Undone`."""

    restored: int
    kept: list[MatchedMovie]
    kept_total: int
    preferences_kept: bool


class ImportSummary(Body):
    """A past import."""

    id: int = Field(examples=[3])
    created_at: datetime
    format: ReportFormat
    files: list[str] = Field(examples=[["ratings.csv"]])
    film_count: int = Field(description="Films whose marks it changed.", examples=[120])
    undone_at: datetime | None


class ImportsPage(Body):
    """One's imports of the last 30 days, the last 20, the last first."""

    items: list[ImportSummary]


class PastImport(Body):
    """A past import, with its report."""

    report: ImportReport
    undone: Undone | None
    undo: UndoPreview | None = Field(description="What undoing it would do; null once undone.")
