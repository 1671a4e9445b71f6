"""From chunks of ratings to one sparse matrix, and its Gram matrix block by block."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from embeddings.arrays import Floats, Ratings
from embeddings.sources import columns
from embeddings.sources.id_map import IdMap

MOST_STARS = 5.0
LIKED_STARS = 4.0
_GRAM_COLUMNS = 1_000


@dataclass(frozen=True)
class Interactions:
    """Ratings as a matrix, and whose rows are whose.

    Attributes
    ----------
    ratings
        (people, movies) csr float32 of stars; columns are the rows of the catalogue.
    user_ids
        (people,) int64, increasing; row ``i`` of ``ratings`` is the person ``user_ids[i]``.
    """

    ratings: Ratings
    user_ids: npt.NDArray[np.int64]


def read_interactions(chunks: Iterable[pd.DataFrame], ids: IdMap) -> Interactions:
    """Gather ratings into a sparse matrix.

    Memory: 9 bytes a rating while reading, about 30 at the peak, 8 afterwards: for 32 million
    ratings 0.3 GB, 1 GB and 0.26 GB. What grows with the square of the catalogue is
    :func:`gram`, and that is bounded by ``item_model.MOST_WARM``.

    Parameters
    ----------
    chunks
        Frames of user_id, movie_id and rating (stars), such as ``Catalogue.ratings`` yields. A
        person rates a film at most once; if not, the later rating counts.
    ids
        Movie id ↔ column.

    Raises
    ------
    KeyError
        If a rating is of a movie without a row.
    ValueError
        If a rating is not above zero: zero means "not rated" in a sparse matrix.
    """
    people: list[npt.NDArray[np.int64]] = []
    movies: list[npt.NDArray[np.int32]] = []
    stars: list[Floats] = []
    for chunk in chunks:
        people.append(chunk[columns.USER_ID].to_numpy(dtype=np.int64))
        movies.append(ids.to_rows(chunk[columns.MOVIE_ID].to_numpy()).astype(np.int32))
        stars.append(chunk[columns.RATING].to_numpy(dtype=np.float32))
    if not people:
        nobody = sparse.csr_matrix(np.zeros((0, len(ids)), dtype=np.float32))
        return Interactions(nobody, np.zeros(0, np.int64))
    user_ids, rows = np.unique(np.concatenate(people), return_inverse=True)
    del people
    values = np.concatenate(stars)
    if values.size and values.min() <= 0:
        raise ValueError(f"a rating must be above zero, got {values.min()}")
    matrix = _to_csr(rows, np.concatenate(movies), values, (len(user_ids), len(ids)))
    return Interactions(matrix, user_ids)


def _to_csr(
    rows: npt.NDArray[np.int64],
    movies: npt.NDArray[np.int32],
    values: Floats,
    shape: tuple[int, int],
) -> Ratings:
    # One key, stable: of files that are sorted already this is quick, and takes two arrays.
    order = np.argsort(rows * np.int64(shape[1]) + movies, kind="stable")
    rows, movies, values = rows[order], movies[order], values[order]
    del order
    # Of equal pairs the last is the latest; SciPy alone would add them up.
    last = np.ones(len(rows), dtype=bool)
    last[:-1] = (rows[1:] != rows[:-1]) | (movies[1:] != movies[:-1])
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows[last], minlength=shape[0]))))
    return sparse.csr_matrix((values[last], movies[last], starts), shape=shape)


def rating_counts(ratings: Ratings) -> npt.NDArray[np.int64]:
    """Return (movies,) int64: how many people rated each film."""
    return np.bincount(ratings.indices, minlength=ratings.shape[1]).astype(np.int64)


def gram(values: Ratings) -> Floats:
    """Return XᵀX, dense, made by blocks of columns; each half once, for it is symmetric.

    Beyond the result (4 bytes × movies²) it needs one block of 1,000 columns and a copy of X.

    Parameters
    ----------
    values
        (people, movies) csr float32.

    Returns
    -------
    (movies, movies) float32, symmetric
    """
    movies = values.shape[1]
    result = np.empty((movies, movies), dtype=np.float32)
    by_movie = values.T.tocsr()
    rest = values
    for start in range(0, movies, _GRAM_COLUMNS):
        stop = min(start + _GRAM_COLUMNS, movies)
        products = (by_movie[start:stop] @ rest).toarray()
        result[start:stop, start:] = products
        result[stop:, start:stop] = products[:, stop - start :].T
        # What is left of each row, so that a block of columns is cut off once.
        rest = rest[:, stop - start :]
    return result
