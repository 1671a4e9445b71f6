import numpy as np
import pytest
from scipy import sparse

from embeddings.learning.metrics import coverage, mean_popularity_rank, ndcg, recall, top_lists


def entries(*rows):
    return sparse.csr_matrix(np.array(rows, dtype=np.float32))


LISTS = np.array([[2, 0, 4], [1, 3, -1]])
TARGETS = entries([1, 0, 0, 1, 1], [0, 1, 0, 0, 0])


def test_recall_by_hand():
    assert recall(LISTS, TARGETS, 3).tolist() == [pytest.approx(2 / 3), 1]
    assert recall(LISTS, TARGETS, 2).tolist() == [0.5, 1], "of three targets two can be in two"
    assert recall(LISTS, TARGETS, 1).tolist() == [0, 1]


def test_ndcg_by_hand():
    second, third = 1 / np.log2(3), 1 / np.log2(4)
    assert ndcg(LISTS, TARGETS, 3).tolist() == [
        pytest.approx((second + third) / (1 + second + third)),
        1,
    ]
    assert ndcg(LISTS, TARGETS, 2)[0] == pytest.approx(second / (1 + second))
    assert ndcg(LISTS, TARGETS, 100)[0] == pytest.approx((second + third) / (1 + second + third))


def test_nothing_to_find_counts_nothing():
    nothing = entries([0, 0, 0, 0, 0], [0, 0, 0, 0, 0])
    assert ndcg(LISTS, nothing).tolist() == [0, 0]
    assert recall(LISTS, nothing, 3).tolist() == [0, 0]


def test_lists_leave_out_the_seen_and_break_ties_by_row():
    scores = np.array([[5, 1, 3, 3, 3], [0, 0, -np.inf, 1, 0]], dtype=np.float32)
    seen = entries([1, 0, 0, 0, 0], [0, 1, 0, 1, 1])
    assert top_lists(scores, seen, 2).tolist() == [[2, 3], [0, -1]]
    assert top_lists(scores, seen, 9).tolist() == [[2, 3, 4, 1, -1], [0, -1, -1, -1, -1]]


def test_coverage_and_popularity():
    assert coverage(LISTS, 5, 2) == 4 / 5
    assert coverage(LISTS, 10, 3) == 5 / 10
    # Places by count: film 3 is first, then 0, 1, 4, 2.
    counts = np.array([7, 5, 0, 9, 3])
    assert mean_popularity_rank(LISTS, counts, 2) == pytest.approx((5 + 2 + 3 + 1) / 4)
    assert mean_popularity_rank(np.full((2, 3), -1), counts) == 0
