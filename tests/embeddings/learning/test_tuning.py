"""What the fits of the tuning are held to."""

import numpy as np
from scipy import sparse

from embeddings.learning.tuning import _films


def _people_rating_one_film(people: int, films: int) -> sparse.csr_matrix:
    rated = np.arange(people) % films
    shape = (people, films)
    return sparse.csr_matrix((np.ones(people, np.float32), (np.arange(people), rated)), shape)


def test_a_large_catalogue_is_cut_to_what_a_dense_fit_can_take() -> None:
    # MovieLens 32M: 40,000 people are few beside 87,585 films, and many beside those fitted.
    assert len(_films(_people_rating_one_film(40_000, 87_585), side=128)) == 6_000
    assert len(_films(_people_rating_one_film(12_000, 20_000), side=128)) == 6_000


def test_few_people_are_fitted_with_more_films() -> None:
    assert len(_films(_people_rating_one_film(600, 9_000), side=128)) == 9_000
    assert len(_films(_people_rating_one_film(600, 30_000), side=128)) == 20_000
