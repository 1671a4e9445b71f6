"""The life of a release: building → live → retired, or failed, or refused.

A rebuild fills tables that are not attached to their parents yet. Going live attaches them and
changes the state in one transaction, so no request sees half a release, even if a process dies. The
release that was live before stays for `rollback`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, partial
from typing import Any

from sqlalchemy import Connection, Engine, cast, delete, insert, select, text, update
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError

from embeddings.errors import ReleaseError
from embeddings.progress import say
from embeddings.releases.partitions import (
    attach,
    create_partitions,
    drop_tables,
    partition,
    retry_when_locked,
)
from sql.tables import Release

__all__ = [
    "ReleaseInfo",
    "attach",
    "begin",
    "create_partitions",
    "discard_unfinished",
    "end",
    "go_live",
    "live_key",
    "live_release",
    "partition",
    "rebuild_lock",
    "record",
    "release",
    "release_before",
    "releases",
    "remove_old",
    "rollback",
]

# Any number; all rebuilds of one database must agree on it.
REBUILD_LOCK = 0x0DA1_0002
# The lock is polled, so that no transaction stays open between tries and Ctrl-C works.
LOCK_POLL_S = 0.5

# Policy: the release before the live one is kept for a rollback, older ones go. Of what failed
# or was refused only the record stays, for `status`: the newest few.
RETIRED_KEPT = 1
FAILURES_KEPT = 5

# Going live waits for nothing but another change of the tables; removing waits for readers.
GO_LIVE_ATTEMPTS = 120
REMOVE_ATTEMPTS = 10


@dataclass(frozen=True)
class ReleaseInfo:
    """A row of the table ``releases``, without the text part."""

    release_id: int
    state: str
    dataset: str
    dataset_checksum: str
    plots_checksum: str | None
    credits_checksum: str | None
    knowledge_checksum: str | None
    attribution: str | None
    simulated_ratings: bool
    encoder: str
    encoder_revision: str
    text_dimension: int
    taste_dimension: int | None
    taste: dict[str, Any]
    movie_count: int
    rating_count: int
    figures: dict[str, Any]
    quality: dict[str, Any] | None
    created_at: datetime
    live_at: datetime | None
    revision: int

    @cached_property
    def derived(self) -> dict[str, Any]:
        """What this process has made of the films at this revision; empty at first."""
        return {}


FIELDS = [getattr(Release, name) for name in ReleaseInfo.__dataclass_fields__]


@contextmanager
def rebuild_lock(engine: Engine, *, wait: bool = False) -> Iterator[None]:
    """Hold the one lock that lets a process change releases.

    PostgreSQL frees it when the holder's connection ends, however it ends.

    Raises
    ------
    ReleaseError
        Another process holds it, and ``wait`` is false.
    """
    with engine.connect() as connection:
        attempt = text("select pg_try_advisory_lock(:key)")
        announced = False
        while not connection.scalar(attempt, {"key": REBUILD_LOCK}):
            connection.commit()
            if not wait:
                raise ReleaseError(
                    "another rebuild is running on this database; let it end first, or wait for "
                    "it with --wait"
                )
            if not announced:
                say("another rebuild is running on this database; waiting for it to end …")
                announced = True
            time.sleep(LOCK_POLL_S)
        connection.commit()
        try:
            yield
        finally:
            # If the connection is lost, PostgreSQL has released the lock already.
            with suppress(DBAPIError):
                if not connection.closed and not connection.invalidated:
                    unlock = text("select pg_advisory_unlock(:key)")
                    connection.execute(unlock, {"key": REBUILD_LOCK})
                    connection.commit()


def releases(connection: Connection) -> list[ReleaseInfo]:
    """Return all releases, newest first."""
    rows = connection.execute(select(*FIELDS).order_by(Release.release_id.desc()))
    return [ReleaseInfo(**row) for row in rows.mappings()]


def release(connection: Connection, release_id: int) -> ReleaseInfo:
    """Return one release."""
    row = connection.execute(select(*FIELDS).where(Release.release_id == release_id))
    return ReleaseInfo(**row.mappings().one())


def live_release(connection: Connection) -> ReleaseInfo | None:
    """Return the live release, or None before the first one."""
    row = connection.execute(select(*FIELDS).where(Release.state == "live")).mappings().first()
    return ReleaseInfo(**row) if row else None


# Built once, since every request asks it.
_LIVE_KEY = select(Release.release_id, Release.live_at, Release.revision).where(
    Release.state == "live"
)


def live_key(connection: Connection) -> tuple[int, datetime | None, int] | None:
    """Return id, time of going live and revision, which change with the release or its films."""
    row = connection.execute(_LIVE_KEY).one_or_none()
    return (row.release_id, row.live_at, row.revision) if row else None


def begin(connection: Connection, **facts: Any) -> int:
    """Insert a new release in state ``building``, and return its id."""
    statement = insert(Release).values(state="building", **facts).returning(Release.release_id)
    return int(connection.execute(statement).scalar_one())


def record(connection: Connection, release_id: int, **values: Any) -> None:
    """Set columns of a release."""
    connection.execute(update(Release).where(Release.release_id == release_id).values(**values))


def go_live(connection: Connection, release_id: int) -> None:
    """Attach the release and make it the live one, in the caller's transaction.

    The release before is retired and keeps its tables, so requests that began on it finish on it.
    """
    # If this process lost its lock, another rebuild may be removing the release: lock its row.
    state = connection.scalar(
        select(Release.state).where(Release.release_id == release_id).with_for_update()
    )
    if state != "building":
        raise ReleaseError(f"release {release_id} is {state}; only a building one can go live")
    attach(connection, release_id)
    _retire_live(connection)
    _make_live(connection, release_id)


def _retire_live(connection: Connection) -> None:
    connection.execute(update(Release).where(Release.state == "live").values(state="retired"))


def _make_live(connection: Connection, release_id: int) -> None:
    connection.execute(
        update(Release)
        .where(Release.release_id == release_id)
        .values(state="live", live_at=text("now()"))
    )


def release_before(connection: Connection) -> ReleaseInfo | None:
    """Return the release that `rollback` makes live again; None where no earlier one is kept."""
    kept = [release for release in releases(connection) if release.state == "retired"]
    if live_release(connection) is None:
        return None
    return max(
        kept, key=lambda release: (release.live_at is not None, release.live_at), default=None
    )


def rollback(connection: Connection) -> ReleaseInfo:
    """Make the release before the live one live again, and return it.

    Raises
    ------
    ReleaseError
        No earlier release is kept.
    """
    before = release_before(connection)
    if before is None:
        raise ReleaseError("there is no earlier release to go back to")
    _retire_live(connection)
    _make_live(connection, before.release_id)
    return before


def end(
    connection: Connection, release_id: int, reason: str, state: str = "failed", **values: Any
) -> None:
    """Mark a release that does not go live, with the reason, and drop its tables."""
    figures = Release.figures.op("||")(cast({"failure": reason[:1000]}, JSONB))
    connection.execute(
        update(Release)
        .where(Release.release_id == release_id)
        .values(state=state, figures=figures, **values)
    )
    drop_tables(connection, release_id)


def discard_unfinished(connection: Connection) -> int:
    """Mark releases of rebuilds that died as failed; needs `rebuild_lock`. Return how many."""
    dead = connection.scalars(select(Release.release_id).where(Release.state == "building")).all()
    for release_id in dead:
        end(connection, release_id, "the rebuild ended before it was done")
    return len(dead)


def remove_old(engine: Engine) -> list[int]:
    """Drop retired releases beyond `RETIRED_KEPT`, and return their ids.

    Call it after a release went live. Cached vectors of encoders that no kept release uses are
    deleted too. A release that a long transaction still reads stays until the next call.
    """
    with engine.connect() as connection:
        found = releases(connection)
    retired = [release for release in found if release.state == "retired"]
    retired.sort(key=lambda release: release.live_at or release.created_at, reverse=True)
    removed = []
    for old in retired[RETIRED_KEPT:]:
        doing = f"removing release {old.release_id}"
        try:
            retry_when_locked(
                engine, partial(_remove, release_id=old.release_id), REMOVE_ATTEMPTS, doing
            )
        except ReleaseError:
            say(f"release {old.release_id} is still being read; the next rebuild removes it")
        else:
            removed.append(old.release_id)
    ended = [release.release_id for release in found if release.state in ("failed", "refused")]
    with engine.begin() as connection:
        connection.execute(delete(Release).where(Release.release_id.in_(ended[FAILURES_KEPT:])))
        connection.execute(
            text(
                "delete from text_vectors where (encoder, revision) not in (select encoder,"
                " encoder_revision from releases where state in ('live', 'retired'))"
            )
        )
    return removed


def _remove(connection: Connection, release_id: int) -> None:
    drop_tables(connection, release_id)
    connection.execute(delete(Release).where(Release.release_id == release_id))
