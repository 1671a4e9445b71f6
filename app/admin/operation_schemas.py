"""What administrators read of the operation; nothing of it says what a person likes."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from app.films.release_schemas import Quality
from app.web.contract import Body, Input, Query
from app.web.openapi import LARGEST_ID
from app.web.values import WholeNumber
from embeddings.json_numbers import WHOLE


class StageTime(Body):
    """How long a stage of the rebuild took."""

    stage: str = Field(examples=["taste vectors"])
    seconds: float


class ReleaseRecord(Body):
    """A release, live or not."""

    id: int
    state: Literal["building", "live", "retired", "failed", "refused"]
    dataset: str = Field(examples=["sample"])
    encoder: str
    movie_count: int
    rating_count: int
    simulated_ratings: bool
    created_at: datetime
    live_at: datetime | None
    quality: Quality | None = Field(description="Null where nothing was measured.")
    failure: str | None = Field(description="Why it failed or was refused.")
    stages: list[StageTime]
    rollback: bool = Field(description="`POST /admin/releases/rollback` makes this one live.")


class Releases(Body):
    """Releases, the newest first."""

    items: list[ReleaseRecord]


class RollbackIn(Input):
    """Which release is meant."""

    release_id: Annotated[int, Field(ge=1, le=LARGEST_ID), WHOLE] = Field(
        description="The one whose `rollback` is true.", examples=[2]
    )


class RolledBack(Body):
    """What going back did."""

    release_id: int = Field(description="Live again.")
    missing: str | None = Field(
        description="Why films that were added since are not in it; null where they all are."
    )


class PartCount(Body):
    """How many films have something."""

    name: str = Field(examples=["plot"])
    films: int


class SourceCount(Body):
    """How many films have a field from a source."""

    source: str = Field(examples=["knowledge pack"])
    field: str = Field(examples=["plot"])
    films: int


class Coverage(Body):
    """What is known of the live release's films."""

    release_id: int
    dataset: str
    films: int
    parts: list[PartCount]
    sources: list[SourceCount] = Field(description="As the rebuild counted them.")


class PersonCount(Body):
    """An account, with how much it has marked and nothing of what."""

    id: int
    username: str
    is_admin: bool
    created_at: datetime
    ratings: int
    viewings: int
    watchlist: int
    hidden: int


class PeopleQuery(Query):
    """Which accounts."""

    limit: WholeNumber = Field(50, ge=1, le=200, description="Most accounts to return.")
    after: WholeNumber = Field(
        0, ge=0, le=LARGEST_ID, description="`next_after` of the page before."
    )


class PeopleCounts(Body):
    """Accounts, the oldest first."""

    total: int
    administrators: int
    items: list[PersonCount]
    next_after: int | None


class StatementTime(Body):
    """How long a statement took, by this service's own clock."""

    statement: str = Field(examples=["search"])
    count: int
    mean_ms: float
    within_ms: float | None = Field(
        description="95 of 100 took at most this long; null where they took longer than 10 s."
    )


class Statements(Body):
    """Statements since the processes of this service started, the most costly in all first."""

    items: list[StatementTime]


class FaultCount(Body):
    """How many rows were not matched for a reason."""

    reason: str = Field(examples=["not_in_catalogue"])
    rows: int


class ImportCount(Body):
    """How imports of a layout went."""

    format: str = Field(examples=["letterboxd"])
    imports: int
    rows: int
    not_matched: int
    uncertain: int
    reasons: list[FaultCount] = Field(
        description="Of the rows that reports name, which are the first of each import."
    )


class RefusedCount(Body):
    """How many imports were refused as a whole, with a status."""

    status: int = Field(examples=[422])
    requests: int


class ImportCounts(Body):
    """Imports of which a report is kept, by layout, and files refused since the last start."""

    items: list[ImportCount]
    refused: list[RefusedCount]


class Job(Body):
    """A rebuild that has begun and not ended."""

    release_id: int
    dataset: str
    started_at: datetime
    alive: bool = Field(description="False: its process died; the next rebuild clears up.")
    stage: str | None = Field(examples=["text vectors"])
    number: int | None = Field(description="Of the stage, from 1.")
    stages: int | None
    done: int = Field(description="Parts of the stage.")
    total: int = Field(description="0 where the stage's parts are not counted.")


class Jobs(Body):
    """Rebuilds that are under way."""

    items: list[Job]
