import numpy as np
import pytest
from scipy import sparse

from embeddings.evaluation.predicted import evaluate_predicted
from embeddings.learning.metrics import overlap
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.vectors import build_taste
from tests.embeddings.learning.small_world import small_world

RATINGS, TEXTS, _ = small_world()


@pytest.fixture(scope="module")
def vectors():
    return build_taste(RATINGS[:70], TEXTS, seed=1, settings=ItemModelSettings())


def test_errors_are_of_hidden_ratings_of_people_who_were_not_learnt_from(vectors):
    found = evaluate_predicted(vectors, RATINGS[:70], RATINGS[70:], seed=1)
    assert 0 < found.rmse < 2
    assert 0 < found.bias_rmse < 2
    assert found.ratings == pytest.approx(0.2 * RATINGS[70:].nnz, rel=0.3)


def test_a_world_that_the_biases_explain_is_predicted_exactly():
    """Everybody gives film j the same stars: nothing is left but what shrinking takes."""
    stars = np.repeat(np.array([[1.0, 2, 3, 4, 5]], dtype=np.float32), 40, axis=0)
    ratings = sparse.csr_matrix(np.tile(stars, 4))
    texts = np.random.default_rng(1).standard_normal((20, 8)).astype(np.float32)
    texts /= np.linalg.norm(texts, axis=1, keepdims=True)
    vectors = build_taste(ratings[:30], texts, seed=1, settings=ItemModelSettings())
    found = evaluate_predicted(vectors, ratings[:30], ratings[30:], seed=1)
    assert found.bias_rmse < 0.3
    assert found.bias_rmse < 0.3 * ratings.data.std()


def test_overlap_is_of_the_exact_lists():
    assert overlap(np.array([[1, 2, 3], [4, 5, -1]]), np.array([[3, 2, 9], [4, -1, -1]])) == (
        pytest.approx((2 / 3 + 1) / 2)
    )
