import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from embeddings.learning import interactions
from embeddings.learning.interactions import gram, rating_counts, read_interactions
from embeddings.sources.id_map import IdMap


def chunk(*rows: tuple[int, int, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["user_id", "movie_id", "rating"])


IDS = IdMap.from_ids([50, 10, 30, 20])


def test_people_are_rows_and_movies_are_columns_across_chunks():
    found = read_interactions([chunk((9, 30, 4.5), (2, 10, 1.0)), chunk((9, 50, 3.0))], IDS)
    assert found.user_ids.tolist() == [2, 9]
    assert found.ratings.toarray().tolist() == [[1, 0, 0, 0], [0, 0, 4.5, 3]]
    assert found.ratings.dtype == np.float32


def test_of_two_ratings_of_one_film_the_later_counts():
    found = read_interactions([chunk((1, 20, 2.0), (3, 20, 1.0)), chunk((1, 20, 5.0))], IDS)
    assert found.ratings.toarray()[:, 1].tolist() == [5, 1]
    assert found.ratings.nnz == 2


def test_no_ratings_at_all():
    found = read_interactions([], IDS)
    assert found.ratings.shape == (0, 4)
    assert read_interactions([chunk()], IDS).ratings.shape == (0, 4)


def test_unknown_films_and_zero_stars_are_refused():
    with pytest.raises(KeyError):
        read_interactions([chunk((1, 77, 3.0))], IDS)
    with pytest.raises(ValueError, match="above zero"):
        read_interactions([chunk((1, 20, 0.0))], IDS)


def test_gram_by_blocks_is_the_product(monkeypatch):
    monkeypatch.setattr(interactions, "_GRAM_COLUMNS", 3)
    values = np.random.default_rng(1).integers(0, 3, (5, 8)).astype(np.float32)
    np.testing.assert_allclose(gram(sparse.csr_matrix(values)), values.T @ values)


def test_counts_are_of_people_and_not_of_stars():
    ratings = sparse.csr_matrix(np.array([[5, 0, 1], [4, 0, 0]], dtype=np.float32))
    assert rating_counts(ratings).tolist() == [2, 0, 1]
