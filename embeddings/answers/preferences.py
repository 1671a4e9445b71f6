"""What a person states they like, as a vector: words, genres and tags.

The preference vector counts like a few ratings, and fades as real ratings arrive.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.encoding import Encode
from embeddings.answers.rows import Rows
from embeddings.answers.understand.own_words import read_own_words
from embeddings.answers.vectors import to_doubles, to_floats
from embeddings.arrays import Floats
from embeddings.learning.profile import (
    NAMED_FILMS,
    NEAREST_FILMS,
    combine_preferences,
    preference_mean,
)
from embeddings.releases.registry import ReleaseInfo


@dataclass(frozen=True)
class StatedPreferences:
    """Words, genres and tags that a person states they like; false where there are none."""

    text: str = ""
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.genres or self.tags)


def exclusions(row: RowMapping) -> tuple[list[str], list[str]]:
    """Return the genres and the tags that a person excludes, by preferences and in own words.

    Parameters
    ----------
    row
        Has ``genres``, ``exclude_genres``, ``exclude_tags`` and ``onboarding_text``; each may be
        None. A genre among the liked ``genres`` is not excluded by words.
    """
    said = read_own_words((row["onboarding_text"] or "").strip())
    return (
        [*(row["exclude_genres"] or []), *said.unwanted("genre", row["genres"] or [])],
        [*(row["exclude_tags"] or []), *said.unwanted_tags],
    )


def preference_vector(
    rows: Rows, release: ReleaseInfo, stated: StatedPreferences, encode: Encode
) -> Floats | None:
    """Return the vector of stated preferences, or None where they say nothing of this release.

    Parameters
    ----------
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
    if not stated or not release.taste_dimension:
        return None
    parts: list[Floats] = []
    # What is not wanted says nothing of what is: "nothing with ghosts" is near to ghosts.
    if wanted := read_own_words(stated.text).wanted:
        films = rows(
            "nearest_profiles",
            release_id=release.release_id,
            text_dimension=release.text_dimension,
            query_vector=encode(wanted),
            limit=NEAREST_FILMS,
        )
        parts.append(
            preference_mean(
                np.array([to_doubles(film["profile_vector"]) for film in films]),
                [film["similarity"] for film in films],
                [film["rating_count"] for film in films],
            )
        )
    if stated.genres or stated.tags:
        means = rows(
            "named_profiles",
            release_id=release.release_id,
            taste_dimension=release.taste_dimension,
            genres=list(stated.genres),
            tags=list(stated.tags),
            limit=NAMED_FILMS,
        )
        parts += [to_floats(mean["profile_mean"]) for mean in means]
    return combine_preferences(parts) if parts else None
