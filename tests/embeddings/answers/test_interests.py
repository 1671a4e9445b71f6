import numpy as np
import pytest

from embeddings.answers.interests import split_interests
from embeddings.learning.profile import rating_weights

RNG = np.random.default_rng(8)
KIND = np.array([0] * 5 + [1] * 9 + [0] * 2)
PROFILES = (np.array([[3, 0, 0, 1], [0, 3, 1, 0]])[KIND] + RNG.normal(0, 0.3, (16, 4))).astype(
    np.float32
)
STARS = np.array([5, 4, 4, 5, 4, 4, 4, 4.5, 5, 4, 5, 4, 4, 5, 1, 2])


def test_two_kinds_are_two_interests_and_the_disliked_go_with_theirs():
    found = split_interests(PROFILES, STARS, most=2)
    assert [set(interest.members.tolist()) for interest in found] == [
        set(range(5, 14)),
        {0, 1, 2, 3, 4, 14, 15},
    ]
    assert found[0].weight > found[1].weight
    assert STARS[found[1].members[0]] == 5


@pytest.mark.parametrize("most", [1, 2, 4])
def test_the_interests_add_up_to_the_person(most):
    found = split_interests(PROFILES, STARS, most=most)
    assert len(found) <= most
    assert sorted(np.concatenate([interest.members for interest in found]).tolist()) == list(
        range(16)
    )
    np.testing.assert_allclose(
        sum(interest.vector for interest in found), rating_weights(STARS) @ PROFILES, atol=1e-4
    )


def test_the_order_of_ratings_does_not_matter():
    order = RNG.permutation(16)
    given = split_interests(PROFILES, STARS)
    shuffled = split_interests(PROFILES[order], STARS[order])
    for a, b in zip(given, shuffled, strict=True):
        assert set(a.members.tolist()) == set(order[b.members].tolist())


def test_few_ratings_are_one_interest_and_none_are_none():
    assert len(split_interests(PROFILES[:3], STARS[:3])) == 1
    assert split_interests(PROFILES[:0], []) == []
    assert len(split_interests(PROFILES[:2], [1.0, 0.5])) == 1
