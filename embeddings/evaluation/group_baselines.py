"""Other ways of choosing for a group: mean stars, one's own list, lists in turn, popularity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from embeddings.arrays import Doubles, Ratings, Rows
from embeddings.evaluation.baselines import popularity_scores
from embeddings.learning.predicted import RatingSums, film_means
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import TasteVectors


def baseline_lists(
    vectors: TasteVectors, train: Ratings, fold_in: Ratings, groups: Sequence[Rows], length: int
) -> dict[str, Rows]:
    """Return the lists of each baseline.

    ``mean stars``: by the mean of the people's predicted ratings. ``one's list``: that of the
    first of them. ``in turn``: the first film of each, then the second of each. ``popularity``:
    what most of the training people like.

    Returns
    -------
    Name → (groups, length) int64, films that nobody of the group has rated.
    """
    popular = popularity_scores(train, 1)[0].astype(np.float64)
    stars = predicted_stars(vectors, train, fold_in)
    scores = np.asarray(weigh(fold_in) @ vectors.profile, dtype=np.float64) @ vectors.match.T
    found: dict[str, list[Rows]] = {}
    for group in groups:
        seen = np.unique(fold_in[group].indices)
        orders = [_order(scores[person], seen) for person in group]
        for name, films in (
            ("mean stars", _order(stars[group].mean(0), seen)),
            ("one's list", orders[0]),
            ("in turn", _in_turn([order[:length] for order in orders])),
            ("popularity", _order(popular, seen)),
        ):
            found.setdefault(name, []).append(films[:length])
    return {name: np.array(lists, dtype=np.int64) for name, lists in found.items()}


def predicted_stars(vectors: TasteVectors, train: Ratings, fold_in: Ratings) -> Doubles:
    """Return (people, movies) predicted ratings, from what each person rated."""
    model = vectors.rating_model
    means, counts = film_means(train)
    biases = model.film_biases(means, counts)
    match = np.asarray(vectors.match, dtype=np.float64)
    predicted = np.zeros(fold_in.shape)
    for person, (start, end) in enumerate(
        zip(fold_in.indptr[:-1], fold_in.indptr[1:], strict=True)
    ):
        films = fold_in.indices[start:end]
        sums = RatingSums.of(
            fold_in.data[start:end].astype(np.float64), biases[films], vectors.profile[films]
        )
        history = model.history(sums)
        predicted[person] = model.predict(
            history.bias, biases, match @ history.residual, match @ history.evidence
        )
    return predicted


def _order(scores: Doubles, seen: Rows) -> Rows:
    own = scores.copy()
    own[seen] = -np.inf
    return np.argsort(-own, kind="stable")[: len(own) - len(seen)].astype(np.int64)


def _in_turn(lists: Sequence[Rows]) -> Rows:
    turns = np.stack(lists, axis=1).ravel()
    return turns[np.sort(np.unique(turns, return_index=True)[1])]
