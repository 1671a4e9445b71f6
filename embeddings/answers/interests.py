"""Several interests of one person, kept apart: who loves both horror and musicals gets two shelves.

The vector of an interest is the sum over its own ratings, so the interests' vectors add up to the
person's, and so do the scores.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Doubles, Floats, Rows
from embeddings.learning.profile import rating_weights

MOST_INTERESTS = 4
_LIKES_PER_INTEREST = 4
_STEPS = 30


@dataclass(frozen=True)
class Interest:
    """One of a person's interests.

    Attributes
    ----------
    members
        (n,) int64: places of its ratings in what was given, those of the largest weight first.
    vector
        (K,) float32: sum of weight × profile over them.
    weight
        Sum of the positive weights.
    """

    members: Rows
    vector: Floats
    weight: float


def split_interests(
    profiles: Floats, stars: npt.ArrayLike, most: int = MOST_INTERESTS
) -> list[Interest]:
    """Cluster a person's ratings by direction (spherical k-means, no chance involved).

    Liked films make the clusters, one for every four of them at most; what was rated low goes
    where it is nearest, and pushes away there.

    Parameters
    ----------
    profiles
        (ratings, K) profile vectors of the rated films.
    stars
        (ratings,) as for :func:`profile.rating_weights`.
    most
        Interests at most.

    Returns
    -------
    Interests, the weightiest first; every rating is in one. None without ratings.
    """
    weights = rating_weights(stars)
    if not len(weights):
        return []
    vectors = np.asarray(profiles, dtype=np.float64)
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    directions = vectors / np.where(length > 0, length, 1)
    positive = np.maximum(weights, 0).astype(np.float64)
    liked = np.flatnonzero(positive > 0)
    count = int(np.clip(len(liked) // _LIKES_PER_INTEREST, 1, most))
    centres = _centres(directions[liked], positive[liked], count) if len(liked) else directions[:1]
    nearest = (directions @ centres.T).argmax(1)
    interests = []
    for one in range(len(centres)):
        members = np.flatnonzero(nearest == one)
        if not len(members):
            continue
        members = members[np.argsort(-weights[members], kind="stable")]
        vector = weights[members] @ np.asarray(profiles, dtype=np.float32)[members]
        interests.append(Interest(members, vector, float(positive[members].sum())))
    return sorted(interests, key=lambda interest: -interest.weight)


def _centres(directions: Doubles, weights: Doubles, count: int) -> Doubles:
    """Return at most ``count`` unit vectors: farthest-first start, then k-means."""
    chosen = [int(np.argmax(directions @ (weights @ directions)))]
    closest = directions @ directions[chosen[0]]
    while len(chosen) < count:
        chosen.append(int(np.argmax(weights * (1 - closest))))
        closest = np.maximum(closest, directions @ directions[chosen[-1]])
    centres = directions[chosen]
    for _ in range(_STEPS):
        nearest = (directions @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, weights[:, None] * directions)
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        moved = np.where(length > 1e-12, sums / np.where(length > 1e-12, length, 1), centres)
        if np.allclose(moved, centres, atol=1e-9):
            break
        centres = moved
    return centres
