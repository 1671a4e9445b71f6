"""Strong generalisation: the model is measured on people whom it was not trained on.

After Liang et al., WWW 2018, section 4.1: likes are ratings ≥ 4; people with at least five of them
may be held out; the model sees 80 % of a held-out person's likes and must rank the other 20 %.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat

import numpy as np
from scipy import sparse

from embeddings.arrays import Mask, Ratings, Rows
from embeddings.learning.interactions import LIKED_STARS

FEWEST_LIKES = 5
TARGET_SHARE = 0.2


@dataclass(frozen=True)
class HeldOut:
    """People whom the model was not trained on.

    Attributes
    ----------
    rows
        (people,) int64 rows of the whole matrix.
    fold_in
        (people, movies) csr float32 of stars: the ratings that the model sees.
    targets
        (people, movies) csr float32 of stars: the held-out ratings that the model must rank.
    """

    rows: Rows
    fold_in: Ratings
    targets: Ratings


@dataclass(frozen=True)
class Split:
    """Training people, and held-out people for tuning and for reporting; all are disjoint.

    Attributes
    ----------
    train
        (people,) int64 rows of the whole matrix, increasing.
    """

    train: Rows
    validation: HeldOut
    test: HeldOut


def likes_per_person(ratings: Ratings) -> Rows:
    """Return (people,) int64: how many ratings of at least 4 stars."""
    liked = np.concatenate(([0], np.cumsum(ratings.data >= LIKED_STARS)))
    return np.asarray(liked[ratings.indptr[1:]] - liked[ratings.indptr[:-1]], dtype=np.int64)


def split_people(
    ratings: Ratings,
    *,
    validation: int,
    test: int,
    seed: int,
    low_ratings: bool = False,
    reserved: Rows | None = None,
) -> Split:
    """Hold out people by chance.

    Parameters
    ----------
    ratings
        (people, movies) csr float32 of stars.
    validation, test
        How many people each.
    seed
        Equal seeds give equal splits.
    low_ratings
        Also show 80 % of the ratings under 4 stars, as the application knows them.
    reserved
        Rows of people who are not to be held out, because they are for something else.

    Raises
    ------
    ValueError
        If fewer people have five likes.
    """
    able = np.flatnonzero(likes_per_person(ratings) >= FEWEST_LIKES)
    if reserved is not None:
        able = np.setdiff1d(able, reserved)
    if len(able) < validation + test:
        raise ValueError(
            f"{validation + test} people cannot be held out: {len(able)} have "
            f"{FEWEST_LIKES} ratings of at least {LIKED_STARS:g} stars"
        )
    rng = np.random.default_rng(seed)
    chosen = rng.permutation(able)[: validation + test]
    train = np.setdiff1d(np.arange(ratings.shape[0]), chosen)
    tested = _hide(ratings, chosen[:test], repeat(rng), low_ratings)
    return Split(train, _hide(ratings, chosen[test:], repeat(rng), low_ratings), tested)


def held_out_people(ratings: Ratings, user_ids: Rows, *, most: int) -> HeldOut:
    """Hold out the same people, and the same of their likes, whenever the data are the same.

    A person's user_id alone decides whether the person is chosen before another, and which of the
    person's likes are held out. So releases of an older and a newer copy of one data set are
    measured on the same people, as far as both copies have them.

    Parameters
    ----------
    ratings
        (people, movies) csr float32 of stars.
    user_ids
        (people,) int64; negative ones, ordained's own people, are never taken.
    most
        Held out at most, and never more than a quarter of those who could be.
    """
    able = np.flatnonzero((likes_per_person(ratings) >= FEWEST_LIKES) & (user_ids >= 0))
    order = sorted(able, key=lambda row: hashlib.sha256(b"%d" % user_ids[row]).digest())
    rows = np.sort(np.array(order[: min(most, len(able) // 4)], dtype=np.int64))
    return _hide(ratings, rows, (np.random.default_rng(int(user_ids[row])) for row in rows), False)


def _hide(
    ratings: Ratings, rows: Rows, chances: Iterable[np.random.Generator], low_ratings: bool
) -> HeldOut:
    own = ratings[rows]
    fold_in, hidden = np.zeros(own.nnz, dtype=bool), np.zeros(own.nnz, dtype=bool)
    for start, end, rng in zip(own.indptr[:-1], own.indptr[1:], chances, strict=False):
        liked = own.data[start:end] >= LIKED_STARS
        for positions, shows, hides in (
            (np.flatnonzero(liked), True, True),
            (np.flatnonzero(~liked), low_ratings, False),
        ):
            mixed = start + rng.permutation(positions)
            cut = max(1, round(TARGET_SHARE * len(mixed))) if len(mixed) else 0
            hidden[mixed[:cut]] = hides
            fold_in[mixed[cut:]] = shows
    return HeldOut(rows, _only(own, fold_in), _only(own, hidden))


def _only(ratings: Ratings, kept: Mask) -> Ratings:
    starts = np.concatenate(([0], np.cumsum(kept)))[ratings.indptr]
    return sparse.csr_matrix(
        (ratings.data[kept], ratings.indices[kept], starts), shape=ratings.shape
    )
