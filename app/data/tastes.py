"""Where a person's vectors are made and kept; see `embeddings.answers.person`."""

from __future__ import annotations

import logging

from flask import Flask, g
from sqlalchemy import Connection, Engine, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from app.data.database import Database
from app.data.encoders import QueryEncoder, QueryEncoders
from embeddings.answers import preferences
from embeddings.answers.person import Floats, PersonVectors, from_sums, mark_sums, singles
from embeddings.errors import EncoderError
from embeddings.releases.registry import ReleaseInfo
from sql.tables import Taste

log = logging.getLogger("app.recommend")


def init_app(app: Flask, database: Database, encoders: QueryEncoders) -> None:
    """Keep what a request made, once its own transaction, which cannot write, is over."""

    @app.teardown_request
    def keep_made(_error: BaseException | None) -> None:
        if (made := g.pop("vectors_made", None)) is None:
            return
        release, user_id = made
        try:
            keep(database.engine, release, user_id, encoders.of(release))
        except (DBAPIError, EncoderError) as error:
            # The request is answered; the next one makes them again.
            log.warning("vectors=not kept error=%s", type(error).__name__)


def keep_later(release: ReleaseInfo, user_id: int) -> None:
    """Have a person's vectors kept when the request is over."""
    g.vectors_made = (release, user_id)


def keep(engine: Engine, release: ReleaseInfo, user_id: int, encoder: QueryEncoder) -> None:
    """Make and keep a person's vectors under a release that has none of theirs yet.

    Where somebody is just writing for that person, nothing is done: they keep the vectors.
    """
    free = text("select 1 from users where user_id = :user_id for update skip locked")
    with engine.begin() as connection:
        if connection.scalar(free, {"user_id": user_id}):
            _make(connection, release, user_id, encoder, said_anew=False)


def compute(
    connection: Connection, release: ReleaseInfo, user_id: int, encoder: QueryEncoder
) -> PersonVectors:
    """Make a person's vectors from all that they marked and said.

    Raises
    ------
    EncoderError
        There are words to encode, and the encoder did not load.
    """
    said = preferences.compute(
        connection, release, preferences.read(connection, user_id), encoder.encode
    )
    return from_sums(release, mark_sums(connection, release, user_id), said)


def refresh(
    connection: Connection,
    release: ReleaseInfo,
    user_id: int,
    encoder: QueryEncoder,
    *,
    said_anew: bool = False,
) -> None:
    """Make a person's vectors anew after a write, and keep them; the caller commits.

    The person's row is locked first: of two writers at once, the later one sees the
    earlier one's mark before it sums. What is kept under other releases does not know of
    the mark and goes, so that none of them, gone back to or just gone live, is answered by
    it. Where words cannot be encoded now, nothing is kept, and the next request makes the
    vectors; the write itself goes on.

    Parameters
    ----------
    said_anew : bool
        The preferences have changed; otherwise what they said is taken as it was kept.
    """
    locked = text("select 1 from users where user_id = :user_id for update")
    connection.execute(locked, {"user_id": user_id})
    others = (Taste.user_id == user_id, Taste.release_id != release.release_id)
    connection.execute(delete(Taste).where(*others))
    _make(connection, release, user_id, encoder, said_anew)


def _make(
    connection: Connection,
    release: ReleaseInfo,
    user_id: int,
    encoder: QueryEncoder,
    said_anew: bool,
) -> None:
    """Make a person's vectors and keep them; the person's row is locked."""
    try:
        said = _prior(connection, release, user_id, encoder, said_anew)
    except EncoderError:
        own = (Taste.user_id == user_id, Taste.release_id == release.release_id)
        connection.execute(delete(Taste).where(*own))
        return
    made = from_sums(release, mark_sums(connection, release, user_id), said)
    values = {
        "taste_vector": made.marked,
        "evidence_vector": made.heard,
        "residual_vector": made.residual,
        "preference_vector": made.prior,
        "rating_bias": made.bias,
        "rating_count": made.rating_count,
        "mark_count": made.mark_count,
        "updated_at": text("now()"),
    }
    statement = insert(Taste).values(user_id=user_id, release_id=release.release_id, **values)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["user_id", "release_id"], set_=values)
    )


def _prior(
    connection: Connection,
    release: ReleaseInfo,
    user_id: int,
    encoder: QueryEncoder,
    said_anew: bool,
) -> Floats | None:
    own = (Taste.user_id == user_id, Taste.release_id == release.release_id)
    before = connection.execute(select(Taste.preference_vector).where(*own)).one_or_none()
    if before is None or said_anew:
        return preferences.compute(
            connection, release, preferences.read(connection, user_id), encoder.encode
        )
    return None if before[0] is None else singles(before[0])
