import numpy as np

from embeddings.learning.map2d import coordinates_among, map_coordinates, map_vectors
from tests.embeddings.learning.small_world import small_world

RATINGS, TEXTS, KINDS = small_world()
AROUND = TEXTS - TEXTS.mean(0)


def test_films_of_a_kind_lie_together_and_the_rest_among_them():
    coordinates = map_coordinates(AROUND, RATINGS.getnnz(0), seed=1, landmarks=70)
    assert coordinates.shape == (130, 2)
    assert np.abs(coordinates).max() <= 1.0001
    apart = np.linalg.norm(coordinates[:, None] - coordinates[None], axis=2)
    same = KINDS[:, None] == KINDS[None]
    assert apart[same].mean() < 0.7 * apart[~same].mean()
    np.testing.assert_array_equal(
        coordinates, map_coordinates(AROUND, RATINGS.getnnz(0), seed=1, landmarks=70)
    )


def test_catalogues_of_hardly_a_film():
    for films in (0, 1, 2, 5):
        found = map_coordinates(AROUND[:films], np.ones(films, dtype=np.int64), seed=1)
        assert found.shape == (films, 2)
        assert np.isfinite(found).all()


def test_both_parts_of_a_map_vector_count_the_same():
    found = map_vectors(
        np.array([[1.0, 0], [0, 1]], np.float32), np.array([[3.0], [0]], np.float32)
    )
    np.testing.assert_allclose(np.abs(found[0]), [0.5**0.5, 0.5**0.5, 1], rtol=1e-6)
    assert found[1, 2] == 0
    assert map_vectors(np.zeros((0, 4), np.float32), np.zeros((0, 3), np.float32)).shape == (0, 7)


def test_a_film_that_comes_later_lies_where_it_would_have_been_put() -> None:
    landmarks = 70
    coordinates = map_coordinates(AROUND, RATINGS.getnnz(0), seed=1, landmarks=landmarks)
    chosen = np.argsort(-RATINGS.getnnz(0), kind="stable")[:landmarks]
    others = np.setdiff1d(np.arange(len(AROUND)), chosen)
    later = coordinates_among(AROUND[others], AROUND[chosen], coordinates[chosen])
    assert len(others) > 5
    assert np.allclose(later, coordinates[others], atol=1e-5)
