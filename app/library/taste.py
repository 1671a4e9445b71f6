"""Where a person's vector is kept in step with what they say of films."""

from __future__ import annotations

from sqlalchemy import Connection

from app.recommend import person
from embeddings.releases.registry import live_release


def changed(connection: Connection, user_id: int) -> None:
    """Refresh a person's vector, after a write of a rating, a viewing or a hidden film.

    Called in the transaction of the write, after it, so that the very next request is
    answered by the new vector; and while that person's other writes wait (see
    `app.accounts.people.find`), so that no vector is made of half of them.

    Parameters
    ----------
    connection : Connection
        The write's own, in its transaction.
    user_id : int
        Whose marks have changed.
    """
    release = live_release(connection)
    if release is not None and release.taste_dimension:
        person.refresh(connection, release, user_id)
