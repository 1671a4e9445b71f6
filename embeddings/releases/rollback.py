"""Going back to the release before the live one, from the command line or by an administrator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, text

from embeddings.errors import OrdainedError, ReleaseError
from embeddings.releases import add, registry
from embeddings.releases.registry import REBUILD_LOCK, ReleaseInfo
from embeddings.texts.encoder import Encoder


@dataclass(frozen=True)
class Rollback:
    """What going back did.

    Attributes
    ----------
    release
        Live again.
    missing
        Why films that were added since are not in it; None where they all are.
    """

    release: ReleaseInfo
    missing: str | None = None


def roll_back(
    connection: Connection,
    load: Callable[[ReleaseInfo], Encoder],
    *,
    expected: int | None = None,
    wait_s: int | None = None,
) -> Rollback:
    """Make the release before the live one live again, in the caller's transaction.

    Parameters
    ----------
    load
        Loads a release's encoder; called only where films were added since.
    expected
        The release that the caller means to go back to.
    wait_s
        See `embeddings.releases.add.lock`.

    Raises
    ------
    ReleaseError
        No earlier release is kept, it is not the expected one, or a rebuild is running.
    """
    # The lock of rebuilds, until the transaction ends.
    attempt = text("select pg_try_advisory_xact_lock(:key)")
    if not connection.scalar(attempt, {"key": REBUILD_LOCK}):
        raise ReleaseError("a rebuild is running on this database; let it end first")
    add.lock(connection, wait_s)
    before = registry.release_before(connection)
    if expected is not None and (before is None or before.release_id != expected):
        raise ReleaseError(f"release {expected} is not the one before the live release")
    back = registry.rollback(connection)
    # Films were added, changed or removed since it was live; but to go back comes first.
    try:
        with connection.begin_nested():
            add.catch_up(connection, lambda: load(back))
    except OrdainedError as error:
        return Rollback(back, str(error))
    return Rollback(back)
