"""Weights of a person's marks and stated preferences in the user vector. Pure NumPy.

The application and the evaluation use the same weights, so a rating means the same in both. Each
computes the weighted sum where it keeps the profile vectors: the application in the database
(``sql/queries/marks.sql``, `embeddings.answers.person`), the evaluation by a sparse product
(:func:`tuning.weigh`).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Doubles, Floats
from embeddings.learning.cold_start import SHARPNESS

STARS = (0.5, 1.0, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0)
WEIGHTS = (-0.5, -0.4, -0.15, 0.0, 0.25, 0.55, 1.0, 1.4)
"""Weight of a rating at each of ``STARS``, linear between.

Three stars count a little for a film, under two and a half they count against it. Measured on
validation people of ml-latest-small, with low ratings known: what is rated low is still a sign of
what a person watches, so pushing harder costs (straight lines with zero at 3, 2.5 and 2 stars:
NDCG@100 0.375, 0.401, 0.407; no negative weights at all 0.408; these 0.405). Dividing by the
person's own mean gained nothing (0.407), and would let every new rating change all old ones.
"""
SEEN_WEIGHT = 0.6
"""Weight of a film seen and not rated, between three and a half and four stars. Measured by hiding
the stars of 40 % of the ratings: 0.384 at zero, 0.403 at 0.5, 0.404 at 0.6, 0.405 at 0.8."""
PLANNED_WEIGHT = 0.3
"""Weight of a film on the watchlist, not seen. MovieLens has no watchlists. Played by a fifth of
what people saw, whatever their stars: NDCG@100 0.400 at zero, 0.408 at 0.3, 0.413 at 0.6
(``python -m benchmarks.signals``); a plan tells less than a film that was seen, so half of that.
Films marked "not interested" are left out and say no more: played by films rated two stars or
less, every push away from them cost (0.413 at zero, 0.411 at −0.4)."""
PREFERENCE_STRENGTH = 10.0
"""Number of ratings at which the preference vector counts half."""
PREFERENCE_LIKES = 4.0
"""The preference vector weighs as much as so many liked films. With a person's three most typical
genres as stated preferences, NDCG@100 was 0.119 and 0.240 after one rating without and with it,
0.285 and 0.300 after ten, 0.336 and 0.341 after twenty (``python -m benchmarks.signals``)."""
NEAREST_FILMS, NAMED_FILMS = 100, 40
"""Number of films whose profiles stand for words, and for a genre or tag (the best-known ones)."""


def rating_weights(stars: npt.ArrayLike) -> Floats:
    """Turn stars into weights.

    Parameters
    ----------
    stars
        Array of any shape, 0.5 to 5; NaN stands for seen without a rating.

    Returns
    -------
    float32 of the same shape
    """
    given = np.asarray(stars, dtype=np.float64)
    weights = np.interp(given, STARS, WEIGHTS)
    return np.where(np.isnan(given), SEEN_WEIGHT, weights).astype(np.float32)


def preference_share(ratings: int, strength: float = PREFERENCE_STRENGTH) -> float:
    """Return the share at which the preference vector counts after so many ratings, 1 to 0."""
    return strength / (strength + ratings)


def preference_mean(
    profiles: Doubles, similarities: npt.ArrayLike, rating_counts: npt.ArrayLike
) -> Floats:
    """Return the mean profile of the films nearest to some words, better-known films weighing more.

    The weight of a film is cosine³·√(ratings + 1), because people who name a kind of film mean the
    films of that kind that they know. With equal weights, NDCG@100 of recommendations from words
    alone was 0.043; with these weights over the nearest 100 films it is about 0.10. Over all films
    of the kind it is 0.18, but then words say little that a genre does not.

    Parameters
    ----------
    profiles
        (films, K) profile vectors.
    similarities
        (films,) cosines; those not above zero do not count.
    rating_counts
        (films,) how many people rated each.

    Returns
    -------
    (K,) float32; zero where nothing is near.
    """
    near = np.maximum(np.asarray(similarities, dtype=np.float64), 0) ** SHARPNESS
    near *= np.sqrt(np.asarray(rating_counts, dtype=np.float64) + 1)
    if not near.sum():
        return np.zeros(np.shape(profiles)[1], dtype=np.float32)
    return np.asarray(near @ profiles / near.sum(), dtype=np.float32)


def combine_preferences(parts: Sequence[Floats], likes: float = PREFERENCE_LIKES) -> Floats:
    """Return the preference vector: one vector of all that a person stated.

    Parameters
    ----------
    parts
        Vectors (K,) of words, genres and tags; each counts the same.
    likes
        How many films of weight 1 all of it stands for.

    Returns
    -------
    (K,) float32
    """
    return np.asarray(likes * np.mean(parts, axis=0), dtype=np.float32)
