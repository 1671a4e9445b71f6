"""EASE with dropout and text rows, in closed form, and its best factors of a given rank.

With G = XᵀX + β²TTᵀ and D = λ + p/(1−p)·diag(G), EASE's item–item weights are
``B = I − P·diag(1/diag P)``, ``P = (G + D)⁻¹`` (Steck 2019, eq. 8; D from Steck 2020). Off its
diagonal B is ``A·diag(1/diag P)`` with ``A = D⁻¹ − P``, which is symmetric and positive
semidefinite. B's diagonal only ever scores films the person has rated, and those are not
recommended, so the diagonal is left to whatever A has there: then A has good factors, and where
people are few it has exact ones.
"""

from dataclasses import dataclass

import numpy as np
from scipy import linalg, sparse

from embeddings.arrays import Doubles, Floats, Ratings
from embeddings.learning.interactions import LIKED_STARS, MOST_STARS, gram, rating_counts
from embeddings.learning.settings import Grading, ItemModelSettings

MOST_WARM = 20_000
"""Films in the closed form at most: two dense float32 matrices of them are 3.2 GB."""

LOW_RANK_SHARE = 0.5
_RARITY_PRIOR = 5.0
_POWER_STEPS = 6
_SPARE_COLUMNS = 32


@dataclass(frozen=True)
class ItemModel:
    """The symmetric matrix A of the module's text, whole or as ``rootᵀ·root``.

    Attributes
    ----------
    counts
        (movies,) int64: people per film.
    precision
        (movies,) float64: diag P, what A's columns are divided by.
    root
        (rank, movies) float32, where there are few people; else None.
    dense
        (movies, movies) float32 A, where there are many; else None.
    """

    counts: Doubles
    precision: Doubles
    root: Floats | None = None
    dense: Floats | None = None

    def speak(self, rarity: float) -> Doubles:
        """Return (movies,) what a rated film's weight is multiplied by."""
        return np.asarray((self.counts + _RARITY_PRIOR) ** -rarity, dtype=np.float64)

    def scores(self, weights: Ratings, rarity: float = 0.0) -> Floats:
        """Score every film for some people, with nothing truncated.

        Parameters
        ----------
        weights
            (people, movies) csr float32: weight of each rating.
        rarity
            γ of the settings.

        Returns
        -------
        (people, movies) float32
        """
        weighted = weights @ sparse.diags(self.speak(rarity).astype(np.float32))
        if self.root is None:
            found = np.asarray(weighted @ self.dense)
        else:
            found = np.asarray(weighted @ self.root.T) @ self.root
        return np.asarray(found / self.precision.astype(np.float32), dtype=np.float32)

    def factors(self, rank: int, rarity: float, seed: int) -> tuple[Floats, Floats]:
        """Return the vectors (profile, match) whose inner products come nearest to the model.

        Errors are weighed by √(ratings + 1) on both sides: rare films have the largest entries of
        A, and unweighted factors spend themselves on them (ml-latest-small at rank 320: NDCG@100
        0.344 unweighted, 0.363 weighted, 0.367 untruncated).

        Parameters
        ----------
        rank
            Length of the vectors; fewer where A has fewer directions.
        rarity
            γ of the settings.
        seed
            Of the random start of the subspace iteration.

        Returns
        -------
        profile, match
            (movies, rank) float32
        """
        weight = np.sqrt(self.counts + 1)
        vectors, values = self._top(weight, min(rank, len(self.counts)), seed)
        half = vectors * np.sqrt(np.maximum(values, 0)) / weight[:, None]
        profile = half * self.speak(rarity)[:, None]
        match = half / self.precision[:, None]
        return profile.astype(np.float32), match.astype(np.float32)

    def _top(self, weight: Doubles, rank: int, seed: int) -> tuple[Doubles, Doubles]:
        """Return the top eigenvectors and eigenvalues of diag(weight)·A·diag(weight)."""
        if self.root is not None:
            weighted = self.root * weight
            values, left = np.linalg.eigh(weighted @ weighted.T)
            keep = np.argsort(-values, kind="stable")[:rank]
            keep = keep[values[keep] > values.max(initial=0) * 1e-9]
            return weighted.T @ (left[:, keep] / np.sqrt(values[keep])), values[keep]
        assert self.dense is not None
        w = weight.astype(np.float32)[:, None]
        basis = np.random.default_rng(seed).standard_normal(
            (len(w), min(rank + _SPARE_COLUMNS, len(w))), dtype=np.float32
        )
        for _ in range(_POWER_STEPS):
            basis, _r = np.linalg.qr(w * (self.dense @ (w * basis)))
        small = basis.T.astype(np.float64) @ (w * (self.dense @ (w * basis)))
        values, right = np.linalg.eigh((small + small.T) / 2)
        keep = np.argsort(-values, kind="stable")[:rank]
        return basis @ right[:, keep], values[keep]


def rating_values(ratings: Ratings, grading: Grading) -> Ratings:
    """Turn stars into the entries of the training matrix.

    Returns
    -------
    (people, movies) csr float32
    """
    result = ratings.astype(np.float32, copy=True)
    if grading == "liked":
        result.data = (result.data >= LIKED_STARS).astype(np.float32)
        result.eliminate_zeros()
    else:
        result.data = (result.data / MOST_STARS) ** (2 if grading == "squared" else 1)
    return result


class Grams:
    """Keeps the last Gram matrix, for fits of the same ratings that differ in what comes after.

    Most of a fit's time is this matrix, and it depends on ``grading`` and ``activity`` alone.
    """

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._matrix: Floats | None = None

    def of(self, values: Ratings, settings: ItemModelSettings) -> Floats:
        """Return XᵀX, to be written to."""
        key = (settings.grading, settings.activity)
        if self._matrix is None or self._key != key:
            self._key, self._matrix = key, gram(values)
        return self._matrix.copy()


def fit_item_model(
    ratings: Ratings, text: Floats, settings: ItemModelSettings, grams: Grams | None = None
) -> ItemModel:
    """Fit the closed form.

    Memory: (people + text columns) × movies × 16 bytes where those are under half the movies;
    else about two float32 matrices of movies², the second only while factoring.

    Parameters
    ----------
    ratings
        (people, movies) csr float32 of stars; every film of it goes into the closed form.
    text
        (movies, d) float32: centred text vectors, perhaps of fewer columns.
    settings
        Hyper-parameters; ``text``, ``elsa`` and ``rarity`` are not used here.
    grams
        Where the same ratings are fitted again and again: a third matrix of movies² is kept.
    """
    counts = rating_counts(ratings).astype(np.float64)
    values = rating_values(ratings, settings.grading)
    if settings.activity:
        given = np.maximum(np.diff(values.indptr), 1).astype(np.float64)
        share = given ** (-settings.activity / 2)
        share /= np.sqrt(np.mean(share**2))
        values = sparse.csr_matrix(sparse.diags(share.astype(np.float32)) @ values)
    side = (settings.side * text) if settings.side else text[:, :0]
    if values.shape[0] + side.shape[1] < LOW_RANK_SHARE * values.shape[1]:
        return _fit_few_people(values, side, counts, settings)
    matrix = grams.of(values, settings) if grams else gram(values)
    return _fit_many_people(matrix, side, counts, settings)


def _diagonal(squares: Doubles, settings: ItemModelSettings) -> Doubles:
    return settings.l2 + settings.dropout / (1 - settings.dropout) * squares


def _fit_few_people(
    values: Ratings, side: Floats, counts: Doubles, settings: ItemModelSettings
) -> ItemModel:
    """Fit by the Woodbury identity: P = D⁻¹ − D⁻¹Xᵀ(I + XD⁻¹Xᵀ)⁻¹XD⁻¹."""
    stacked = np.vstack([values.toarray(), side.T]).astype(np.float64)
    diagonal = _diagonal((stacked**2).sum(0), settings)
    scaled = stacked / diagonal
    inner = scaled @ stacked.T
    inner[np.diag_indices_from(inner)] += 1
    lower = np.linalg.cholesky(inner)
    root = linalg.solve_triangular(lower, scaled, lower=True, overwrite_b=True)
    precision = 1 / diagonal - (root**2).sum(0)
    return ItemModel(counts, precision, root=root.astype(np.float32))


def _fit_many_people(
    matrix: Floats, side: Floats, counts: Doubles, settings: ItemModelSettings
) -> ItemModel:
    """Fit by a Cholesky inverse in place of XᵀX, in single precision."""
    if side.shape[1]:
        for start in range(0, len(side), 1_000):
            matrix[start : start + 1_000] += side[start : start + 1_000] @ side.T
    at = np.diag_indices_from(matrix)
    diagonal = _diagonal(matrix[at].astype(np.float64), settings)
    matrix[at] += diagonal.astype(np.float32)
    # LAPACK reads by column; of a symmetric matrix the transpose is the matrix, without a copy.
    factor, failed = linalg.lapack.spotrf(matrix.T, lower=0, overwrite_a=1, clean=0)
    if failed:
        raise np.linalg.LinAlgError(f"the item model is not positive definite (l2 {settings.l2})")
    inverse, _ = linalg.lapack.spotri(factor, lower=0, overwrite_c=1)
    dense = inverse.T  # row-major; its lower triangle holds P
    precision = dense[at].astype(np.float64)
    _mirror_negative(dense)
    dense[at] = (1 / diagonal - precision).astype(np.float32)
    return ItemModel(counts, precision, dense=dense)


def _mirror_negative(matrix: Floats, block: int = 1_000) -> None:
    """Negate the lower triangle and copy it to the upper, in place."""
    for start in range(0, len(matrix), block):
        rows = slice(start, start + block)
        corner = np.tril(matrix[rows, rows])
        matrix[rows, rows] = -(corner + np.tril(corner, -1).T)
        matrix[rows, :start] *= -1
        matrix[:start, rows] = matrix[rows, :start].T
