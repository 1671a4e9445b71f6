"""Where a person's vectors are kept in step with what they say of films."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import Connection

from app.data import tastes
from embeddings.releases.registry import live_release


def changed(connection: Connection, user_id: int, *, said_anew: bool = False) -> None:
    """Refresh a person's vectors, after a write of a mark or of the preferences.

    Called in the transaction of the write, after it, so that the very next request is
    answered by the new vectors; and while that person's other writes wait (see
    `app.accounts.people.writing`), so that no vector is made of half of them.

    Parameters
    ----------
    connection : Connection
        The write's own, in its transaction.
    user_id : int
        Who has changed something.
    said_anew : bool
        It was the preferences.
    """
    release = live_release(connection)
    if release is not None and release.taste_dimension:
        encoder = current_app.extensions["encoders"].of(release)
        tastes.refresh(connection, release, user_id, encoder, said_anew=said_anew)
