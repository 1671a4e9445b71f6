"""Letter sets choose which keys are compared letter by letter; they never miss one."""

import numpy as np
from rapidfuzz.distance import OSA

from embeddings.answers.understand.near_keys import MOST_NEAR, NearKeys


def test_no_near_key_is_missed_by_its_letters() -> None:
    rng = np.random.default_rng(11)
    keys = list(
        dict.fromkeys(
            "".join(rng.choice(list("abcdefgé 1"), rng.integers(5, 12))).strip() for _ in range(900)
        )
    )
    known = NearKeys(keys[:600])
    known.near(keys[0], 2)
    known.add(keys[590:])  # some lengths have their letter sets by now, and others not
    for key in keys[:80] + keys[-20:]:
        near = {(other, OSA.distance(other, key)) for other in keys}
        near = {(other, distance) for other, distance in near if distance <= 2}
        assert len(near) <= MOST_NEAR
        assert set(known.near(key, 2)) == near
