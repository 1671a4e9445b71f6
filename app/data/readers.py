"""Who reads an answer: their vectors and marks under the release that gives it."""

from __future__ import annotations

from app.data import tastes
from app.data.services import Services
from embeddings.answers.person import Person, load_person
from embeddings.releases.registry import ReleaseInfo


def load_reader(services: Services, release: ReleaseInfo, user_id: int) -> Person:
    """Return a person; vectors that are not kept under the release yet are computed here."""
    return load_person(
        services.database.rows,
        release,
        user_id,
        lambda: tastes.compute_and_keep_later(services, release, user_id),
    )
