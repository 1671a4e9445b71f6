"""Split a person's ratings into interests, so that a lover of horror and musicals gets two shelves.

An interest's vector is the sum over the ratings in it. So the vectors of all interests add up to
the person's user vector, and their scores of a film add up to the person's score.
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
    """A cluster of a person's ratings.

    Attributes
    ----------
    members
        (n,) int64: indices of the ratings in it, the largest weight first.
    vector
        (K,) float32: sum of weight × profile vector over the ratings.
    weight
        Sum of the ratings' positive weights.
    """

    members: Rows
    vector: Floats
    weight: float


def split_interests(
    profiles: Floats, stars: npt.ArrayLike, most: int = MOST_INTERESTS
) -> list[Interest]:
    """Cluster a person's ratings by the direction of their profile vectors.

    Films with a positive weight form the clusters, at most one for every four of them. Every
    other film joins the nearest cluster, where its negative weight pushes the vector away from it.
    The same ratings always give the same interests: nothing is drawn at random.

    Parameters
    ----------
    profiles
        (ratings, K) float32, profile vectors of the rated films.
    stars
        (ratings,) as for :func:`profile.rating_weights`.
    most
        Largest number of interests.

    Returns
    -------
    list of Interest
        The largest weight first; every rating is in exactly one. Empty without ratings.

    Source: spherical k-means; Dhillon and Modha, "Concept decompositions for large sparse text
    data using clustering", Machine Learning 42, 2001.
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
    for cluster in range(len(centres)):
        members = np.flatnonzero(nearest == cluster)
        if not len(members):
            continue
        members = members[np.argsort(-weights[members], kind="stable")]
        vector = weights[members] @ np.asarray(profiles, dtype=np.float32)[members]
        interests.append(Interest(members, vector, float(positive[members].sum())))
    return sorted(interests, key=lambda interest: -interest.weight)


def _centres(directions: Doubles, weights: Doubles, count: int) -> Doubles:
    """Return the centres of ``count`` clusters, (count, K) float64 unit rows.

    The first centre starts at the film nearest to the weighted sum of all, each further centre
    at the film that is farthest from the centres so far; then k-means moves them.
    """
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
