import numpy as np
import pytest
from scipy import sparse

from embeddings.learning.predicted import (
    RatingHistory,
    RatingModel,
    RatingSums,
    film_means,
)
from embeddings.learning.predicted_fitting import fit_rating_model
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.split import split_people
from embeddings.learning.vectors import build_taste
from tests.embeddings.learning.small_world import small_world


def predict(
    model: RatingModel, history: RatingHistory, biases: list[float], match: np.ndarray
) -> np.ndarray:
    return model.predict(history.bias, biases, match @ history.residual, match @ history.evidence)


def test_biases_by_hand():
    model = RatingModel(mean=3.0, film_prior=5, person_prior=8)
    found = model.film_biases([4.0, np.nan, 1.0], [5, 0, 15])
    assert found.tolist() == [0.5, 0.0, -1.5]
    history = model.history(RatingSums.of([5.0, 4.0], [0.5, 0.0], np.eye(2, 3)))
    assert history.bias == pytest.approx(0.25)
    assert history.residual.tolist() == pytest.approx([1.25, 0.75, 0])
    predicted = predict(model, history, found, np.zeros((3, 3)))
    assert predicted.tolist() == pytest.approx([3.75, 3.25, 1.75])


def test_a_residual_is_carried_to_like_films():
    model = RatingModel(mean=3.0, support=1.0, coefficient=1.0)
    profiles = np.array([[1, 0], [0, 1]], dtype=np.float32)
    history = model.history(RatingSums.of([5.0, 1.0], [0.0, 0.0], profiles))
    found = predict(model, history, [0.0, 0.0], np.array([[3, 0], [0, 3]]))
    assert found.tolist() == pytest.approx([3 + 2 * 3 / 4, 3 - 2 * 3 / 4])


def test_without_ratings_a_person_gets_the_film_and_stars_stay_stars():
    model = RatingModel(mean=4.8, coefficient=1.0)
    history = model.history(RatingSums.of([], [], np.zeros((0, 3))))
    found = predict(model, history, [0.0, 0.9, -9.0], np.ones((3, 3)))
    assert found.tolist() == pytest.approx([4.8, 5.0, 0.5])


def test_facts_come_back_as_the_model():
    model = RatingModel(mean=3.1, coefficient=0.4)
    assert RatingModel.from_facts(model.facts()) == model


def test_film_means():
    ratings = sparse.csr_matrix(np.array([[4, 0, 1], [5, 0, 0]], dtype=np.float32))
    means, counts = film_means(ratings)
    assert counts.tolist() == [2, 0, 1]
    assert np.isnan(means[1])
    assert means[[0, 2]].tolist() == [4.5, 1]


def test_no_ratings_at_all():
    nobody = sparse.csr_matrix(np.zeros((0, 3), dtype=np.float32))
    vectors = np.ones((3, 2), dtype=np.float32)
    assert fit_rating_model(nobody, None, None, vectors, vectors, seed=1) == RatingModel()


def test_the_correction_helps_on_people_never_seen():
    ratings, texts, _ = small_world()
    split = split_people(ratings, validation=0, test=25, seed=2)
    train = ratings[split.train]
    settings = ItemModelSettings(l2=5.0, side=1.0)
    built = build_taste(train, texts, seed=2, settings=settings)
    model = built.rating_model
    plain = RatingModel(model.mean)
    biases = model.film_biases(*film_means(train))
    errors = []
    for person in split.test.rows:
        films, stars = ratings[person].indices, ratings[person].data
        visible, hidden = np.arange(len(films)) % 4 > 0, np.arange(len(films)) % 4 == 0
        seen = films[visible]
        history = model.history(RatingSums.of(stars[visible], biases[seen], built.profile[seen]))
        for trial in (plain, model):
            match = built.match[films[hidden]]
            found = predict(trial, history, biases[films[hidden]], match)
            errors.append(found - stars[hidden])
    rmse = [np.sqrt((np.concatenate(errors[start::2]) ** 2).mean()) for start in (0, 1)]
    assert model.held_out > 0
    assert rmse[1] < rmse[0]


def test_sums_in_parts_are_the_sums_of_the_whole():
    """The database sums by stars, the evaluation at once; both are the same history."""
    rng = np.random.default_rng(3)
    stars, biases, profiles = (
        rng.choice([1.0, 3.5, 5.0], 30),
        rng.normal(size=30),
        rng.normal(size=(30, 4)),
    )
    model = RatingModel(mean=3.4)
    whole = model.history(RatingSums.of(stars, biases, profiles))
    above = stars - 3.4 - biases
    bias = above.sum() / (30 + model.person_prior)
    assert whole.bias == pytest.approx(bias)
    np.testing.assert_allclose(whole.residual, (above - bias) @ profiles, atol=1e-9)
