"""What a sample of films says of how many a filter leaves."""

import numpy as np
import pytest

from embeddings.answers.understand.lexicon import Background

NOTHING: dict[str, object] = {
    "genres": [],
    "exclude_genres": [],
    "countries": [],
    "exclude_countries": [],
    "languages": [],
    "exclude_languages": [],
    "year_min": None,
    "year_max": None,
}


def film(year: int | None, genres: list[str], country: str) -> dict[str, object]:
    return {"year": year, "genres": genres, "countries": [country], "languages": ["French"]}


SAMPLE = Background(
    np.zeros((4, 2), dtype=np.float32),
    [
        film(1994, ["Crime", "Drama"], "France"),
        film(2004, ["Drama"], "Belgium"),
        film(None, ["Comedy"], "France"),
        film(2014, [], "Canada"),
    ],
)


@pytest.mark.parametrize(
    ("filters", "share"),
    [
        ({}, 1.0),
        ({"genres": ["Drama"]}, 0.5),
        ({"genres": ["Drama", "Crime"]}, 0.25),
        ({"exclude_genres": ["Crime", "Comedy"]}, 0.5),
        ({"countries": ["France", "Belgium"]}, 0.75),
        ({"exclude_countries": ["France"]}, 0.5),
        ({"languages": ["Korean"]}, 0.0),
        ({"year_min": 2000}, 0.5),
        ({"year_max": 2000}, 0.25),
        ({"year_min": 1990, "year_max": 2010, "genres": ["Drama"]}, 0.5),
    ],
)
def test_share_that_filters_leave(filters: dict[str, object], share: float) -> None:
    assert SAMPLE.share(NOTHING | filters) == share


def test_without_a_sample_nothing_is_said() -> None:
    empty = Background(np.zeros((0, 2), dtype=np.float32))
    assert empty.share(NOTHING | {"genres": ["Drama"]}) == 1.0
