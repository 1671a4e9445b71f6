"""Metrics of ranked lists: recall, NDCG, overlap, coverage and popularity.

Definitions of Liang, Krishnan, Hoffman and Jebara, "Variational autoencoders for collaborative
filtering", WWW 2018, section 4.2. Lists are (people, length) int64 rows of films, best first, −1
where a list is shorter; targets are (people, movies) csr with an entry where a film was held out.
"""

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Doubles, Floats, Ratings, Rows


def top_lists(scores: Floats, seen: Ratings, length: int) -> Rows:
    """Rank films by score, leaving out what a person has seen.

    Parameters
    ----------
    scores
        (people, movies) float32; −inf is never listed. Equal scores go by row.
    seen
        (people, movies) csr, an entry where the person knows the film.
    length
        Of the lists; fewer where there are fewer films.
    """
    length = min(length, scores.shape[1])
    lists = np.full((len(scores), length), -1, dtype=np.int64)
    for person, row in enumerate(scores):
        own = row.copy()
        own[seen.indices[seen.indptr[person] : seen.indptr[person + 1]]] = -np.inf
        # Films that tie with the last rank must be candidates too, or ties are not broken by row.
        least = np.partition(own, -length)[-length]
        among = np.flatnonzero((own >= least) & (own > -np.inf))
        best = among[np.argsort(-own[among], kind="stable")][:length]
        lists[person, : len(best)] = best
    return lists


def hits(lists: Rows, targets: Ratings) -> npt.NDArray[np.bool_]:
    """Return (people, length) bool: whether the film at each rank was held out."""
    result = np.zeros(lists.shape, dtype=bool)
    for person, row in enumerate(lists):
        wanted = targets.indices[targets.indptr[person] : targets.indptr[person + 1]]
        result[person] = np.isin(row, wanted)
    return result


def recall(lists: Rows, targets: Ratings, k: int) -> Doubles:
    """Return (people,) float64 Recall@k, divided by min(k, targets), so that 1 can be reached."""
    found = hits(lists[:, :k], targets).sum(1)
    wanted = np.minimum(np.diff(targets.indptr), k)
    return np.asarray(found / np.maximum(wanted, 1), dtype=np.float64)


def ndcg(lists: Rows, targets: Ratings, k: int = 100) -> Doubles:
    """Return (people,) float64 NDCG@k with gains 0 and 1 and discounts 1/log₂(rank + 1)."""
    discounts = 1 / np.log2(np.arange(2, k + 2))
    gained = hits(lists[:, :k], targets) @ discounts[: min(k, lists.shape[1])]
    best = np.concatenate(([0.0], np.cumsum(discounts)))
    ideal = best[np.minimum(np.diff(targets.indptr), k)]
    return np.asarray(gained / np.where(ideal > 0, ideal, 1), dtype=np.float64)


def overlap(lists: Rows, others: Rows) -> float:
    """Return the mean share of ``others``' films that ``lists`` hold, person by person."""
    shares = [
        np.isin(other[other >= 0], ranked).mean() if (other >= 0).any() else 1.0
        for ranked, other in zip(lists, others, strict=True)
    ]
    return float(np.mean(shares))


def coverage(lists: Rows, movies: int, k: int = 100) -> float:
    """Return the share of the catalogue that is in anybody's first k."""
    shown = np.unique(lists[:, :k])
    return float((shown >= 0).sum() / max(movies, 1))


def mean_popularity_rank(lists: Rows, counts: npt.NDArray[np.int64], k: int = 20) -> float:
    """Return the mean popularity rank (1: most rated) of the films in the first k.

    A small number means that the lists show well-known films only.
    """
    rank = np.empty(len(counts), dtype=np.int64)
    rank[np.argsort(-counts, kind="stable")] = np.arange(1, len(counts) + 1)
    shown = lists[:, :k]
    return float(rank[shown[shown >= 0]].mean()) if (shown >= 0).any() else 0.0
