import numpy as np
import pytest

from embeddings.learning import cold_start
from embeddings.learning.cold_start import nearest, warm_up

TEXTS = np.array([[1, 0], [0.8, 0.6], [0, 1], [1, 0]], dtype=np.float32)
PROFILE = np.array([[2, 0, 1], [0, 2, 1], [0, 0, 4], [9, 9, 9]], dtype=np.float32)
MATCH = -PROFILE


def test_nearest_by_hand():
    rows, weights = nearest(TEXTS[[3]], TEXTS[:3], 2)
    found = dict(zip(rows[0].tolist(), weights[0].tolist(), strict=True))
    assert found == {0: pytest.approx(1 / 1.512), 1: pytest.approx(0.512 / 1.512)}


def test_a_film_without_ratings_is_its_neighbours(monkeypatch):
    monkeypatch.setattr(cold_start, "NEIGHBOURS", 1)
    profile, match = warm_up(PROFILE, MATCH, np.array([500, 500, 500, 0]), TEXTS)
    share = 0.512 / 1.512
    np.testing.assert_allclose(profile[3], (1 - share) * PROFILE[0] + share * PROFILE[1], rtol=1e-5)
    np.testing.assert_allclose(match[3], -profile[3])
    np.testing.assert_array_equal(profile[:3], PROFILE[:3])


def test_own_ratings_take_over_and_a_film_is_not_its_own_neighbour():
    gaps = []
    for ratings in (1, 4, 16, 400):
        profile, _ = warm_up(PROFILE, MATCH, np.array([500, 500, 500, ratings]), TEXTS, 2.0)
        gaps.append(np.linalg.norm(profile[3] - PROFILE[3]))
    assert gaps == sorted(gaps, reverse=True)
    assert gaps[-1] == 0
    assert gaps[0] > 3


def test_nothing_rated_leaves_everything(monkeypatch):
    profile, _ = warm_up(PROFILE, MATCH, np.zeros(4, dtype=np.int64), TEXTS)
    np.testing.assert_array_equal(profile, PROFILE)
