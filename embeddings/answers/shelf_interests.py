"""The interests that shelves are made for: films that a person likes, and that go together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.interests import split_interests
from embeddings.answers.marks import LEAST_LIKED
from embeddings.answers.person import Person
from embeddings.answers.rows import Rows
from embeddings.answers.shelf_ideas import Name, holds
from embeddings.answers.tags import TagWords
from embeddings.answers.traits import FilmTraits, load_traits
from embeddings.answers.vectors import to_floats
from embeddings.arrays import Floats
from embeddings.learning.profile import rating_weights
from embeddings.releases.registry import ReleaseInfo

# Interests are made of a person's newest marks: enough to know them by, few enough to be quick.
NEWEST_MARKS: Final = 400


@dataclass(frozen=True)
class LikedFilms:
    """Films that go together, and the liked ones among them.

    Attributes
    ----------
    vector : (K,) float32
        Ranks films for the interest.
    liked, weights, traits
        Rows of ``marked_profiles.sql``, their weights, and what the films are like.
    """

    vector: Floats
    liked: Sequence[RowMapping]
    weights: Floats
    traits: Sequence[FilmTraits]

    def without(self, name: Name) -> LikedFilms | None:
        """Return the liked films for which a name does not hold; None where it holds for all."""
        left = [n for n, film in enumerate(self.traits) if not holds(name, film)]
        if not left:
            return None
        liked = [self.liked[n] for n in left]
        profiles = np.array([to_floats(mark["profile_vector"]) for mark in liked])
        return LikedFilms(
            np.asarray(self.weights[left] @ profiles, dtype=np.float32),
            liked,
            self.weights[left],
            [self.traits[n] for n in left],
        )


def liked_films(
    rows: Rows, release: ReleaseInfo, words: TagWords, person: Person
) -> list[LikedFilms]:
    """Return a person's interests, the weightiest first; none where nothing is liked."""
    marks = rows(
        "marked_profiles",
        release_id=release.release_id,
        user_id=person.user_id,
        limit=NEWEST_MARKS,
    )
    if not marks:
        return []
    profiles = np.array([to_floats(mark["profile_vector"]) for mark in marks])
    stars = [np.nan if mark["rating"] is None else float(mark["rating"]) for mark in marks]
    weights = rating_weights(stars)
    traits = load_traits(rows, release, words, [mark["movie_id"] for mark in marks])
    found = []
    for interest in split_interests(profiles, stars):
        # What was seen and not rated counts as liked.
        liked = [n for n in interest.members if not stars[n] < LEAST_LIKED]
        if liked:
            films = [marks[n] for n in liked]
            own = [traits[film["movie_id"]] for film in films]
            found.append(LikedFilms(interest.vector, films, weights[liked], own))
    return found
