"""The films that have a query's words, found once for all searches with these words.

A word may be in a fifth of a release's films, and a search read the rows of all films that have one
of its words to hand on the best hundred. Now only the first search of a process for a word does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.answers.known_films import KnownFilms
from embeddings.answers.rows import Rows

# Words that are kept. A word that finds films is in at most some 2,000, of four bytes each.
MOST_WORDS: Final = 2_000

Places = NDArray[np.int32]
"""Places of films in the order of fame, from 0."""


class WordFilms:
    """The films of a release by word, as of one revision of its films.

    Parameters
    ----------
    rating_counts : mapping of int to int
        By movie id, of all films of the release.
    """

    def __init__(self, rating_counts: Mapping[int, int]) -> None:
        famous = sorted(rating_counts, key=lambda movie_id: (-rating_counts[movie_id], movie_id))
        self._movie_ids = np.array(famous, dtype=np.int32)
        self._by_id = np.argsort(self._movie_ids)
        self._known = KnownFilms[str, Places](MOST_WORDS)

    def best(
        self,
        rows: Rows,
        release_id: int,
        words: Sequence[str],
        weights: Sequence[float],
        most: int,
    ) -> list[int]:
        """Return the films that have some of the words, the largest sum of weights first.

        Of films with the same words the one with more ratings comes first.

        Parameters
        ----------
        words, weights
            Words or phrases, and what each counts.
        most
            Films at most.
        """
        found = self._places(rows, release_id, words)
        sums = np.zeros(len(self._movie_ids))
        for word, weight in zip(words, weights, strict=True):
            if (places := found.get(word)) is not None:
                sums[places] += weight
        having = np.flatnonzero(sums)
        best = having[np.argsort(-sums[having], kind="stable")][:most]
        movie_ids: list[int] = self._movie_ids[best].tolist()
        return movie_ids

    def _places(self, rows: Rows, release_id: int, words: Sequence[str]) -> Mapping[str, Places]:
        def read(unknown: list[str]) -> Mapping[str, Places]:
            found = rows("word_films", release_id=release_id, words=unknown)
            return {row["word"]: self._at(row["movie_ids"]) for row in found}

        return self._known.get(words, read)

    def _at(self, sent: bytes | memoryview) -> Places:
        """Return the places of films whose ids PostgreSQL sent; a film added since has none."""
        movie_ids = np.frombuffer(sent, dtype=">i4")
        movie_ids = movie_ids[np.isin(movie_ids, self._movie_ids)]
        at = np.searchsorted(self._movie_ids, movie_ids, sorter=self._by_id)
        return self._by_id[at].astype(np.int32)
