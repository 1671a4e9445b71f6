from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from embeddings.learning import item_model
from embeddings.learning.item_model import fit_item_model, rating_values
from embeddings.learning.settings import ItemModelSettings

PLAIN = ItemModelSettings(grading="liked", l2=2.0, dropout=0, activity=0, side=0, rarity=0)
NO_TEXT = np.zeros((7, 0), dtype=np.float32)


def some_ratings(people: int = 3, movies: int = 7):
    rng = np.random.default_rng(3)
    stars = rng.integers(0, 11, (people, movies)) / 2
    stars[rng.random(stars.shape) < 0.4] = 0
    return sparse.csr_matrix(stars.astype(np.float32))


def published_ease(x, l2):
    """Equation 8 of the paper, word for word."""
    inverse = np.linalg.inv(x.T @ x + l2 * np.eye(x.shape[1]))
    weights = inverse / -np.diag(inverse)
    np.fill_diagonal(weights, 0)
    return weights


@pytest.mark.parametrize("share", [9.0, 0.0], ids=["few people", "many people"])
def test_it_is_ease_off_the_diagonal(monkeypatch, share):
    monkeypatch.setattr(item_model, "LOW_RANK_SHARE", share)
    ratings = some_ratings()
    model = fit_item_model(ratings, NO_TEXT, replace(PLAIN, grading="graded"))
    expected = published_ease(ratings.toarray() / 5, 2.0)
    found = model.scores(sparse.identity(7, dtype=np.float32, format="csr"))
    off = ~np.eye(7, dtype=bool)
    np.testing.assert_allclose(found[off], expected[off], atol=1e-5)
    assert not np.allclose(found[off], expected.T[off], atol=1e-3), "would pass transposed"


def test_both_ways_agree_with_every_term(monkeypatch):
    ratings = some_ratings()
    text = np.random.default_rng(4).normal(size=(7, 2)).astype(np.float32)
    settings = ItemModelSettings(l2=3.0, dropout=0.3, activity=0.5, side=1.5)
    weights = some_ratings(4)
    found = []
    for share in (9.0, 0.0):
        monkeypatch.setattr(item_model, "LOW_RANK_SHARE", share)
        model = fit_item_model(ratings, text, settings)
        profile, match = model.factors(7, 0.15, seed=1)
        found += [model.scores(weights, 0.15), (weights @ profile) @ match.T]
    for other in found[1:]:
        np.testing.assert_allclose(other, found[0], atol=2e-5)


def test_fewer_numbers_are_a_worse_but_near_copy(monkeypatch):
    ratings = some_ratings(40, 30)
    model = fit_item_model(ratings, np.zeros((30, 0), np.float32), replace(PLAIN, grading="graded"))
    whole = np.asarray(model.scores(ratings))
    errors = [
        np.linalg.norm(whole - (ratings @ p) @ q.T)
        for p, q in (model.factors(rank, 0.0, seed=1) for rank in (4, 12, 30))
    ]
    assert errors[0] > errors[1] > errors[2]
    assert errors[2] < 1e-3 * np.linalg.norm(whole)


def test_film_order_does_not_matter():
    ratings, order = some_ratings(), np.array([3, 0, 6, 1, 5, 2, 4])
    whole = fit_item_model(ratings, NO_TEXT, PLAIN).scores(ratings)
    mixed = fit_item_model(ratings[:, order], NO_TEXT, PLAIN).scores(ratings[:, order])
    np.testing.assert_allclose(mixed, whole[:, order], atol=1e-5)


def test_grades():
    ratings = sparse.csr_matrix(np.array([[2.5, 0, 4.0]], dtype=np.float32))
    assert rating_values(ratings, "graded").toarray().tolist() == [[0.5, 0, pytest.approx(0.8)]]
    assert rating_values(ratings, "squared").toarray().tolist() == [[0.25, 0, pytest.approx(0.64)]]
    assert rating_values(ratings, "liked").toarray().tolist() == [[0, 0, 1]]
    assert rating_values(ratings, "liked").nnz == 1
    assert ratings.data.tolist() == [2.5, 4.0], "what was given is left alone"


def test_mirroring_by_blocks():
    lower = np.tril(np.arange(49.0, dtype=np.float32).reshape(7, 7))
    found = lower.copy() + np.triu(np.full((7, 7), 99, np.float32), 1)
    item_model._mirror_negative(found, block=3)
    np.testing.assert_array_equal(found, -(lower + np.tril(lower, -1).T))
