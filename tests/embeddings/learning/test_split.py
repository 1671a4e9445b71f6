import numpy as np
import pytest

from embeddings.learning.split import held_out_people, likes_per_person, split_people
from tests.embeddings.learning.small_world import small_world

RATINGS, _, _ = small_world()


def test_people_are_in_one_part_only():
    split = split_people(RATINGS, validation=11, test=17, seed=4)
    assert (len(split.validation.rows), len(split.test.rows)) == (11, 17)
    everyone = np.concatenate([split.train, split.validation.rows, split.test.rows])
    assert sorted(everyone.tolist()) == list(range(90))
    held = np.concatenate([split.validation.rows, split.test.rows])
    assert likes_per_person(RATINGS)[held].min() >= 5


def test_a_fifth_of_the_likes_is_hidden_and_nothing_else_is_lost():
    split = split_people(RATINGS, validation=0, test=30, seed=4)
    for row, fold_in, hidden in zip(
        split.test.rows,
        split.test.fold_in.toarray(),
        split.test.targets.toarray(),
        strict=True,
    ):
        own = RATINGS[row].toarray()[0]
        np.testing.assert_array_equal(fold_in + hidden, np.where(own >= 4, own, 0))
        assert not (fold_in * hidden).any()
        assert (hidden > 0).sum() == max(1, round(0.2 * (own >= 4).sum()))


def test_low_ratings_can_be_shown_and_are_never_targets():
    split = split_people(RATINGS, validation=0, test=30, seed=4, low_ratings=True)
    assert split.test.targets.data.min() >= 4
    low = [(RATINGS[row].data < 4).sum() for row in split.test.rows]
    assert (split.test.fold_in.data < 4).sum() == pytest.approx(0.8 * sum(low), rel=0.05)


def test_equal_seeds_give_equal_splits():
    first, same, other = (
        split_people(RATINGS, validation=5, test=5, seed=seed).test for seed in (1, 1, 2)
    )
    np.testing.assert_array_equal(first.fold_in.toarray(), same.fold_in.toarray())
    assert first.rows.tolist() == same.rows.tolist() != other.rows.tolist()


def test_too_few_people_are_refused():
    with pytest.raises(ValueError, match="95 people cannot be held out"):
        split_people(RATINGS, validation=5, test=90, seed=1)


def test_graded_people_stay_the_same_when_others_come() -> None:
    """Who is graded, and what of theirs is hidden, depends on nobody else."""
    user_ids = np.arange(RATINGS.shape[0], dtype=np.int64) * 7
    whole = held_out_people(RATINGS, user_ids, most=12)
    fewer = np.sort(np.random.default_rng(1).permutation(RATINGS.shape[0])[:-5])
    part = held_out_people(RATINGS[fewer], user_ids[fewer], most=12)
    old, new = (
        dict(zip(ids[held.rows], held.targets, strict=True))
        for ids, held in ((user_ids, whole), (user_ids[fewer], part))
    )
    both = old.keys() & new.keys()
    assert len(both) >= 8
    for user_id in both:
        assert np.array_equal(old[user_id].indices, new[user_id].indices)
    for shown, targets in zip(whole.fold_in, whole.targets, strict=True):
        assert len(targets.indices)
        assert not set(shown.indices) & set(targets.indices)


def test_ordained_s_own_people_are_never_graded() -> None:
    user_ids = -1 - np.arange(RATINGS.shape[0], dtype=np.int64)
    assert len(held_out_people(RATINGS, user_ids, most=12).rows) == 0
