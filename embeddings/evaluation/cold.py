"""Measure how well films without any rating are recommended."""

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from embeddings.arrays import Floats, Ratings
from embeddings.evaluation.ranking import Rank, rank_in_memory
from embeddings.learning.metrics import ndcg, top_lists
from embeddings.learning.split import split_people
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import build_taste

LENGTH = 100
SHARE = 0.2


@dataclass(frozen=True)
class ColdFigures:
    """Films hidden from training, ranked among themselves; means over people.

    Attributes
    ----------
    ndcg_at_100
        With the taste vectors, as ranked.
    text_ndcg_at_100
        With text similarity alone, in memory.
    movies
        Hidden films.
    people
        Test people who like at least one of them.
    """

    ndcg_at_100: float
    text_ndcg_at_100: float
    movies: int
    people: int


def evaluate_cold(
    ratings: Ratings,
    text_vectors: Floats,
    *,
    held_out_users: int,
    seed: int,
    rank: Rank = rank_in_memory,
    share: float = SHARE,
) -> ColdFigures:
    """Hide some films' ratings from training, and rank only those films.

    The fold-in ratings are a test person's likes of all other films; the likes of hidden films are
    the targets.

    Parameters
    ----------
    ratings
        (people, movies) csr float32 of stars.
    text_vectors
        (movies, d) float32, unit rows.
    held_out_users
        Test people.
    seed
        Of the split, the films and the model.
    rank
        How the vectors are ranked.
    share
        Of the films to hide.
    """
    split = split_people(ratings, validation=0, test=held_out_users, seed=seed)
    movies = ratings.shape[1]
    hidden = np.zeros(movies, dtype=bool)
    hidden[np.random.default_rng(seed).permutation(movies)[: int(share * movies)]] = True
    only_cold = sparse.diags(hidden.astype(np.float32))
    only_warm = sparse.diags((~hidden).astype(np.float32))
    likes = sparse.csr_matrix(split.test.fold_in + split.test.targets)
    fold_in, targets = _product(likes, only_warm), _product(likes, only_cold)
    some = np.flatnonzero((np.diff(targets.indptr) > 0) & (np.diff(fold_in.indptr) > 0))
    fold_in, targets = fold_in[some], targets[some]
    vectors = build_taste(_product(ratings[split.train], only_warm), text_vectors, seed=seed)
    texts = vectors.text_part.project(text_vectors)
    by_text = np.where(hidden, np.asarray(weigh(fold_in) @ texts) @ texts.T, -np.inf)
    return ColdFigures(
        ndcg_at_100=float(ndcg(rank(vectors, fold_in, LENGTH, hidden), targets).mean()),
        text_ndcg_at_100=float(ndcg(top_lists(by_text, fold_in, LENGTH), targets).mean()),
        movies=int(hidden.sum()),
        people=len(some),
    )


def _product(left: Ratings, right: Ratings) -> Ratings:
    result = sparse.csr_matrix(left @ right)
    result.eliminate_zeros()
    return result
