"""The life of a release: building → live → retired, or failed.

A release is built in tables of its own that the parents do not know. Going live
attaches them and moves the state in one transaction, so that no request ever
sees half a release, whatever dies when. The one before stays for `rollback`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, text, update

from embeddings.errors import ReleaseError
from embeddings.progress import say
from sql.tables import Release

# Any number; all rebuilds of one database must agree on it.
REBUILD_LOCK = 0x0DA1_0002
LOCK_POLL_S = 0.5
PARTITIONED = ("movies", "terms", "sentences", "words")

# Policy: the release before the live one is kept for a rollback, older ones go.
RETIRED_KEPT = 1


@dataclass(frozen=True)
class ReleaseInfo:
    """What a request or a command needs to know of a release."""

    release_id: int
    state: str
    dataset: str
    dataset_checksum: str
    plots_checksum: str | None
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
    created_at: datetime
    live_at: datetime | None
    revision: int


FIELDS = [getattr(Release, name) for name in ReleaseInfo.__dataclass_fields__]


def partition(table: str, release_id: int) -> str:
    """Return the name of a release's own table."""
    return f"{table}_r{release_id}"


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
        said = False
        while not connection.scalar(attempt, {"key": REBUILD_LOCK}):
            connection.commit()
            if not wait:
                raise ReleaseError("another rebuild is running on this database; let it end first")
            if not said:
                say("another rebuild is running on this database; waiting for it to end …")
                said = True
            time.sleep(LOCK_POLL_S)
        connection.commit()
        try:
            yield
        finally:
            if not connection.closed and not connection.invalidated:
                connection.execute(text("select pg_advisory_unlock(:key)"), {"key": REBUILD_LOCK})
                connection.commit()


def releases(connection: Connection) -> list[ReleaseInfo]:
    """Return all releases, newest first."""
    rows = connection.execute(select(*FIELDS).order_by(Release.release_id.desc()))
    return [ReleaseInfo(**row) for row in rows.mappings()]


def live_release(connection: Connection) -> ReleaseInfo | None:
    """Return the live release, or None before the first one."""
    row = connection.execute(select(*FIELDS).where(Release.state == "live")).mappings().first()
    return ReleaseInfo(**row) if row else None


def live_key(connection: Connection) -> tuple[int, datetime | None, int] | None:
    """Return what tells the live release, with the films it has now, from any other."""
    statement = select(Release.release_id, Release.live_at, Release.revision)
    row = connection.execute(statement.where(Release.state == "live")).one_or_none()
    return (row.release_id, row.live_at, row.revision) if row else None


def begin(connection: Connection, **facts: Any) -> int:
    """Enter a new release in state ``building`` and return its id."""
    statement = insert(Release).values(state="building", **facts).returning(Release.release_id)
    return int(connection.execute(statement).scalar_one())


def create_partitions(connection: Connection, release_id: int) -> None:
    """Create the release's own tables, not yet attached to their parents.

    The check lets a later ATTACH skip its scan; the foreign keys are named as
    the parents' are, so that ATTACH takes them over.
    """
    for table in PARTITIONED:
        name = partition(table, release_id)
        connection.exec_driver_sql(
            f"create table {name} (like {table} including all);"
            # Rows stay whole up to a page: see the migration on vectors and TOAST.
            f"alter table {name} set (toast_tuple_target = 8160);"
            f"alter table {name} add constraint {name}_release_check"
            f" check (release_id = {release_id});"
            f"alter table {name} add constraint {table}_release_id_fkey foreign key"
            f" (release_id) references releases (release_id) on delete cascade;"
        )
    connection.exec_driver_sql(
        f"alter table {partition('movies', release_id)} add constraint movies_film_id_fkey"
        " foreign key (film_id) references films (film_id)"
    )


def go_live(connection: Connection, release_id: int) -> None:
    """Attach the release and make it the live one; to be called in one transaction.

    Requests that began on the release before keep its tables: it only retires.
    """
    state = connection.scalar(select(Release.state).where(Release.release_id == release_id))
    if state != "building":
        raise ReleaseError(f"release {release_id} is {state}; only a building one can go live")
    attach(connection, release_id)
    _retire_live(connection)
    _make_live(connection, release_id)


def attach(connection: Connection, release_id: int) -> None:
    """Make the release's tables part of their parents, where statements find them."""
    for table in PARTITIONED:
        name = partition(table, release_id)
        connection.exec_driver_sql(
            f"alter table {table} attach partition {name} for values in ({release_id});"
            f"alter table {name} drop constraint {name}_release_check"
        )


def _retire_live(connection: Connection) -> None:
    connection.execute(update(Release).where(Release.state == "live").values(state="retired"))


def _make_live(connection: Connection, release_id: int) -> None:
    connection.execute(
        update(Release)
        .where(Release.release_id == release_id)
        .values(state="live", live_at=text("now()"))
    )


def rollback(connection: Connection) -> ReleaseInfo:
    """Make the release before the live one live again, and return it.

    Raises
    ------
    ReleaseError
        No earlier release is kept.
    """
    live = live_release(connection)
    kept = [release for release in releases(connection) if release.state == "retired"]
    if live is None or not kept:
        raise ReleaseError("there is no earlier release to go back to")
    before = max(kept, key=lambda release: (release.live_at is not None, release.live_at))
    _retire_live(connection)
    _make_live(connection, before.release_id)
    return before


def fail(connection: Connection, release_id: int, reason: str) -> None:
    """Mark a release failed, with the reason, and drop its tables."""
    connection.execute(
        update(Release)
        .where(Release.release_id == release_id)
        .values(state="failed", figures={"failure": reason[:500]})
    )
    _drop_tables(connection, release_id)


def discard_unfinished(connection: Connection) -> int:
    """Clear up after rebuilds that died; needs `rebuild_lock`. Returns how many."""
    dead = connection.scalars(select(Release.release_id).where(Release.state == "building")).all()
    for release_id in dead:
        fail(connection, release_id, "the rebuild ended before it was done")
    return len(dead)


def remove_old(connection: Connection) -> list[int]:
    """Drop retired releases beyond `RETIRED_KEPT`, and return their ids.

    Called after a release went live. Cached texts of encoders that no kept release
    uses go with them; those of a kept encoder stay, for the next rebuild.
    """
    retired = [release for release in releases(connection) if release.state == "retired"]
    retired.sort(key=lambda release: release.live_at or release.created_at, reverse=True)
    removed = [release.release_id for release in retired[RETIRED_KEPT:]]
    for release_id in removed:
        _drop_tables(connection, release_id)
        connection.execute(text("delete from releases where release_id = :id"), {"id": release_id})
    connection.execute(
        text(
            "delete from text_vectors where (encoder, revision) not in"
            " (select encoder, encoder_revision from releases where state in ('live', 'retired'))"
        )
    )
    return removed


def _drop_tables(connection: Connection, release_id: int) -> None:
    for table in PARTITIONED:
        connection.exec_driver_sql(f"drop table if exists {partition(table, release_id)}")
