"""Made-up people with tastes, and films with texts that tell of their kind."""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

KINDS = 4


def small_world(
    people: int = 90, movies: int = 130, seed: int = 5
) -> tuple[Any, npt.NDArray[np.float32], npt.NDArray[np.int64]]:
    """Return ratings (people, movies) csr, text vectors (movies, 24) and the films' kinds."""
    rng = np.random.default_rng(seed)
    kinds = rng.integers(0, KINDS, movies)
    fame = rng.gamma(1.0, 1.0, movies)
    stars = np.zeros((people, movies), dtype=np.float32)
    for person in range(people):
        own = rng.integers(0, KINDS)
        chance = fame * np.where(kinds == own, 1.0, 0.15)
        seen = rng.choice(movies, 24, replace=False, p=chance / chance.sum())
        liking = np.where(kinds[seen] == own, 4.3, 2.6) + rng.normal(0, 0.7, len(seen))
        stars[person, seen] = np.clip(np.round(liking * 2) / 2, 0.5, 5)
    directions = rng.normal(size=(KINDS, 24))
    texts = directions[kinds] + rng.normal(size=(movies, 24)) + 3
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    return sparse.csr_matrix(stars), texts.astype(np.float32), kinds.astype(np.int64)
