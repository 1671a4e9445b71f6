"""The stars that a person would give, with their doubt, and what they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.person import Person, PersonVectors, rating_model
from embeddings.answers.rows import Rows
from embeddings.learning.predicted import RatingModel
from embeddings.learning.predicted_widths import LEAST, MOST
from embeddings.releases.registry import ReleaseInfo

# With fewer ratings the prediction is hardly anything but what everybody gives the film
# (decision 0028), so pages say that it is too early and show no number.
FEWEST_RATINGS: Final = 3


@dataclass(frozen=True)
class Prediction:
    """What a person would give a film.

    Attributes
    ----------
    stars : float or None
        0.5 to 5; None before the first rating.
    low, high : float or None
        Four in five such ratings lie between; None where the release has not measured it.
    too_early : bool
        There are stars, and so few ratings behind them that pages should not show them.
    """

    stars: float | None
    low: float | None = None
    high: float | None = None
    too_early: bool = False


NO_PREDICTION: Final = Prediction(None)


@dataclass(frozen=True)
class RatingParts:
    """How ratings of a person add up to predicted ratings.

    Attributes
    ----------
    expected : float
        Stars that the person gives a film of which others think as of all films.
    scales : mapping of int to float
        movie_id → stars for each unit of residual times likeness.
    """

    expected: float
    scales: dict[int, float]

    def of(self, movie_id: int, rating: float, rating_bias: float, likeness: float) -> float:
        """Return the stars that one rating adds to the predicted rating of a film."""
        return self.scales[movie_id] * (rating - self.expected - rating_bias) * likeness


@dataclass(frozen=True)
class StarSum:
    """What a predicted rating is made of besides single ratings, in stars.

    ``average + others + caution + clipped`` and the stars of all reasons are the prediction.

    Attributes
    ----------
    average : float
        Mean of the person's ratings.
    others : float
        How much better others like the film than they like the films that the person rated.
    caution : float
        What is held back while there are few ratings.
    clipped : float
        What lies beyond five stars, or below half a star.
    """

    average: float
    others: float
    caution: float
    clipped: float


def predictions(
    release: ReleaseInfo, vectors: PersonVectors, rows: Sequence[RowMapping]
) -> list[Prediction]:
    """Return a prediction for each film.

    Parameters
    ----------
    rows : sequence of rows
        With rating_count, rating_bias, residual and evidence, as ``recommend.sql``,
        ``scored.sql`` and ``predicted.sql`` give them. Source:
        `embeddings.learning.predicted.RatingModel.predict`.
    """
    if not vectors.rating_count or not rows:
        return [NO_PREDICTION] * len(rows)
    model = rating_model(release)
    stars = model.predict(
        vectors.bias,
        [row["rating_bias"] for row in rows],
        [row["residual"] for row in rows],
        [row["evidence"] for row in rows],
    )
    too_early = vectors.rating_count < FEWEST_RATINGS
    if model.widths is None:
        return [Prediction(float(star), too_early=too_early) for star in stars]
    counts = [row["rating_count"] for row in rows]
    low, high = model.widths.interval(stars, counts, vectors.rating_count, vectors.spread)
    return [
        Prediction(float(star), float(least), float(most), too_early)
        for star, least, most in zip(stars, low, high, strict=True)
    ]


def predict_films(
    rows: Rows, release: ReleaseInfo, reader: Person, movie_ids: Sequence[int]
) -> dict[int, Prediction]:
    """Return movie_id → prediction of the films that the release has; one statement."""
    if not release.taste_dimension or not reader.vectors.rating_count or not movie_ids:
        return {}
    found = rows(
        "predicted",
        release_id=release.release_id,
        movie_ids=list(movie_ids),
        taste_dimension=release.taste_dimension,
        evidence_vector=reader.vectors.evidence,
        residual_vector=reader.vectors.residual,
    )
    made = predictions(release, reader.vectors, found)
    return {row["movie_id"]: prediction for row, prediction in zip(found, made, strict=True)}


def predict_stars(
    rows: Rows, release: ReleaseInfo, reader: Person, movie_ids: Sequence[int]
) -> dict[int, float | None]:
    """Return movie_id → stars, as `predict_films` predicts them."""
    found = predict_films(rows, release, reader, movie_ids)
    return {movie_id: prediction.stars for movie_id, prediction in found.items()}


def rating_parts(
    release: ReleaseInfo, vectors: PersonVectors, rows: Sequence[RowMapping]
) -> RatingParts:
    """Return how the person's ratings add up to predictions for some films.

    Parameters
    ----------
    rows : sequence of rows
        With movie_id and evidence.
    """
    model = rating_model(release)
    scales = model.coefficient * model.carried_over(
        np.ones(len(rows)), [row["evidence"] for row in rows]
    )
    return RatingParts(
        model.mean + vectors.bias,
        {row["movie_id"]: float(scale) for row, scale in zip(rows, scales, strict=True)},
    )


def star_sum(
    model: RatingModel,
    vectors: PersonVectors,
    film: RowMapping,
    ratings: Sequence[tuple[float, float]],
    carried: float,
) -> StarSum:
    """Take a predicted rating apart.

    Parameters
    ----------
    film : row
        With rating_bias.
    ratings : sequence of (float, float)
        Of every rating of the person its stars, and the rating bias of the film rated.
    carried : float
        What the single ratings add together.
    """
    average, others_mean = np.mean(ratings, axis=0)
    whole = model.mean + film["rating_bias"] + vectors.bias
    unclipped = whole + carried
    return StarSum(
        average=float(average),
        others=float(film["rating_bias"] - others_mean),
        caution=float(model.mean + vectors.bias + others_mean - average),
        clipped=float(np.clip(unclipped, LEAST, MOST) - unclipped),
    )
