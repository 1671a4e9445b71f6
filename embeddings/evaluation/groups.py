"""Films for groups of people whom the model was not trained on: who is satisfied, and how far.

There are no groups in MovieLens, so they are drawn from held-out people, alike and unlike, as is
usual (Baltrunas, Makcinskas and Ricci, "Group Recommendations with Rank Aggregation and
Collaborative Filtering", RecSys 2010). A person's satisfaction with the group's list is NDCG@20 of
their own held-out likes, less those that another of the group has rated already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal, Protocol

import numpy as np
from scipy import sparse

from embeddings.arrays import Floats, Ratings, Rows
from embeddings.catalogue.dataset import Dataset
from embeddings.catalogue.movies import build_catalogue
from embeddings.evaluation.group_baselines import baseline_lists
from embeddings.evaluation.recommendations import Encode
from embeddings.learning.interactions import read_interactions
from embeddings.learning.metrics import ndcg
from embeddings.learning.split import split_people
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import TasteVectors, build_taste

LENGTH: Final = 20
SIZES: Final = (2, 3, 4, 5)
FAIRNESS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
Kind = Literal["alike", "unlike"]


class RankGroups(Protocol):
    """Ranks films for groups; `group_lists.ServedGroups` runs the application's statement."""

    def __call__(
        self,
        vectors: TasteVectors,
        fold_in: Ratings,
        groups: Sequence[Rows],
        fairness: Sequence[float],
        length: int,
    ) -> list[Rows]:
        """Rank.

        Parameters
        ----------
        vectors
            Of all films.
        fold_in
            (people, movies) csr of stars; nothing that one of a group rated is listed.
        groups
            Rows of people, each group (size,) int64.
        fairness
            Of each answer.

        Returns
        -------
        For each fairness a (groups, length) int64 array of films, −1 where a list is shorter.
        """
        ...


@dataclass(frozen=True)
class GroupFigures:
    """Satisfaction with the lists of one way of choosing; means over groups.

    Attributes
    ----------
    mean, least
        Of the people of a group: NDCG@20, and that of the least satisfied.
    everybody
        Share of the groups in which everybody finds a held-out like among the first 20.
    """

    mean: float
    least: float
    everybody: float


@dataclass(frozen=True)
class GroupReport:
    """Every way of choosing on the same groups: kind of group → way → figures."""

    groups: int
    people: int
    training_people: int
    seed: int
    kinds: dict[str, dict[str, GroupFigures]]

    def as_dict(self) -> dict[str, object]:
        """Return the report as plain values, for JSON."""
        return asdict(self)


def evaluate_groups(
    dataset: Dataset,
    encode: Encode,
    rank: RankGroups,
    *,
    held_out_users: int,
    groups: int,
    seed: int,
) -> GroupReport:
    """Hold people out, learn from the others, and choose for groups of those held out.

    Parameters
    ----------
    groups
        Of each kind and size.

    Raises
    ------
    DatasetError
        If a file of the dataset is broken.
    ValueError
        If there are too few people to hold out so many.
    """
    catalogue = build_catalogue(dataset)
    ratings = read_interactions(catalogue.ratings(dataset), catalogue.ids).ratings
    return evaluate_group_ratings(
        ratings, encode(catalogue), rank, held_out_users=held_out_users, groups=groups, seed=seed
    )


def evaluate_group_ratings(
    ratings: Ratings,
    text_vectors: Floats,
    rank: RankGroups,
    *,
    held_out_users: int,
    groups: int,
    seed: int,
) -> GroupReport:
    """Evaluate on ratings; see `evaluate_groups`."""
    split = split_people(ratings, validation=0, test=held_out_users, seed=seed, low_ratings=True)
    train, test = ratings[split.train], split.test
    vectors = build_taste(train, text_vectors, seed=seed)
    tastes = np.asarray(weigh(test.fold_in) @ vectors.profile, dtype=np.float64)
    kinds: dict[str, dict[str, GroupFigures]] = {}
    for kind in ("alike", "unlike"):
        drawn = draw_groups(tastes, kind, groups, seed)
        ways = {
            f"fairness {each:g}": lists
            for each, lists in zip(
                FAIRNESS, rank(vectors, test.fold_in, drawn, FAIRNESS, LENGTH), strict=True
            )
        } | baseline_lists(vectors, train, test.fold_in, drawn, LENGTH)
        kinds[kind] = {
            way: figures(lists, drawn, test.fold_in, test.targets) for way, lists in ways.items()
        }
        kinds[kind]["own list"] = _own_figures(vectors, test.fold_in, test.targets, drawn)
    return GroupReport(groups * len(SIZES), len(test.rows), len(split.train), seed, kinds)


def draw_groups(tastes: np.ndarray, kind: Kind, groups: int, seed: int) -> list[Rows]:
    """Draw groups of each size: somebody by chance, and those who are most alike or most unlike.

    Parameters
    ----------
    tastes
        (people, K) user vectors.
    kind
        ``alike``: the others are among the tenth of the people who are nearest to the first by
        cosine; ``unlike``: among the tenth who are farthest from those chosen so far.
    """
    rng = np.random.default_rng(seed)
    units = tastes / np.maximum(np.linalg.norm(tastes, axis=1, keepdims=True), 1e-12)
    cosines = units @ units.T
    drawn = []
    for size in SIZES:
        for _ in range(groups):
            chosen = [int(rng.integers(len(tastes)))]
            while len(chosen) < size:
                near = cosines[:, chosen].mean(1) if kind == "alike" else -cosines[:, chosen].max(1)
                near[chosen] = -np.inf
                best = np.argsort(-near)[: max(len(tastes) // 10, size)]
                best = best[~np.isin(best, chosen)]
                chosen.append(int(rng.choice(best)))
            drawn.append(np.array(chosen, dtype=np.int64))
    return drawn


def figures(
    lists: Rows, groups: Sequence[Rows], fold_in: Ratings, targets: Ratings
) -> GroupFigures:
    """Measure one list for each group.

    Parameters
    ----------
    lists
        (groups, length) int64.
    fold_in, targets
        (people, movies) csr: what each rated, and held-out likes.
    """
    satisfied = [
        ndcg(np.tile(row, (len(group), 1)), _reachable(group, fold_in, targets), LENGTH)
        for row, group in zip(lists, groups, strict=True)
    ]
    return _summary(satisfied, groups, fold_in, targets)


def _own_figures(
    vectors: TasteVectors, fold_in: Ratings, targets: Ratings, groups: Sequence[Rows]
) -> GroupFigures:
    """Measure what everybody would get alone: the most that a list for all can be."""
    satisfied = []
    for group in groups:
        seen = _seen(group, fold_in)
        scores = np.asarray(weigh(fold_in[group]) @ vectors.profile) @ vectors.match.T
        scores[:, seen] = -np.inf
        own = np.argsort(-scores, axis=1, kind="stable")[:, :LENGTH]
        satisfied.append(ndcg(own, _reachable(group, fold_in, targets), LENGTH))
    return _summary(satisfied, groups, fold_in, targets)


def _summary(
    satisfied: Sequence[np.ndarray], groups: Sequence[Rows], fold_in: Ratings, targets: Ratings
) -> GroupFigures:
    kept = [
        each[able]
        for each, group in zip(satisfied, groups, strict=True)
        for able in [np.diff(_reachable(group, fold_in, targets).indptr) > 0]
        if able.sum() > 1
    ]
    return GroupFigures(
        mean=float(np.mean([each.mean() for each in kept])),
        least=float(np.mean([each.min() for each in kept])),
        everybody=float(np.mean([(each > 0).all() for each in kept])),
    )


def _seen(group: Rows, fold_in: Ratings) -> Rows:
    return np.unique(fold_in[group].indices).astype(np.int64)


def _reachable(group: Rows, fold_in: Ratings, targets: Ratings) -> Ratings:
    """Return the held-out likes of the people that nobody of the group has rated."""
    own = targets[group].copy()
    own.data[np.isin(own.indices, _seen(group, fold_in))] = 0
    own.eliminate_zeros()
    return sparse.csr_matrix(own)
