"""Keeps a person's vectors in step with their marks and preferences."""

from __future__ import annotations

from app.data import tastes
from app.data.services import Services
from embeddings.releases.registry import live_release


def refresh(services: Services, user_id: int, *, preferences_changed: bool = False) -> None:
    """Compute and store a person's vectors anew, after a write of a mark or of preferences.

    Call it within the write's transaction and after the write, so that the next request is
    answered with the new vectors. The person's other writes wait meanwhile (see
    `app.accounts.people.lock_for_writing`), so no vector is computed from half of them.

    Parameters
    ----------
    user_id : int
        The person whose marks or preferences have changed.
    preferences_changed : bool
        Compute the preference vector anew too, which may encode the person's words.
    """
    connection = services.database.connection()
    with services.database.timed("taste_changed"):
        release = live_release(connection)
        if release is not None and release.taste_dimension:
            encoder = services.query_encoders.of(release)
            tastes.refresh(
                connection, release, user_id, encoder, preferences_changed=preferences_changed
            )
