import numpy as np
import pytest

from embeddings.learning.profile import (
    SEEN_WEIGHT,
    combine_preferences,
    preference_mean,
    preference_share,
    rating_weights,
)


def test_weights_rise_with_the_stars_from_below_to_above_zero():
    weights = rating_weights(np.arange(0.5, 5.01, 0.5))
    assert (np.diff(weights) > 0).all()
    assert weights[0] < 0 < weights[-1]
    assert weights[4] == 0, "two and a half stars say nothing"
    assert weights[7] == 1, "four stars are one like"


def test_seen_is_a_weak_liking():
    assert rating_weights(3.0) < rating_weights(np.nan) == np.float32(SEEN_WEIGHT)
    assert rating_weights(np.nan) < rating_weights(4.0)


def test_the_prior_fades():
    assert preference_share(0) == 1
    assert preference_share(10) == 0.5
    shares = [preference_share(ratings) for ratings in (0, 1, 10, 1000)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0.02


def test_a_prior_leans_to_the_nearest_films():
    profiles = np.array([[1, 0], [0, 1], [5, 5]], dtype=np.float32)
    found = preference_mean(profiles, [0.8, 0.4, -0.3], [0, 3, 99])
    assert found == pytest.approx([8 / 10, 2 / 10], rel=1e-5)
    assert not preference_mean(profiles, [0, 0, -1], [1, 1, 1]).any()


def test_all_that_is_said_counts_the_same():
    parts = [np.array([1, 0], dtype=np.float32), np.array([0, 3], dtype=np.float32)]
    assert combine_preferences(parts, likes=2) == pytest.approx([1, 3])
