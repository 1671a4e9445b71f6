from functools import partial

import numpy as np
import pytest
from scipy import sparse

from embeddings.learning import vectors
from embeddings.learning.elsa import elsa_gradient, fit_elsa
from embeddings.learning.metrics import ndcg, top_lists
from embeddings.learning.settings import ItemModelSettings
from embeddings.learning.split import split_people
from embeddings.learning.vectors import build_taste
from tests.embeddings.learning.small_world import small_world

RATINGS, TEXTS, KINDS = small_world()
GIVEN = ItemModelSettings(l2=5.0, side=1.0)


@pytest.fixture(scope="module")
def built():
    return build_taste(RATINGS, TEXTS, seed=3, settings=GIVEN)


def test_both_vectors_are_of_one_length_and_fit_half_precision(built):
    assert built.profile.shape == built.match.shape
    assert built.profile.dtype == built.match.dtype == np.float32
    assert np.isfinite(built.profile.astype(np.float16)).all()
    assert np.linalg.norm(built.match, axis=1).mean() == pytest.approx(1, rel=1e-4)


def test_equal_seeds_give_equal_vectors_and_tuning_is_among_them():
    first, two = (build_taste(RATINGS, TEXTS, seed=3) for _ in range(2))
    np.testing.assert_array_equal(first.profile, two.profile)
    np.testing.assert_array_equal(first.match, two.match)
    assert "tuning" in first.facts
    assert {**first.facts, "seconds": 0} == {**two.facts, "seconds": 0}


def test_film_order_does_not_matter(built):
    order = np.random.default_rng(1).permutation(130)
    mixed = build_taste(RATINGS[:, order], TEXTS[order], seed=3, settings=GIVEN)
    np.testing.assert_allclose(
        mixed.profile @ mixed.match.T,
        (built.profile @ built.match.T)[np.ix_(order, order)],
        atol=1e-4,
    )


def test_new_people_get_their_own_kind():
    split = split_people(RATINGS, validation=0, test=20, seed=1)
    built = build_taste(RATINGS[split.train], TEXTS, seed=1, settings=GIVEN)
    fold_in = split.test.fold_in
    scores = (fold_in @ built.profile) @ built.match.T
    lists = top_lists(scores, fold_in, 10)
    own = [np.bincount(KINDS[fold_in[person].indices]).argmax() for person in range(20)]
    assert np.mean(KINDS[lists] == np.array(own)[:, None]) > 0.8
    popular = np.tile(RATINGS[split.train].getnnz(0).astype(np.float32), (20, 1))
    targets = split.test.targets
    assert (
        ndcg(lists, targets, 10).mean() > ndcg(top_lists(popular, fold_in, 10), targets, 10).mean()
    )


def test_a_film_nobody_rated_goes_with_its_kind():
    hidden = np.zeros(130, dtype=bool)
    hidden[::6] = True
    warm = sparse.csr_matrix(RATINGS @ sparse.diags((~hidden).astype(np.float32)))
    warm.eliminate_zeros()
    built = build_taste(warm, TEXTS, seed=1, settings=GIVEN)
    likes = built.profile[(KINDS == 2) & ~hidden].sum(0)
    scores = built.match @ likes
    assert scores[hidden & (KINDS == 2)].mean() > scores[hidden & (KINDS != 2)].mean()
    assert built.facts["warm_movies"] == int((warm.getnnz(0) > 0).sum())


def test_without_ratings_the_text_is_all():
    nobody = sparse.csr_matrix(np.zeros((0, 130), dtype=np.float32))
    built = build_taste(nobody, TEXTS, seed=1)
    assert built.facts["collaborative_dimension"] == 0
    np.testing.assert_allclose(built.profile, built.match, atol=1e-6)
    found = built.match @ built.profile[7]
    assert found.argmax() == 7
    assert built.rating_model.coefficient == 0


def test_too_few_people_take_the_defaults():
    built = build_taste(RATINGS[:20], TEXTS, seed=1)
    assert "tuning" not in built.facts
    assert built.facts["settings"]["l2"] == ItemModelSettings().l2


def test_films_beyond_the_limit_are_treated_as_unrated():
    built = build_taste(RATINGS, TEXTS, seed=1, settings=GIVEN, most_warm=40)
    assert built.facts["warm_movies"] == 40
    assert (np.linalg.norm(built.match, axis=1) > 0).all()


def test_elsa_takes_its_place_beside_the_others(monkeypatch):
    monkeypatch.setattr(vectors, "fit_elsa", partial(fit_elsa, steps=20))
    settings = ItemModelSettings(l2=5.0, side=1.0, elsa=1.0)
    built = build_taste(RATINGS, TEXTS, seed=1, settings=settings)
    plain = build_taste(RATINGS, TEXTS, seed=1, settings=GIVEN)
    assert built.profile.shape[1] == plain.profile.shape[1] + 128
    assert built.facts["collaborative_dimension"] > plain.facts["collaborative_dimension"]


def test_a_text_lands_on_its_film(built):
    said = built.from_text(TEXTS[[11, 60]])
    text = built.facts["text_dimension"]
    np.testing.assert_allclose(said[:, -text:], built.profile[[11, 60], -text:], atol=1e-5)
    assert not said[:, :-text].any()


def test_elsa_vectors_of_films_seen_together_are_alike():
    found = fit_elsa(RATINGS, seed=1, rank=8, steps=60)
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    np.testing.assert_array_equal(found, fit_elsa(RATINGS, seed=1, rank=8, steps=60))
    seen = RATINGS.getnnz(0) > 3
    likeness = (found @ found.T)[np.ix_(seen, seen)]
    same = (KINDS[:, None] == KINDS[None])[np.ix_(seen, seen)]
    assert likeness[same].mean() > likeness[~same].mean() + 0.1


def test_the_gradient_is_the_slope_of_the_loss():
    batch = sparse.csr_matrix(RATINGS[:7, :11] / 5)
    vectors = np.random.default_rng(2).standard_normal((11, 3)).astype(np.float32)
    work = np.empty((7, 11), dtype=np.float32)
    _, gradient = elsa_gradient(vectors, batch, work)
    for movie, column in ((0, 0), (4, 2), (10, 1)):
        step = np.zeros_like(vectors)
        step[movie, column] = 1e-2
        above, below = (elsa_gradient(vectors + s * step, batch, work)[0] for s in (1, -1))
        assert gradient[movie, column] == pytest.approx((above - below) / 2e-2, abs=2e-4)


def test_ratings_and_texts_of_other_films_are_refused():
    with pytest.raises(ValueError, match="130 movies, text vectors of 129"):
        build_taste(RATINGS, TEXTS[:-1], seed=1)
