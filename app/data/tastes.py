"""The kept vectors of people: computed by writes, or by the first request under a release."""

from __future__ import annotations

import logging

from flask import Flask, g
from sqlalchemy import Connection, Engine, delete, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

from app.data.encoders import QueryEncoder
from app.data.services import Services
from embeddings.answers.marks import load_mark_sums
from embeddings.answers.person import PersonVectors, from_sums
from embeddings.answers.preferences import StatedPreferences, preference_vector
from embeddings.answers.rows import rows_on
from embeddings.answers.vectors import to_floats
from embeddings.arrays import Floats
from embeddings.errors import EncoderError
from embeddings.releases.registry import ReleaseInfo
from sql.tables import Preferences, Taste

log = logging.getLogger("app.recommend")


def init_app(app: Flask, services: Services) -> None:
    """Have ``app`` keep the vectors that a request computed, once its transaction is over.

    The request's own transaction cannot write.
    """

    @app.teardown_request
    def keep_computed(_error: BaseException | None) -> None:
        if (computed := g.pop("vectors_computed", None)) is None:
            return
        release, user_id = computed
        try:
            keep(services.database.engine, release, user_id, services.query_encoders.of(release))
        except (DBAPIError, EncoderError) as error:
            # The request is answered already; the next request computes the vectors again.
            log.warning("vectors=not kept error=%s", type(error).__name__)


def compute_and_keep_later(services: Services, release: ReleaseInfo, user_id: int) -> PersonVectors:
    """Compute a person's vectors for this request, and keep them when the request is over.

    Raises
    ------
    EncoderError
        There are words to encode, and the encoder did not load.
    """
    g.vectors_computed = (release, user_id)
    with services.database.timed("marks"):
        connection = services.database.connection()
        return compute(connection, release, user_id, services.query_encoders.of(release))


def keep(engine: Engine, release: ReleaseInfo, user_id: int, encoder: QueryEncoder) -> None:
    """Compute and store a person's vectors under a release that has none of theirs yet.

    Where a write for that person is under way, nothing is done: the write stores the vectors.
    """
    free = text("select 1 from users where user_id = :user_id for update skip locked")
    with engine.begin() as connection:
        if connection.scalar(free, {"user_id": user_id}):
            _store(connection, release, user_id, encoder, preferences_changed=False)


def compute(
    connection: Connection, release: ReleaseInfo, user_id: int, encoder: QueryEncoder
) -> PersonVectors:
    """Compute a person's vectors from all of their marks and preferences.

    Raises
    ------
    EncoderError
        There are words to encode, and the encoder did not load.
    """
    preference = _preference(connection, release, user_id, encoder)
    return from_sums(release, load_mark_sums(rows_on(connection), release, user_id), preference)


def refresh(
    connection: Connection,
    release: ReleaseInfo,
    user_id: int,
    encoder: QueryEncoder,
    *,
    preferences_changed: bool = False,
) -> None:
    """Compute and store a person's vectors anew after a write; the caller commits.

    The person's row is locked first, so of two writers at once the later one sums the earlier
    one's mark too. Vectors kept under other releases lack the mark and are deleted, so that a
    release which goes live, or comes back by a rollback, does not answer with them. Where words
    cannot be encoded now, nothing is stored and the next request computes the vectors; the
    write itself goes on.

    Parameters
    ----------
    preferences_changed : bool
        Compute the preference vector anew; otherwise the stored preference vector holds.
    """
    locked = text("select 1 from users where user_id = :user_id for update")
    connection.execute(locked, {"user_id": user_id})
    others = (Taste.user_id == user_id, Taste.release_id != release.release_id)
    connection.execute(delete(Taste).where(*others))
    _store(connection, release, user_id, encoder, preferences_changed)


def _store(
    connection: Connection,
    release: ReleaseInfo,
    user_id: int,
    encoder: QueryEncoder,
    preferences_changed: bool,
) -> None:
    """Compute and store a person's vectors; the person's row is locked."""
    own = (Taste.user_id == user_id, Taste.release_id == release.release_id)
    stored = connection.execute(select(Taste.preference_vector).where(*own)).one_or_none()
    try:
        if stored is None or preferences_changed:
            preference = _preference(connection, release, user_id, encoder)
        else:
            preference = None if stored[0] is None else to_floats(stored[0])
    except EncoderError:
        connection.execute(delete(Taste).where(*own))
        return
    sums = load_mark_sums(rows_on(connection), release, user_id)
    vectors = from_sums(release, sums, preference)
    values = {
        "taste_vector": vectors.mark_vector,
        "evidence_vector": vectors.evidence,
        "residual_vector": vectors.residual,
        "preference_vector": vectors.preference,
        "rating_bias": vectors.bias,
        "rating_spread": vectors.spread,
        "rating_count": vectors.rating_count,
        "mark_count": vectors.mark_count,
        "updated_at": text("now()"),
    }
    statement = insert(Taste).values(user_id=user_id, release_id=release.release_id, **values)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["user_id", "release_id"], set_=values)
    )


def _preference(
    connection: Connection, release: ReleaseInfo, user_id: int, encoder: QueryEncoder
) -> Floats | None:
    stated = connection.execute(
        select(Preferences.onboarding_text, Preferences.genres, Preferences.tags).where(
            Preferences.user_id == user_id
        )
    ).one_or_none()
    preferences = (
        StatedPreferences(stated[0].strip(), tuple(stated[1]), tuple(stated[2]))
        if stated
        else StatedPreferences()
    )
    return preference_vector(rows_on(connection), release, preferences, encoder.encode)
