"""Taste vectors for films with few ratings or none, from the films most like them in text."""

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Floats, Rows

NEIGHBOURS = 120
"""ml-latest-small, a fifth of the films hidden, validation people: NDCG@100 on those 0.299 with 30
neighbours, 0.315 with 60, 0.324 with 120, 0.327 with 240."""
SHARPNESS = 3.0
OWN_RATINGS = 0.5
"""Ratings at which a film's own vectors weigh as much as its neighbours'. The closed form already
leans on text, so a few ratings are enough."""
_MOSTLY_OWN = 0.98
_BLOCK = 1_000


def nearest(texts: Floats, among: Floats, count: int = NEIGHBOURS) -> tuple[Rows, Floats]:
    """Find the films most like given texts.

    Parameters
    ----------
    texts
        (texts, d) float32, unit rows.
    among
        (films, d) float32, unit rows.
    count
        Neighbours of each; fewer where there are fewer films.

    Returns
    -------
    rows
        (texts, count) int64 rows of ``among``, in no order
    weights
        (texts, count) float32, each row sums to 1: cosine to the power ``SHARPNESS``
    """
    count = min(count, len(among))
    rows = np.empty((len(texts), count), dtype=np.int64)
    weights = np.empty((len(texts), count), dtype=np.float32)
    for start in range(0, len(texts), _BLOCK):
        block = slice(start, start + _BLOCK)
        cosine = texts[block] @ among.T
        found = np.argpartition(-cosine, count - 1, axis=1)[:, :count]
        near = np.maximum(np.take_along_axis(cosine, found, 1), 1e-3) ** SHARPNESS
        rows[block] = found
        weights[block] = near / near.sum(1, keepdims=True)
    return rows, weights


def warm_up(
    profile: Floats,
    match: Floats,
    counts: npt.NDArray[np.int64],
    texts: Floats,
    own_ratings: float = OWN_RATINGS,
) -> tuple[Floats, Floats]:
    """Mix the vectors of films with few ratings with those of their neighbours in text.

    A film of n ratings keeps n/(n + own_ratings) of its own vectors; the rest is the
    similarity-weighted mean over the nearest films that have ratings.

    Parameters
    ----------
    profile, match
        (movies, rank) float32; rows of films without ratings are not looked at.
    counts
        (movies,) int64: ratings that went into each film's own vectors.
    texts
        (movies, d) float32, unit rows.
    own_ratings
        Ratings at which both parts weigh the same.

    Returns
    -------
    profile, match
        New arrays of the same shapes.
    """
    profile, match = profile.copy(), match.copy()
    warm = np.flatnonzero(counts > 0)
    own = counts / (counts + own_ratings)
    if not len(warm):
        return profile, match
    own_profile, own_match = profile[warm], match[warm]
    cold = np.flatnonzero(own < _MOSTLY_OWN)
    for start in range(0, len(cold), _BLOCK):
        films = cold[start : start + _BLOCK]
        # A film must not be its own neighbour, so one more neighbour is found and the film dropped.
        rows, weights = nearest(texts[films], texts[warm], NEIGHBOURS + 1)
        weights[warm[rows] == films[:, None]] = 0
        weights /= np.maximum(weights.sum(1, keepdims=True), 1e-12)
        keep = own[films, None].astype(np.float32)
        for vectors, originals in ((profile, own_profile), (match, own_match)):
            mean = np.einsum("fn,fnk->fk", weights, originals[rows], optimize=True)
            vectors[films] = np.where(keep > 0, keep * vectors[films], 0) + (1 - keep) * mean
    return profile, match
