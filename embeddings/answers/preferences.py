"""What a person says before and beside their ratings: words, genres and tags they like.

It becomes a vector like that of a few ratings, and fades as real ones arrive.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from embeddings.answers.encoding import Encode
from embeddings.answers.person import Floats, numbers, singles
from embeddings.learning.profile import (
    NAMED_FILMS,
    NEAREST_FILMS,
    preference_mean,
    preference_vector,
)
from embeddings.releases.registry import ReleaseInfo
from sql import query
from sql.tables import Preferences


@dataclass(frozen=True)
class Said:
    """What a person says they like."""

    text: str = ""
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.genres or self.tags)


def read(connection: Connection, user_id: int) -> Said:
    """Return what a person's preferences say."""
    row = connection.execute(
        select(Preferences.onboarding_text, Preferences.genres, Preferences.tags).where(
            Preferences.user_id == user_id
        )
    ).one_or_none()
    return Said(row[0].strip(), tuple(row[1]), tuple(row[2])) if row else Said()


def compute(
    connection: Connection, release: ReleaseInfo, said: Said, encode: Encode
) -> Floats | None:
    """Return the vector of what is said, or None where it says nothing of this release.

    Parameters
    ----------
    connection : Connection
    release : ReleaseInfo
    said : Said
    encode : callable
        Text → (text_dimension,) float32 of the release's encoder; called only where there are
        words.

    Returns
    -------
    (K,) float32 or None

    Raises
    ------
    EncoderError
        There are words, and the encoder did not load.
    """
    if not said or not release.taste_dimension:
        return None
    parts: list[Floats] = []
    if said.text:
        rows = connection.execute(
            query("nearest_profiles"),
            {
                "release_id": release.release_id,
                "text_dimension": release.text_dimension,
                "query_vector": encode(said.text),
                "limit": NEAREST_FILMS,
            },
        ).all()
        profiles = np.array([numbers(row.profile_vector) for row in rows])
        parts.append(
            preference_mean(
                profiles,
                [row.similarity for row in rows],
                [row.rating_count for row in rows],
            )
        )
    if said.genres or said.tags:
        rows = connection.execute(
            query("named_profiles"),
            {
                "release_id": release.release_id,
                "taste_dimension": release.taste_dimension,
                "genres": list(said.genres),
                "tags": list(said.tags),
                "limit": NAMED_FILMS,
            },
        ).all()
        parts += [singles(row.profile_mean) for row in rows]
    return preference_vector(parts) if parts else None
