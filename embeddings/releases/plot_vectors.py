"""The vector of a film's plot by itself, without the title and tags that its document has."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import Floats
from embeddings.releases.movie import MovieRecord, SentenceRecord


def plot_vectors(
    movies: Sequence[MovieRecord],
    sentences: Sequence[SentenceRecord],
    vectors: NDArray[np.float16],
) -> Floats:
    """Return (movies, d) float32: mean vector of each plot's sentences, zero without a plot.

    Parameters
    ----------
    sentences
        Of these movies, phrases among them, which do not count.
    vectors : (sentences, d) float16
    """
    row_of = {movie.movie_id: row for row, movie in enumerate(movies)}
    at = np.array(
        [n for n, sentence in enumerate(sentences) if sentence.kind == "plot"], dtype=np.int64
    )
    rows = np.array([row_of[sentences[n].movie_id] for n in at.tolist()], dtype=np.int64)
    sums = np.zeros((len(movies), vectors.shape[1]), dtype=np.float32)
    np.add.at(sums, rows, vectors[at].astype(np.float32))
    counts = np.bincount(rows, minlength=len(movies))[:, None]
    return np.asarray(sums / np.maximum(counts, 1), dtype=np.float32)
