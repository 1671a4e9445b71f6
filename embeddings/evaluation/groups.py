"""Films for groups of people whom the model was not trained on: who is satisfied, and how far.

Two questions. **One film**: among films that all of a group have rated, with these ratings hidden,
what does everybody think of the film that is chosen first? **A list**: among all films that nobody
of the group has rated, how many of each one's held-out likes are among the first twenty?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Final, Protocol

import numpy as np
from scipy import sparse

from embeddings.arrays import Doubles, Floats, Ratings, Rows
from embeddings.catalogue.dataset import Dataset
from embeddings.catalogue.movies import build_catalogue
from embeddings.evaluation.group_baselines import baseline_lists, own_lists
from embeddings.evaluation.group_cases import (
    KINDS,
    GroupCase,
    with_new_films,
    with_shared_films,
)
from embeddings.evaluation.recommendations import Encode
from embeddings.evaluation.search import Half
from embeddings.learning.interactions import read_interactions
from embeddings.learning.metrics import ndcg
from embeddings.learning.predicted import film_means
from embeddings.learning.split import HeldOut, split_people
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import TasteVectors, build_taste

LENGTH: Final = 20
FAIRNESS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
# Who gives fewer stars than these suffers.
SUFFERING: Final = 3.0


class RankGroups(Protocol):
    """Ranks films for groups; `group_lists.ServedGroups` runs the application's statement."""

    def __call__(
        self,
        vectors: TasteVectors,
        biases: Doubles,
        cases: Sequence[GroupCase],
        fairness: Sequence[float],
        length: int,
    ) -> list[Rows]:
        """Rank.

        Parameters
        ----------
        vectors
            Of all films.
        biases
            (movies,) stars of each film above the mean, of the training people's ratings.
        fairness
            Of each answer.

        Returns
        -------
        For each fairness a (groups, length) int64 array of films, −1 where a list is shorter.
        """
        ...


@dataclass(frozen=True)
class FilmFigures:
    """What groups think of the film chosen first; means over groups.

    Attributes
    ----------
    mean, least
        Stars: of the people of a group, and of the one who likes it least.
    suffering
        Share of the groups in which somebody gives it fewer than three stars.
    """

    mean: float
    least: float
    suffering: float


@dataclass(frozen=True)
class ListFigures:
    """Satisfaction with the first twenty films; means over groups.

    Attributes
    ----------
    mean, least
        NDCG@20 of each person's own held-out likes, less those that another has rated already.
    everybody
        Share of the groups in which everybody finds one of them.
    """

    mean: float
    least: float
    everybody: float


@dataclass(frozen=True)
class GroupReport:
    """Every way of choosing on the same groups: kind of group → way → figures."""

    people: int
    training_people: int
    seed: int
    film_groups: dict[str, int]
    list_groups: dict[str, int]
    films: dict[str, dict[str, FilmFigures]]
    lists: dict[str, dict[str, ListFigures]]

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
    half: Half | None = None,
) -> GroupReport:
    """Hold people out, learn from the others, and choose for groups of those held out.

    Parameters
    ----------
    groups
        Of each kind and size.
    half
        Groups are drawn from this half of the people held out: settings are chosen on one and
        reported on the other. None for all of them.

    Raises
    ------
    DatasetError
        If a file of the dataset is broken.
    ValueError
        If there are too few people to hold out so many, or they have too few films in common.
    """
    catalogue = build_catalogue(dataset)
    ratings = read_interactions(catalogue.ratings(dataset), catalogue.ids).ratings
    return evaluate_group_ratings(
        ratings,
        encode(catalogue),
        rank,
        held_out_users=held_out_users,
        groups=groups,
        seed=seed,
        half=half,
    )


def evaluate_group_ratings(
    ratings: Ratings,
    text_vectors: Floats,
    rank: RankGroups,
    *,
    held_out_users: int,
    groups: int,
    seed: int,
    half: Half | None = None,
) -> GroupReport:
    """Evaluate on ratings; see `evaluate_groups`."""
    split = split_people(ratings, validation=0, test=held_out_users, seed=seed, low_ratings=True)
    train, test = ratings[split.train], _half(split.test, half, seed)
    vectors = build_taste(train, text_vectors, seed=seed)
    biases = vectors.rating_model.film_biases(*film_means(train))
    tastes = np.asarray(weigh(test.fold_in) @ vectors.profile, dtype=np.float32)
    known = sparse.csr_matrix(ratings[test.rows])

    def ways(cases: Sequence[GroupCase]) -> dict[str, Rows]:
        served = rank(vectors, biases, cases, FAIRNESS, LENGTH)
        return {
            f"fairness {fairness:g}": lists
            for fairness, lists in zip(FAIRNESS, served, strict=True)
        } | baseline_lists(vectors, biases, train, cases, LENGTH)

    films: dict[str, dict[str, FilmFigures]] = {}
    lists: dict[str, dict[str, ListFigures]] = {}
    counts: dict[str, dict[str, int]] = {"films": {}, "lists": {}}
    for kind in KINDS:
        shared = with_shared_films(known, kind, groups, tastes, seed)
        counts["films"][kind] = len(shared)
        films[kind] = {
            way: film_figures(found, shared, known) for way, found in ways(shared).items()
        }
        fresh = with_new_films(test.fold_in, kind, groups, tastes, seed)
        counts["lists"][kind] = len(fresh)
        lists[kind] = {
            way: list_figures(
                [
                    np.tile(row, (len(case.people), 1))
                    for row, case in zip(found, fresh, strict=True)
                ],
                fresh,
                test.targets,
            )
            for way, found in ways(fresh).items()
        }
        # What everybody would get alone: the most that one list for all can be.
        own = [own_lists(vectors, case, LENGTH) for case in fresh]
        lists[kind]["own lists"] = list_figures(own, fresh, test.targets)
    return GroupReport(
        len(test.rows), len(split.train), seed, counts["films"], counts["lists"], films, lists
    )


def _half(people: HeldOut, half: Half | None, seed: int) -> HeldOut:
    """Return half of the people, drawn by the seed."""
    if half is None:
        return people
    drawn = np.random.default_rng(seed).permutation(len(people.rows))
    middle = len(drawn) // 2
    chosen = np.sort(drawn[:middle] if half == "validation" else drawn[middle:])
    return HeldOut(
        people.rows[chosen],
        sparse.csr_matrix(people.fold_in[chosen]),
        sparse.csr_matrix(people.targets[chosen]),
    )


def film_figures(lists: Rows, cases: Sequence[GroupCase], known: Ratings) -> FilmFigures:
    """Measure the first film of each list by the stars that everybody gave it.

    Parameters
    ----------
    lists
        (groups, length) int64.
    known
        (people, movies) csr of stars: all ratings.

    Raises
    ------
    ValueError
        There are no groups.
    """
    if not cases:
        raise ValueError("no group of the held-out people has rated enough films together")
    stars: list[Doubles] = [
        np.asarray(known[case.people][:, [row[0]]].todense(), dtype=np.float64).ravel()
        for row, case in zip(lists, cases, strict=True)
    ]
    return FilmFigures(
        mean=float(np.mean([of_group.mean() for of_group in stars])),
        least=float(np.mean([of_group.min() for of_group in stars])),
        suffering=float(np.mean([of_group.min() < SUFFERING for of_group in stars])),
    )


def list_figures(
    lists: Sequence[Rows], cases: Sequence[GroupCase], targets: Ratings
) -> ListFigures:
    """Measure a list for each person of each group.

    Parameters
    ----------
    lists
        (size, length) int64 of each group.
    targets
        (people, movies) csr of held-out likes.
    """
    kept: list[Doubles] = []
    for own, case in zip(lists, cases, strict=True):
        wanted = targets[case.people].copy()
        wanted.data[np.isin(wanted.indices, case.left_out)] = 0
        wanted.eliminate_zeros()
        able = np.diff(wanted.indptr) > 0
        if able.sum() > 1:
            kept.append(ndcg(own, sparse.csr_matrix(wanted), LENGTH)[able])
    return ListFigures(
        mean=float(np.mean([of_group.mean() for of_group in kept])),
        least=float(np.mean([of_group.min() for of_group in kept])),
        everybody=float(np.mean([(of_group > 0).all() for of_group in kept])),
    )
