import numpy as np
import pytest

from embeddings.answers.diversify import diversify

SCORES = [0.9, 1.0, 0.8, 0.1]
VECTORS = np.array([[2, 0.1], [1, 0], [0, 5], [-1, 0]])


def test_zero_is_the_pure_ranking():
    assert diversify(SCORES, VECTORS, 0).tolist() == [1, 0, 2, 3]
    assert diversify([1, 1, 2], VECTORS[:3], 0).tolist() == [2, 0, 1], "ties keep their order"


def test_more_of_it_brings_the_unlike_up():
    assert diversify(SCORES, VECTORS, 0.4).tolist() == [1, 2, 0, 3]
    assert diversify(SCORES, VECTORS, 1).tolist()[:2] == [1, 3]


def test_length_and_bounds():
    assert diversify(SCORES, VECTORS, 0.4, length=2).tolist() == [1, 2]
    assert diversify(SCORES, VECTORS, 0.4, length=9).tolist() == [1, 2, 0, 3]
    assert diversify([], np.zeros((0, 2)), 0.4).tolist() == []
    assert sorted(diversify([1, 1, 1], np.zeros((3, 2)), 0.5).tolist()) == [0, 1, 2]
    with pytest.raises(ValueError, match="from 0 to 1"):
        diversify(SCORES, VECTORS, 1.2)
