"""What administrators read and say of backups."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from app.accounts.schemas import Confirmation
from app.web.contract import Body


class BackupContent(Body):
    """What is in a backup."""

    people: int
    ratings: int
    viewings: int
    dataset: str | None = Field(description="Of the live release.", examples=["sample"])
    films: int = Field(description="Of the live release.")


class BackupCheck(Body):
    """What trying a backup out found."""

    found: BackupContent | None = Field(description="Null where it cannot be restored.")
    fault: str | None = Field(description="Why it cannot be restored.")
    checked_at: datetime


class Backup(Body):
    """A backup in the folder of this service."""

    name: str = Field(examples=["made-20261130-041500-9f3a.dump"])
    kind: Literal["made", "uploaded", "before-upgrade", "before-restore"] = Field(
        description="The last two are restore points that ordained makes by itself."
    )
    bytes: int
    created_at: datetime
    check: BackupCheck | None = Field(description="Null where it was not tried out.")


class BackupJob(Body):
    """The last job on backups."""

    kind: Literal["backup", "check", "restore"]
    name: str = Field(description="The backup.")
    state: Literal["running", "done", "failed", "died"]
    detail: str = Field(description="What came of it, or why it failed.")
    began_at: datetime
    ended_at: datetime | None


class Backups(Body):
    """Backups, the newest first."""

    can_back_up: bool = Field(description="Here are PostgreSQL's programs and a folder to write.")
    can_restore: bool = Field(
        description="The database is this machine's own, and may be replaced from here."
    )
    can_upload: bool = Field(description="Uploads are not switched off.")
    items: list[Backup]
    job: BackupJob | None


class RestoreConfirmation(Confirmation):
    """One's own password, where the account has one."""
