"""Re-rank candidates so that the films of a page differ from each other.

Source: Carbonell and Goldstein, "The use of MMR, diversity-based reranking for reordering documents
and producing summaries", SIGIR 1998.
"""

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Rows


def diversify(
    scores: npt.ArrayLike, vectors: npt.ArrayLike, diversity: float, length: int | None = None
) -> Rows:
    """Re-rank candidates by maximal marginal relevance.

    Each rank goes to the candidate with the largest ``(1 − λ)·relevance − λ·similarity``.
    ``relevance`` is the score scaled to 0 … 1 over the candidates; ``similarity`` is the largest
    cosine with a candidate of a better rank. The best score keeps rank 1.

    Parameters
    ----------
    scores
        (candidates,); higher is better.
    vectors
        (candidates, d) text or match vectors to compare candidates by; their length does not
        matter.
    diversity
        λ. 0 ranks by score; 1 ranks by dissimilarity to what is above.
    length
        Number of ranks to fill; all if None.

    Returns
    -------
    (length,) int64: indices of candidates in their new order; ties keep the order given.

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
    similarity = directions @ directions[0]
    free = np.ones(len(given), dtype=bool)
    free[0] = False
    while len(chosen) < length:
        gain = np.where(free, (1 - diversity) * relevance - diversity * similarity, -np.inf)
        best = int(np.argmax(gain))
        chosen.append(best)
        free[best] = False
        similarity = np.maximum(similarity, directions @ directions[best])
    return np.asarray(order[chosen], dtype=np.int64)
