import numpy as np

from embeddings.learning.text_part import fit_text_part
from tests.embeddings.learning.small_world import small_world

_, TEXTS, KINDS = small_world()


def test_at_full_rank_only_the_mean_is_gone():
    part = fit_text_part(TEXTS, rank=99)
    found = part.project(TEXTS)
    assert found.shape == (130, 24)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    around = TEXTS - TEXTS.mean(0)
    around /= np.linalg.norm(around, axis=1, keepdims=True)
    np.testing.assert_allclose(found @ found.T, around @ around.T, atol=1e-5)


def test_fewer_numbers_keep_the_kinds_apart():
    found = fit_text_part(TEXTS, rank=4).project(TEXTS)
    same = KINDS[:, None] == KINDS[None]
    likeness = found @ found.T
    assert likeness[same].mean() > likeness[~same].mean() + 0.3


def test_a_text_that_is_the_mean_says_nothing():
    part = fit_text_part(TEXTS)
    assert not part.project(part.mean[None]).any()


def test_one_film():
    assert np.isfinite(fit_text_part(TEXTS[:1]).project(TEXTS[:1])).all()
