"""From familiar to adventurous: along popularity, and away from what a person knows."""

from __future__ import annotations

import numpy as np
import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from app.data import tastes
from app.data.services import services_of
from embeddings.answers.budgets import DEEP_CANDIDATES
from embeddings.answers.filters import Filters
from embeddings.answers.recommend import FAMILIARITY, NEUTRAL, rank
from embeddings.answers.rows import rows_on
from embeddings.releases.registry import live_release
from tests.app.recommend.people import Json, Person, of

STEPS = [n / 8 for n in range(9)]


@pytest.fixture
def known(person: Person) -> list[int]:
    """Films that the person has rated: two kinds, well liked."""
    films = of(person, "Crime", 6) + of(person, "Animation", 6)
    person.rate(dict.fromkeys(films, 4.5))
    return films


def test_familiarity_falls_with_every_step(
    person: Person, known: list[int], engine: Engine, client: FlaskClient
) -> None:
    """Summed over the first 50 and measured as the statement does: never up, and down in all."""
    with engine.connect() as connection:
        release = live_release(connection)
        assert release
        user_id = connection.exec_driver_sql(
            "select user_id from users where username = %s", (person.name,)
        ).scalar_one()
        encoder = services_of(client.application).query_encoders.of(release)
        vectors = tastes.compute(connection, release, user_id, encoder)
        everything = Filters()

        def first(adventurousness: float) -> list[tuple[float, float, float]]:
            familiarity = FAMILIARITY * (NEUTRAL - adventurousness)
            films = rank(
                rows_on(connection),
                release,
                vectors,
                everything,
                familiarity=familiarity,
                limit=DEEP_CANDIDATES,
            )
            return [
                (film["score"], np.log1p(film["rating_count"]), film["evidence"]) for film in films
            ]

        spread = np.std([evidence for _, _, evidence in first(NEUTRAL)])
        lists = [np.array(first(step)[:50]) for step in STEPS]
    familiar = [float((some[:, 1] + some[:, 2] / spread).sum()) for some in lists]
    assert np.all(np.diff(familiar) <= 1e-6)
    assert familiar[-1] < familiar[0]
    # Each part of it, too, from end to end.
    assert lists[-1][:, 1].mean() < lists[0][:, 1].mean()
    assert lists[-1][:, 2].mean() < lists[0][:, 2].mean()
    # What suits best is listed where nobody moved the slider.
    suits = [float(some[:, 0].sum()) for some in lists]
    nearest = int(np.argmin(np.abs(np.array(STEPS) - NEUTRAL)))
    assert max(suits) == pytest.approx(suits[nearest], rel=0.02)


def test_preferences_hold_the_slider(person: Person, known: list[int], films: list[Json]) -> None:
    asked = person.recommended(adventurousness=0.9)
    assert asked != person.recommended()
    person.put("/me/preferences", {"adventurousness": 0.9})
    assert person.recommended() == asked
    assert person.recommended(adventurousness=NEUTRAL) != asked
