"""How far two people agree, and where they do not."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from embeddings.answers.comparison import RatedByBoth, agreement, both_love, to_fight_about


def rated(pairs: list[tuple[float, float]]) -> list[RatedByBoth]:
    return [RatedByBoth(number, mine, theirs) for number, (mine, theirs) in enumerate(pairs)]


def pairs_of(correlation: float, count: int) -> list[tuple[float, float]]:
    rng = np.random.default_rng(5)
    mine = rng.normal(size=count)
    theirs = correlation * mine + np.sqrt(1 - correlation**2) * rng.normal(size=count)
    return list(zip(mine.tolist(), theirs.tolist(), strict=True))


@pytest.mark.parametrize("correlation", [-0.7, 0.0, 0.45, 0.9])
def test_number_and_interval_are_those_of_scipy(correlation: float) -> None:
    pairs = pairs_of(correlation, 40)
    found = agreement(rated(pairs))
    wanted = stats.pearsonr([mine for mine, _ in pairs], [theirs for _, theirs in pairs])
    interval = wanted.confidence_interval(0.95)
    assert found is not None
    assert found.correlation == pytest.approx(wanted.statistic)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), abs=1e-6)
    assert found.films == 40


@pytest.mark.parametrize(
    ("correlation", "count", "says"),
    [
        (0.9, 40, "alike"),
        (0.45, 200, "rather-alike"),
        (0.0, 200, "unrelated"),
        (-0.45, 200, "rather-opposite"),
        (-0.9, 40, "opposite"),
        (0.45, 10, "unsure"),
    ],
)
def test_the_word_is_one_that_the_interval_bears_out(
    correlation: float, count: int, says: str
) -> None:
    found = agreement(rated(pairs_of(correlation, count)))
    assert found is not None
    assert found.says == says


def test_too_few_films_and_the_same_stars_have_no_number() -> None:
    assert agreement(rated(pairs_of(0.9, 9))) is None
    assert agreement(rated([(4.0, float(stars)) for stars in range(12)])) is None


def test_the_same_stars_in_all_films_are_one() -> None:
    found = agreement(rated([(stars / 2, stars / 2) for stars in range(1, 11)]))
    assert found is not None
    assert found.correlation == pytest.approx(1)
    assert found.low > 0.99


def test_what_both_love_comes_in_order() -> None:
    films = rated([(4.0, 4.0), (5.0, 3.5), (5.0, 4.5), (4.0, 5.0)])
    assert [film.film_id for film in both_love(films)] == [2, 3, 0]


def test_apart_is_measured_from_each_ones_mean() -> None:
    """Of two who gave three and four and a half, the first may be the one who liked it more."""
    films = rated([(3.0, 4.5), (5.0, 4.0), (4.0, 4.5)])
    assert [(film.film_id, mine) for film, mine in to_fight_about(films, 2.0, 5.0)] == [
        (1, True),
        (2, True),
        (0, True),
    ]
    assert to_fight_about(films, 3.5, 4.5) == [(films[1], True)]
