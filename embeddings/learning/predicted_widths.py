"""How wide the interval around a predicted rating is, so that four in five ratings lie in it.

Split conformal prediction (Papadopoulos et al., ECML 2002; normalised as in Lei et al., JASA 2018):
errors on ratings of people that the vectors were built without are divided by the person's own
spread, and their tenth and ninetieth percentiles are kept by how many ratings the person and the
film have. A person whose ratings are hard to guess gets wider intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from embeddings.arrays import Doubles, Rows

LEAST, MOST = 0.5, 5.0
SHARE = 0.8
# Lower ends of the bins: ratings of the film, and of the person.
FILM_STEPS = (0, 1, 3, 10, 30)
PERSON_STEPS = (1, 3, 8, 20, 80)
# A bin with fewer errors takes the percentiles of all.
_FEWEST = 60


@dataclass(frozen=True)
class RatingWidths:
    """Percentiles of errors, in spreads of the person.

    Attributes
    ----------
    low, high : sequence of sequence of float
        (film bins, person bins): the tenth and the ninetieth.
    """

    low: Sequence[Sequence[float]]
    high: Sequence[Sequence[float]]

    def interval(
        self,
        stars: npt.ArrayLike,
        film_counts: npt.ArrayLike,
        rating_count: int,
        spread: float,
    ) -> tuple[Doubles, Doubles]:
        """Return the ends of the intervals around one person's predicted ratings.

        Parameters
        ----------
        stars : (films,)
            Predicted.
        film_counts : (films,)
            How many rated each.
        rating_count : int
            The person's.
        spread : float
            The person's, in stars: `predicted.RatingHistory`.

        Returns
        -------
        two (films,) float64 of stars, 0.5 to 5
        """
        films = _bins(film_counts, FILM_STEPS)
        person = int(_bins([rating_count], PERSON_STEPS)[0])
        predicted = np.asarray(stars, dtype=np.float64)
        low, high = (
            predicted + spread * np.asarray(side, dtype=np.float64)[films, person]
            for side in (self.low, self.high)
        )
        # The prediction itself lies inside, however the errors lean.
        return (
            np.clip(np.minimum(low, predicted), LEAST, MOST),
            np.clip(np.maximum(high, predicted), LEAST, MOST),
        )


def fit_widths(
    errors: Doubles, film_counts: Doubles, rating_counts: Doubles
) -> RatingWidths | None:
    """Fit the percentiles.

    Parameters
    ----------
    errors : (ratings,)
        Stars less predicted stars, divided by the person's spread.
    film_counts, rating_counts : (ratings,)
        Ratings that the film has, and that the prediction knew of the person.

    Returns
    -------
    RatingWidths or None
        None where there are too few errors.
    """
    if len(errors) < _FEWEST:
        return None
    films, people = _bins(film_counts, FILM_STEPS), _bins(rating_counts, PERSON_STEPS)
    quantiles = ((1 - SHARE) / 2, (1 + SHARE) / 2)
    table = np.empty((2, len(FILM_STEPS), len(PERSON_STEPS)))
    table[:] = np.quantile(errors, quantiles)[:, None, None]
    for film in range(len(FILM_STEPS)):
        for person in range(len(PERSON_STEPS)):
            own = errors[(films == film) & (people == person)]
            if len(own) >= _FEWEST:
                table[:, film, person] = np.quantile(own, quantiles)
    low, high = np.round(table, 4).tolist()
    return RatingWidths(low, high)


def _bins(counts: npt.ArrayLike, steps: Sequence[int]) -> Rows:
    found = np.searchsorted(steps, np.asarray(counts, dtype=np.float64), side="right") - 1
    return np.asarray(np.maximum(found, 0), dtype=np.int64)
