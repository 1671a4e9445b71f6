"""Re-ranking so that a page is not ten of a kind.

Maximal marginal relevance: Carbonell and Goldstein, "The use of MMR, diversity-based reranking for
reordering documents and producing summaries", SIGIR 1998.
"""

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Rows


def diversify(
    scores: npt.ArrayLike, vectors: npt.ArrayLike, diversity: float, length: int | None = None
) -> Rows:
    """Order candidates by score less their likeness to what stands above.

    Each place goes to the largest ``(1 − d)·relevance − d·(largest cosine with those chosen)``,
    relevance being the score brought to 0 … 1 over the candidates.

    Parameters
    ----------
    scores
        (candidates,) higher is better.
    vectors
        (candidates, d) to compare candidates by: text or taste vectors, of any length.
    diversity
        d, from 0, the pure ranking, to 1, unlikeness alone after the first.
    length
        Places to fill; all if None.

    Returns
    -------
    (length,) int64: candidates in their new order; equal ones keep the order given.

    Raises
    ------
    ValueError
        If ``diversity`` is not from 0 to 1.
    """
    if not 0 <= diversity <= 1:
        raise ValueError(f"diversity must be from 0 to 1, got {diversity}")
    given = np.asarray(scores, dtype=np.float64)
    length = len(given) if length is None else min(length, len(given))
    order = np.argsort(-given, kind="stable")
    if diversity == 0 or length < 2:
        return np.asarray(order[:length], dtype=np.int64)
    relevance = given[order] - given.min()
    relevance /= max(float(relevance.max()), 1e-12)
    directions = np.asarray(vectors, dtype=np.float64)[order]
    norms = np.linalg.norm(directions, axis=1, keepdims=True)
    directions = directions / np.where(norms > 0, norms, 1)
    chosen = [0]
    likeness = directions @ directions[0]
    free = np.ones(len(given), dtype=bool)
    free[0] = False
    while len(chosen) < length:
        gain = np.where(free, (1 - diversity) * relevance - diversity * likeness, -np.inf)
        best = int(np.argmax(gain))
        chosen.append(best)
        free[best] = False
        likeness = np.maximum(likeness, directions @ directions[best])
    return np.asarray(order[chosen], dtype=np.int64)
