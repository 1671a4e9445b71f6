"""A person's vectors are the sums that they are said to be: by hand, and from the tables."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from sqlalchemy import Engine, text

from embeddings.answers.marks import PLANNED, SEEN, MarkSums, with_film
from embeddings.answers.person import PersonVectors, from_sums, rating_model
from embeddings.answers.vectors import to_floats
from embeddings.learning.profile import PLANNED_WEIGHT, SEEN_WEIGHT, rating_weights
from embeddings.releases.registry import ReleaseInfo, live_release
from tests.app.recommend.people import Json, Person


@pytest.fixture
def release(engine: Engine) -> ReleaseInfo:
    """The live release, as if its vectors had two numbers."""
    with engine.connect() as connection:
        live = live_release(connection)
    assert live is not None
    return replace(live, taste_dimension=2)


def of_marks(
    release: ReleaseInfo, *marks: tuple[str, list[float]], preference: Any = None
) -> PersonVectors:
    """Make a person of marks of films with these profiles, all without a rating bias."""
    sums: list[MarkSums] = []
    for mark, profile in marks:
        sums = with_film(sums, mark, 1, np.array(profile, dtype=np.float64), 0.0)
    return from_sums(release, sums, preference)


def test_the_vector_is_the_weighted_sum(release: ReleaseInfo) -> None:
    person = of_marks(release, ("4.0", [1, 2]), ("3.0", [0, 4]), ("4.0", [1, 0]))
    assert person.taste_vector == pytest.approx([2, 2 + 0.25 * 4])
    assert (person.rating_count, person.mark_count) == (3, 3)


def test_a_low_rating_pushes_like_films_down(release: ReleaseInfo) -> None:
    before = of_marks(release, ("5.0", [1, 0]))
    after = of_marks(release, ("5.0", [1, 0]), ("0.5", [0, 1]))
    assert after.taste_vector[1] < before.taste_vector[1] == 0
    assert after.taste_vector[0] == before.taste_vector[0]


def test_what_is_no_rating_counts_less(release: ReleaseInfo) -> None:
    person = of_marks(release, (SEEN, [1, 0]), (PLANNED, [0, 1]))
    assert person.taste_vector == pytest.approx([SEEN_WEIGHT, PLANNED_WEIGHT])
    assert (person.rating_count, person.mark_count) == (0, 1)


def test_the_preference_fades(release: ReleaseInfo) -> None:
    preference = np.array([6, 0], dtype=np.float32)
    assert of_marks(release, preference=preference).taste_vector == pytest.approx(preference)
    ten = [("4.0", [0.0, 0.0])] * 10
    assert of_marks(release, *ten, preference=preference).taste_vector == pytest.approx([3, 0])


def test_kept_vectors_are_the_sums_over_the_tables(
    person: Person, films: list[Json], engine: Engine
) -> None:
    stars = dict(zip([film["id"] for film in films[:12]], [5.0, 0.5, 3.5] * 4, strict=True))
    person.rate(stars)
    person.put(f"/me/history/{films[20]['id']}", {"watched_on": None})
    with engine.connect() as connection:
        live = live_release(connection)
        assert live is not None
        kept = connection.execute(
            text("select tastes.* from tastes join users using (user_id) where username = :name"),
            {"name": person.name},
        ).one()
        profiles = {
            row.movie_id: (to_floats(row.vector), row.rating_bias)
            for row in connection.execute(
                text(
                    "select movie_id, profile_vector::text as vector, rating_bias from movies"
                    " where release_id = :release_id"
                ),
                {"release_id": live.release_id},
            )
        }
    rated = np.array([profiles[rating][0] for rating in stars])
    given = np.array(list(stars.values()))
    seen = SEEN_WEIGHT * profiles[films[20]["id"]][0]
    np.testing.assert_allclose(
        to_floats(kept.taste_vector), rating_weights(given) @ rated + seen, atol=1e-4
    )
    np.testing.assert_allclose(to_floats(kept.evidence_vector), rated.sum(0), atol=1e-4)
    model = rating_model(live)
    beyond = given - model.mean - np.array([profiles[rating][1] for rating in stars])
    bias = beyond.sum() / (len(given) + model.person_prior)
    assert kept.rating_bias == pytest.approx(bias, abs=1e-5)
    np.testing.assert_allclose(to_floats(kept.residual_vector), (beyond - bias) @ rated, atol=1e-3)
