"""Lists for groups without a database: the rule of ``tonight.sql``, on the vectors of all films.

It is quick, so that settings are chosen by it on many groups; a test compares it with the
statement (`group_lists.ServedGroups`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from embeddings.answers.person import PersonVectors
from embeddings.answers.tonight import STARS
from embeddings.arrays import Doubles, Rows
from embeddings.evaluation.group_cases import GroupCase
from embeddings.learning.predicted import RatingSums
from embeddings.learning.vectors import TasteVectors


def exact_lists(
    vectors: TasteVectors,
    biases: Doubles,
    cases: Sequence[GroupCase],
    fairness: Sequence[float],
    length: int,
    *,
    stars: float = STARS,
) -> list[Rows]:
    """Rank; see `embeddings.evaluation.groups.RankGroups`.

    Parameters
    ----------
    stars
        What a predicted star counts beside a person's strongest score.
    """
    lists = [np.full((len(cases), length), -1, dtype=np.int64) for _ in fairness]
    for at, case in enumerate(cases):
        allowed = np.setdiff1d(np.arange(len(biases)), case.left_out)
        satisfied = satisfactions(vectors, biases, case, allowed, stars)
        for answer, weight in zip(lists, fairness, strict=True):
            together = (1 - weight) * satisfied.mean(0) + weight * satisfied.min(0)
            found = allowed[np.argsort(-together, kind="stable")[:length]]
            answer[at, : len(found)] = found
    return lists


def satisfactions(
    vectors: TasteVectors,
    biases: Doubles,
    case: GroupCase,
    allowed: Rows,
    stars: float = STARS,
) -> Doubles:
    """Return (people, allowed) satisfactions; see `embeddings.answers.tonight`."""
    match = np.asarray(vectors.match[allowed], dtype=np.float64)
    model = vectors.rating_model
    found = np.zeros((len(case.people), len(allowed)))
    for person, own in enumerate(person_vectors(vectors, biases, case)):
        scores = match @ own.taste_vector.astype(np.float64)
        above = biases[allowed] + model.coefficient * model.carried_over(
            match @ own.residual.astype(np.float64), match @ own.evidence.astype(np.float64)
        )
        liking = scores / np.abs(scores).max() + stars * above
        found[person] = liking / np.abs(liking).max()
    return found


def person_vectors(vectors: TasteVectors, biases: Doubles, case: GroupCase) -> list[PersonVectors]:
    """Return each person's vectors, as the application has them of an account.

    Parameters
    ----------
    biases
        (movies,) stars of each film above the mean.
    """
    found = []
    for person, taste in enumerate(case.tastes(vectors)):
        history = case.history[[person]]
        own = vectors.rating_model.history(
            RatingSums.of(history.data, biases[history.indices], vectors.profile[history.indices])
        )
        found.append(
            PersonVectors(
                taste,
                own.evidence.astype(np.float32),
                own.residual.astype(np.float32),
                None,
                own.bias,
                own.spread,
                len(history.data),
                len(history.data),
            )
        )
    return found
