"""Rank films for people, in memory or through the database."""

from typing import Protocol

import numpy as np

from embeddings.arrays import Mask, Ratings, Rows
from embeddings.learning.metrics import top_lists
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import TasteVectors


class Rank(Protocol):
    """Ranks films by taste vectors; `served.ServedRank` runs the application's SQL."""

    def __call__(
        self, vectors: TasteVectors, fold_in: Ratings, length: int, among: Mask | None = None
    ) -> Rows:
        """Rank.

        Parameters
        ----------
        vectors
            Of all films.
        fold_in
            (people, movies) csr of stars: what each person rated, none of which is listed.
        length
            Of the lists.
        among
            (movies,) bool: the films that may be listed; None for all.

        Returns
        -------
        (people, length) int64 rows of films, best first, −1 where a list is shorter.
        """
        ...


def rank_in_memory(
    vectors: TasteVectors, fold_in: Ratings, length: int, among: Mask | None = None
) -> Rows:
    """Rank exactly, without the database; see :class:`Rank`."""
    scores = np.asarray(weigh(fold_in) @ vectors.profile) @ vectors.match.T
    if among is not None:
        scores = np.where(among, scores, -np.inf)
    return top_lists(scores, fold_in, length)
