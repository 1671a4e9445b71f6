import numpy as np

from embeddings.taste.map2d import place_films, place_person
from tests.embeddings.taste.small_world import small_world

RATINGS, TEXTS, KINDS = small_world()
AROUND = TEXTS - TEXTS.mean(0)


def test_films_of_a_kind_lie_together_and_the_rest_among_them():
    places = place_films(AROUND, RATINGS.getnnz(0), seed=1, landmarks=70)
    assert places.shape == (130, 2)
    assert np.abs(places).max() <= 1.0001
    apart = np.linalg.norm(places[:, None] - places[None], axis=2)
    same = KINDS[:, None] == KINDS[None]
    assert apart[same].mean() < 0.7 * apart[~same].mean()
    np.testing.assert_array_equal(
        places, place_films(AROUND, RATINGS.getnnz(0), seed=1, landmarks=70)
    )


def test_catalogues_of_hardly_a_film():
    for films in (0, 1, 2, 5):
        found = place_films(AROUND[:films], np.ones(films, dtype=np.int64), seed=1)
        assert found.shape == (films, 2)
        assert np.isfinite(found).all()


def test_a_person_is_among_the_films_they_like():
    places = np.array([[0, 0], [1, 0], [-1, -1]], dtype=np.float32)
    np.testing.assert_allclose(place_person(places, [4.0, 4.0, 0.5]), [0.5, 0])
    np.testing.assert_array_equal(place_person(places, [1.0, 1.0, 1.0]), [0, 0])
