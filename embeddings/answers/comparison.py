"""How far two people's ratings of the same films go together.

One number with an interval, because a correlation over a dozen films is mostly chance: Pearson's
correlation with its interval by Fisher's z-transformation (R. A. Fisher, "On the 'probable error'
of a coefficient of correlation deduced from a small sample", Metron 1, 1921)::

    z = artanh(r) ± 1.96 / √(n − 3)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

LEAST_FILMS: Final = 10
LEAST_LOVED: Final = 4.0
"""Stars from which on a film is loved."""
LEAST_APART: Final = 1.5
"""Stars that two people's ratings lie apart, from each one's mean, for a film to fight about."""
MOST_FILMS: Final = 12
STRONG, SOME = 0.6, 0.3
NORMAL_95: Final = 1.959964

Says = Literal["alike", "rather-alike", "unrelated", "rather-opposite", "opposite", "unsure"]


@dataclass(frozen=True)
class RatedByBoth:
    """A film and the stars that two people gave it."""

    film_id: int
    mine: float
    theirs: float


@dataclass(frozen=True)
class Agreement:
    """Pearson's correlation of two people's stars, its 95 % interval, and what it says."""

    correlation: float
    low: float
    high: float
    says: Says
    films: int


def agreement(rated: Sequence[RatedByBoth]) -> Agreement | None:
    """Return how far two people agree.

    Returns
    -------
    Agreement or None
        None of fewer than `LEAST_FILMS` films, or where one gave all of them the same stars: there
        is no correlation then.
    """
    if len(rated) < LEAST_FILMS:
        return None
    mine = np.array([film.mine for film in rated])
    theirs = np.array([film.theirs for film in rated])
    if not mine.std() or not theirs.std():
        return None
    correlation = float(np.clip(np.corrcoef(mine, theirs)[0, 1], -1, 1))
    # artanh of 1 is infinite.
    z = math.atanh(max(-0.999999, min(0.999999, correlation)))
    reach = NORMAL_95 / math.sqrt(len(rated) - 3)
    low, high = math.tanh(z - reach), math.tanh(z + reach)
    return Agreement(correlation, low, high, _says(correlation, low, high), len(rated))


def _says(correlation: float, low: float, high: float) -> Says:
    size = abs(correlation)
    if size < SOME:
        return "unrelated" if low > -STRONG and high < STRONG else "unsure"
    if low <= 0 <= high:
        return "unsure"
    if correlation > 0:
        return "alike" if size >= STRONG else "rather-alike"
    return "opposite" if size >= STRONG else "rather-opposite"


def both_love(rated: Sequence[RatedByBoth]) -> list[RatedByBoth]:
    """Return all films that both love, the most loved first."""
    loved = [film for film in rated if min(film.mine, film.theirs) >= LEAST_LOVED]
    return sorted(loved, key=lambda film: (-(film.mine + film.theirs), film.film_id))


def to_fight_about(
    rated: Sequence[RatedByBoth], my_mean: float, their_mean: float
) -> list[tuple[RatedByBoth, bool]]:
    """Return the films on which two people lie far apart, and whether the first likes it more.

    Stars are measured from each person's mean: five stars say little of who gives all films five.
    """

    def apart(film: RatedByBoth) -> float:
        return (film.mine - my_mean) - (film.theirs - their_mean)

    far = [film for film in rated if abs(apart(film)) >= LEAST_APART]
    far.sort(key=lambda film: (-abs(apart(film)), film.film_id))
    return [(film, apart(film) > 0) for film in far]
