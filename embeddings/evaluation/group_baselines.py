"""Other ways of choosing for a group: mean stars, one's own list, lists in turn, popularity."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from embeddings.arrays import Doubles, Ratings, Rows
from embeddings.evaluation.baselines import popularity_scores
from embeddings.evaluation.group_cases import GroupCase
from embeddings.learning.predicted import RatingSums
from embeddings.learning.vectors import TasteVectors


def baseline_lists(
    vectors: TasteVectors,
    biases: Doubles,
    train: Ratings,
    cases: Sequence[GroupCase],
    length: int,
) -> dict[str, Rows]:
    """Return the lists of each baseline.

    ``mean stars`` and ``least stars``: by the mean, and by the least, of the people's predicted
    ratings. ``one's list``: that of the first of them. ``in turn``: the first film of each, then
    the second of each. ``popularity``: what most of the training people like.

    Parameters
    ----------
    biases
        (movies,) stars of each film above the mean of the training people.

    Returns
    -------
    Name → (groups, length) int64, −1 where a list is shorter.
    """
    popular = popularity_scores(train, 1)[0].astype(np.float64)
    names = ("mean stars", "least stars", "one's list", "in turn", "popularity")
    found = {name: np.full((len(cases), length), -1, dtype=np.int64) for name in names}
    for at, case in enumerate(cases):
        left_out = case.left_out
        stars = predicted_stars(vectors, biases, case.history)
        own = own_lists(vectors, case, length)
        for name, films in (
            ("mean stars", _order(stars.mean(0), left_out)),
            ("least stars", _order(stars.min(0), left_out)),
            ("one's list", own[0][own[0] >= 0]),
            ("in turn", _in_turn(own)),
            ("popularity", _order(popular, left_out)),
        ):
            found[name][at, : min(length, len(films))] = films[:length]
    return found


def own_lists(vectors: TasteVectors, case: GroupCase, length: int) -> Rows:
    """Return (size, length) int64: what each would be listed alone, of the films of the case."""
    scores = np.asarray(case.tastes(vectors) @ vectors.match.T, dtype=np.float64)
    lists = np.full((len(case.people), length), -1, dtype=np.int64)
    for person, own in enumerate(scores):
        films = _order(own, case.left_out)[:length]
        lists[person, : len(films)] = films
    return lists


def predicted_stars(vectors: TasteVectors, biases: Doubles, history: Ratings) -> Doubles:
    """Return (people, movies) predicted ratings, from what each person rated.

    Parameters
    ----------
    biases
        (movies,) stars of each film above the mean.
    """
    model = vectors.rating_model
    match = np.asarray(vectors.match, dtype=np.float64)
    predicted = np.zeros(history.shape)
    for person, (start, end) in enumerate(
        zip(history.indptr[:-1], history.indptr[1:], strict=True)
    ):
        films = history.indices[start:end]
        stars = history.data[start:end].astype(np.float64)
        own = model.history(RatingSums.of(stars, biases[films], vectors.profile[films]))
        predicted[person] = model.predict(
            own.bias, biases, match @ own.residual, match @ own.evidence
        )
    return predicted


def _order(scores: Doubles, left_out: Rows) -> Rows:
    own = scores.copy()
    own[left_out] = -np.inf
    return np.argsort(-own, kind="stable")[: len(own) - len(left_out)].astype(np.int64)


def _in_turn(lists: Rows) -> Rows:
    turns = lists.T.ravel()
    turns = turns[turns >= 0]
    return turns[np.sort(np.unique(turns, return_index=True)[1])]
