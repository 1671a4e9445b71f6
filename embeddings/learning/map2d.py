"""Coordinates of every film on a map; ``position.sql`` computes those of a person.

t-SNE (van der Maaten and Hinton, JMLR 2008) lays out the most-rated films, the landmarks. Every
other film gets the weighted mean of its nearest landmarks' coordinates, so the time is bounded by
the number of landmarks and not by the catalogue.
"""

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Doubles, Floats, Rows, unit_rows

LANDMARKS = 2_000
_NEIGHBOURS = 8
_PERPLEXITY = 30.0
_BLOCK = 2_000
_FEWEST_FOR_TSNE = 50
_STEPS = 500
_MAIN_DIRECTIONS = 50


def map_coordinates(
    vectors: Floats, counts: npt.NDArray[np.int64], *, seed: int, landmarks: int = LANDMARKS
) -> Floats:
    """Return the coordinates of films on a map on which similar films lie together.

    Parameters
    ----------
    vectors
        (movies, d) float32, such as those of :func:`map_vectors`.
    counts
        (movies,) int64 ratings; the most rated are the landmarks.
    seed
        Of t-SNE.
    landmarks
        Films that t-SNE itself places.

    Returns
    -------
    (movies, 2) float32, within −1 … 1
    """
    if not len(vectors):
        return np.zeros((0, 2), dtype=np.float32)
    unit = unit_rows(vectors)
    chosen = np.argsort(-counts, kind="stable")[:landmarks]
    at = _embed(unit[chosen], seed)
    coordinates = np.empty((len(unit), 2), dtype=np.float32)
    others = np.setdiff1d(np.arange(len(unit)), chosen)
    for start in range(0, len(others), _BLOCK):
        films = others[start : start + _BLOCK]
        coordinates[films] = _among(unit[films] @ unit[chosen].T, at)
    coordinates[chosen] = at
    centred = coordinates - coordinates.mean(0)
    return np.asarray(centred / max(float(np.abs(centred).max()), 1e-9), dtype=np.float32)


def coordinates_among(vectors: Floats, landmarks: Floats, coordinates: Floats) -> Floats:
    """Return the coordinates of added films, by the rule for films that are no landmarks.

    Parameters
    ----------
    vectors, landmarks
        (films, d) and (landmarks, d) float32 of :func:`map_vectors`.
    coordinates
        (landmarks, 2) float32, where the landmarks lie.

    Returns
    -------
    (films, 2) float32
    """
    cosine = unit_rows(vectors) @ unit_rows(landmarks).T
    return _among(cosine, coordinates.astype(np.float64)).astype(np.float32)


def map_vectors(
    text_vectors: Floats, match: Floats, mean: Floats | None = None, tags: Floats | None = None
) -> Floats:
    """Return the vectors that the map is made from: text, match and tag vectors side by side.

    Text and tag vectors are centred. Of the five nearest on the map of the bundled films, 3.2
    times as many share the leading genre as by chance; without tag vectors 2.0.

    Parameters
    ----------
    text_vectors
        (movies, d) float32
    match
        (movies, K) float32
    mean
        (d,) float32 of the whole catalogue's texts, where these are only some of it.
    tags
        (movies, k) float32; None where tags were not learned.

    Returns
    -------
    (movies, d + K + k) float32
    """
    if not len(text_vectors):
        return np.hstack([text_vectors, match])
    if mean is None:
        mean = text_vectors.mean(0, dtype=np.float64).astype(np.float32)
    parts = [unit_rows(text_vectors - mean), unit_rows(match)]
    if tags is not None:
        parts.append(unit_rows(tags - tags.mean(0)))
    return np.hstack(parts)


def _among(cosine: Floats, at: Doubles) -> Doubles:
    """Return (films, 2) the mean of the nearest landmarks' coordinates, sharply weighted."""
    count = min(_NEIGHBOURS, cosine.shape[1])
    near: Rows = np.argpartition(-cosine, count - 1, axis=1)[:, :count]
    weights = np.maximum(np.take_along_axis(cosine, near, 1), 1e-3).astype(np.float64) ** 4
    weights /= weights.sum(1, keepdims=True)
    return np.asarray(np.einsum("fn,fnx->fx", weights, at[near]), dtype=np.float64)


def _embed(unit: Floats, seed: int) -> Doubles:
    """Return (films, 2): t-SNE, or the two main directions of too few films."""
    # Slow to import, and only a rebuild needs them.
    from threadpoolctl import threadpool_limits

    # Threads that wait for each other in every step cost far more than they give where
    # something else runs: 1,587 films took 2.3 s with one thread, 88 s with two on a busy
    # machine of two cores.
    with threadpool_limits(1):
        main = _main_directions(unit)
        if len(unit) < _FEWEST_FOR_TSNE or main.shape[1] < 2:
            flat = np.zeros((len(unit), 2))
            flat[:, : min(2, main.shape[1])] = main[:, :2]
            return flat
        from sklearn.manifold import TSNE

        perplexity = min(_PERPLEXITY, (len(unit) - 1) / 3)
        placing = TSNE(perplexity=perplexity, init="pca", random_state=seed, max_iter=_STEPS)
        return np.asarray(placing.fit_transform(main), dtype=np.float64)


def _main_directions(unit: Floats) -> Doubles:
    """Return (films, 50 at most): the films along the main directions, the widest first.

    By the eigenvectors of the columns' products, which takes a tenth of the time of all singular
    values. Each direction's largest number is positive, whatever LAPACK gives.
    """
    from scipy.linalg import eigh

    around = unit.astype(np.float64) - unit.mean(0, dtype=np.float64)
    columns = around.shape[1]
    keep = min(_MAIN_DIRECTIONS, *around.shape)
    _, found = eigh(around.T @ around, subset_by_index=(columns - keep, columns - 1))
    directions = found[:, ::-1]
    largest = np.abs(directions).argmax(0)
    signs = np.sign(directions[largest, np.arange(keep)])
    return np.asarray(around @ (directions * signs), dtype=np.float64)
