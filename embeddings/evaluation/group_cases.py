"""Groups drawn from held-out people: who is in one, what is known of them, what may be chosen.

There are no groups in MovieLens, so they are drawn, alike and unlike, as is usual: Baltrunas,
Makcinskas and Ricci, "Group Recommendations with Rank Aggregation and Collaborative Filtering",
RecSys 2010.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from scipy import sparse

from embeddings.arrays import Doubles, Floats, Ratings, Rows
from embeddings.learning.tuning import weigh
from embeddings.learning.vectors import TasteVectors

SIZES: Final = (2, 3, 4, 5)
KINDS: Final = ("alike", "unlike")
# Films that all of a group have rated: fewer give no choice, and more are not needed.
FEWEST_SHARED, MOST_SHARED = 8, 20
# A person needs this many ratings, so that some are left when the shared ones are hidden.
FEWEST_RATINGS: Final = 60
MOST_TRIES: Final = 200
Kind = Literal["alike", "unlike"]


@dataclass(frozen=True)
class GroupCase:
    """A group that chooses.

    Attributes
    ----------
    people
        (size,) int64 rows of the held-out people.
    history
        (size, movies) csr of stars: what is known of each.
    among
        (films,) int64 rows of the films that may be chosen; None for all that nobody has rated.
    """

    people: Rows
    history: Ratings
    among: Rows | None = None

    @property
    def left_out(self) -> Rows:
        """(films,) int64 rows of the films that must not be chosen."""
        if self.among is None:
            return np.unique(self.history.indices).astype(np.int64)
        return np.setdiff1d(np.arange(self.history.shape[1]), self.among)

    def tastes(self, vectors: TasteVectors) -> Floats:
        """Return the (size, K) user vectors."""
        return np.asarray(weigh(self.history) @ vectors.profile, dtype=np.float32)


def with_new_films(
    fold_in: Ratings, kind: Kind, groups: int, tastes: Floats, seed: int
) -> list[GroupCase]:
    """Draw groups of each size that choose among all films that none of them has rated."""
    return [
        GroupCase(people, sparse.csr_matrix(fold_in[people]))
        for people in draw_groups(tastes, kind, groups, seed)
    ]


def with_shared_films(
    ratings: Ratings, kind: Kind, groups: int, tastes: Floats, seed: int
) -> list[GroupCase]:
    """Draw groups that choose among films that all have rated, whose ratings are hidden.

    So it is known what everybody thinks of whatever is chosen. Groups with fewer than
    `FEWEST_SHARED` such films are drawn again, so there may be fewer of some sizes.

    Parameters
    ----------
    ratings
        (people, movies) csr of stars: all ratings of the held-out people.
    tastes
        (people, K) user vectors, to tell who is alike.
    """
    rng = np.random.default_rng(seed)
    able = np.flatnonzero(np.diff(ratings.indptr) >= FEWEST_RATINGS)
    cases: list[GroupCase] = []
    for size in SIZES:
        made = 0
        for _ in range(MOST_TRIES * groups):
            if made == groups or len(able) < size:
                break
            people = able[_draw(tastes[able], kind, size, rng)]
            own = sparse.csr_matrix(ratings[people])
            shared = np.flatnonzero(np.bincount(own.indices, minlength=own.shape[1]) == size)
            if len(shared) < FEWEST_SHARED:
                continue
            among = rng.permutation(shared)[:MOST_SHARED]
            cases.append(GroupCase(people, _without(own, among), np.sort(among)))
            made += 1
    return cases


def draw_groups(tastes: Floats, kind: Kind, groups: int, seed: int) -> list[Rows]:
    """Draw so many groups of each size; see `_draw`."""
    rng = np.random.default_rng(seed)
    return [_draw(tastes, kind, size, rng) for size in SIZES for _ in range(groups)]


def _draw(tastes: Floats, kind: Kind, size: int, rng: np.random.Generator) -> Rows:
    """Draw somebody by chance, and those who are most alike or most unlike.

    ``alike``: the others are among the tenth of the people who are nearest to those chosen so
    far by their mean cosine; ``unlike``: among the tenth whose nearest of them is farthest.
    """
    units = tastes / np.maximum(np.linalg.norm(tastes, axis=1, keepdims=True), 1e-12)
    chosen = [int(rng.integers(len(tastes)))]
    while len(chosen) < size:
        cosines: Doubles = np.asarray(units @ units[chosen].T, dtype=np.float64)
        fit = cosines.mean(1) if kind == "alike" else -cosines.max(1)
        fit[chosen] = -np.inf
        best = np.argsort(-fit)[: max(len(tastes) // 10, size)]
        chosen.append(int(rng.choice(best[~np.isin(best, chosen)])))
    return np.array(chosen, dtype=np.int64)


def _without(ratings: Ratings, films: Rows) -> Ratings:
    kept = ratings.copy()
    kept.data[np.isin(kept.indices, films)] = 0
    kept.eliminate_zeros()
    return sparse.csr_matrix(kept)
