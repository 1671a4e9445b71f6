"""ELSA: item vectors that are both what a film says and whom it suits.

Vančura, Alves, Kasalický and Kordík, "Scalable linear shallow autoencoder for collaborative
filtering", RecSys 2022: scores R = relu(X(AAᵀ − I)), rows of A of unit length, and the squared
distance between R and X once both have rows of unit length. The gradient is written out, because
X is sparse: two of its five products then cost next to nothing, and nothing is allocated in a step.
"""

import numpy as np

from embeddings.arrays import Floats, Ratings

RANK = 128
_BATCH = 512
_STEPS = 600
_LEARNING_RATE = 0.05
_FIRST, _SECOND = 0.9, 0.999
"""Adam's usual decay; Kingma and Ba, ICLR 2015."""


def fit_elsa(values: Ratings, *, seed: int, rank: int = RANK, steps: int = _STEPS) -> Floats:
    """Train ELSA by Adam on batches of 512 people.

    Time: steps × movies, about 6 × 512 × movies × rank floating-point operations a step.

    Parameters
    ----------
    values
        (people, movies) csr float32, not negative: entries of the training matrix.
    seed
        Of the start and the order of the batches.
    rank
        Length of the vectors.
    steps
        Batches in all.

    Returns
    -------
    (movies, rank) float32, unit rows
    """
    rng = np.random.default_rng(seed)
    vectors = rng.standard_normal((values.shape[1], rank), dtype=np.float32)
    vectors /= np.float32(np.sqrt(rank))
    first, second = np.zeros_like(vectors), np.zeros_like(vectors)
    size = min(_BATCH, values.shape[0])
    work = np.empty((size, values.shape[1]), dtype=np.float32)
    for step in range(1, steps + 1):
        people = np.sort(rng.choice(values.shape[0], size, replace=False))
        gradient = elsa_gradient(vectors, values[people], work)[1]
        first += np.float32(1 - _FIRST) * (gradient - first)
        second += np.float32(1 - _SECOND) * (gradient**2 - second)
        rate = _LEARNING_RATE * (1 - (step - 1) / steps)
        rate *= np.sqrt(1 - _SECOND**step) / (1 - _FIRST**step)
        vectors -= np.float32(rate) * first / (np.sqrt(second) + np.float32(1e-8))
    return np.asarray(vectors / _lengths(vectors), dtype=np.float32)


def elsa_gradient(vectors: Floats, batch: Ratings, work: Floats) -> tuple[float, Floats]:
    """Return the loss, and its gradient for the vectors before they are brought to unit length.

    With rows r of R of length n and x of X of length m, the loss is the mean of
    2 − 2⟨r, x⟩/(nm), and its derivative for r is −2/(people·nm)·(x − r⟨r, x⟩/n²).

    Parameters
    ----------
    vectors
        (movies, rank) float32
    batch
        (people, movies) csr float32
    work
        (people, movies) float32, overwritten.
    """
    lengths = _lengths(vectors)
    unit = vectors / lengths
    people = np.repeat(np.arange(batch.shape[0]), np.diff(batch.indptr))
    films = batch.indices
    own = np.asarray(batch @ unit)
    np.matmul(own, unit.T, out=work)
    work[people, films] -= batch.data
    np.maximum(work, 0, out=work)
    found = np.sqrt(np.einsum("pm,pm->p", work, work)) + np.float32(1e-12)
    given = np.sqrt(np.bincount(people, batch.data**2, batch.shape[0])) + 1e-12
    met = np.bincount(people, batch.data * work[people, films], batch.shape[0])
    loss = float(np.mean(2 - 2 * met / (found * given)))
    scale = -2 / (batch.shape[0] * found * given)
    # Where relu is flat, r is zero: only x's own entries must be kept out there.
    flows = work[people, films] > 0
    work *= (-scale * met / found**2).astype(np.float32)[:, None]
    work[people, films] += np.where(flows, batch.data * scale[people], 0).astype(np.float32)
    gradient = np.asarray(batch.T @ (work @ unit)) + work.T @ own
    gradient -= unit * np.einsum("mr,mr->m", gradient, unit)[:, None]
    return loss, np.asarray(gradient / lengths, dtype=np.float32)


def _lengths(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(np.maximum(lengths, np.float32(1e-12)), dtype=np.float32)
