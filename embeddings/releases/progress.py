"""Rebuilds that are under way, as their releases' records say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, text

from embeddings.releases.registry import REBUILD_LOCK
from sql.tables import Release

_LOCK_HELD = text(
    "select exists (select from pg_locks where locktype = 'advisory' and granted and classid = 0"
    " and objid = :key and database = (select oid from pg_database"
    " where datname = current_database()))"
)


@dataclass(frozen=True)
class Rebuild:
    """A rebuild that has begun and not ended.

    Attributes
    ----------
    alive
        Its process holds the lock of rebuilds; else it died, and the next rebuild clears up.
    stage, number, stages
        The stage, its number from 1, and how many there are; the first two are None before the
        first stage.
    done, total
        Parts of the stage; 0 where it is not counted.
    """

    release_id: int
    dataset: str
    started_at: datetime
    alive: bool
    stage: str | None
    number: int | None
    stages: int | None
    done: int
    total: int


def rebuilds(connection: Connection) -> list[Rebuild]:
    """Return the rebuilds that are under way, the newest first."""
    columns = (Release.release_id, Release.dataset, Release.created_at, Release.progress)
    rows = connection.execute(
        select(*columns).where(Release.state == "building").order_by(Release.release_id.desc())
    ).all()
    if not rows:
        return []
    alive = bool(connection.scalar(_LOCK_HELD, {"key": REBUILD_LOCK}))
    found = []
    for position, row in enumerate(rows):
        progress = row.progress or {}
        found.append(
            Rebuild(
                row.release_id,
                row.dataset,
                row.created_at,
                # One rebuild runs at a time: the newest.
                alive and position == 0,
                progress.get("stage"),
                progress.get("number"),
                progress.get("stages"),
                progress.get("done", 0),
                progress.get("total", 0),
            )
        )
    return found
