"""A person's vectors under a release: made from their marks, kept beside the release.

Everything a request needs of a person's ratings is a few sums of profile vectors. They
are made anew in the transaction that writes a mark, so the next request sees it, whichever
worker answers; and by the first request under a new release.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector, Vector
from sqlalchemy import Connection, RowMapping

from embeddings.learning.predicted import LEAST, MOST, RatingModel
from embeddings.learning.profile import (
    PLANNED_WEIGHT,
    SEEN_WEIGHT,
    preference_share,
    rating_weights,
)
from embeddings.releases.registry import ReleaseInfo
from sql import query

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]

# The view `marks` names what a person says of a film by one of these.
SEEN, PLANNED = "seen", "planned"
STARS = [n / 2 for n in range(1, 11)]
# What each weighs, for the statements that tell contributions.
MARK_WEIGHTS = {
    **{f"{stars:.1f}": float(rating_weights(stars)) for stars in STARS},
    SEEN: SEEN_WEIGHT,
    PLANNED: PLANNED_WEIGHT,
}
MARK_BINDS = {"marks": list(MARK_WEIGHTS), "weights": list(MARK_WEIGHTS.values())}


@dataclass(frozen=True)
class PersonVectors:
    """Sums over a person's marks, and what they said in words.

    Attributes
    ----------
    marked : (K,) float32
        Σ weight × profile over marks.
    heard : (K,) float32
        Σ profile over rated films.
    residual : (K,) float32
        Σ (stars beyond what film and person lead one to expect) × profile.
    prior : (K,) float32, optional
        What words, genres and tags say, whole; None where nothing was said.
    bias : float
        Stars that the person gives above what others give, shrunk.
    rating_count, mark_count : int
        Ratings, and ratings with films seen but not rated.
    """

    marked: Floats
    heard: Floats
    residual: Floats
    prior: Floats | None
    bias: float
    rating_count: int
    mark_count: int

    @cached_property
    def said(self) -> Floats:
        """(K,) float32: what is left of the prior beside so many marks."""
        if self.prior is None:
            return np.zeros_like(self.marked)
        return np.float32(preference_share(self.mark_count)) * self.prior

    @cached_property
    def taste(self) -> Floats:
        """(K,) float32: its inner product with a match vector is the film's score."""
        return self.marked + self.said

    @property
    def knows_anything(self) -> bool:
        """Whether there is anything to rank by."""
        return self.has_marks or self.prior is not None

    @property
    def has_marks(self) -> bool:
        """Whether a rating, a viewing or a plan says something."""
        return self.mark_count > 0 or bool(self.marked.any())

    @property
    def binds(self) -> dict[str, Floats]:
        """The vectors as statements take them."""
        return {
            "taste_vector": self.taste,
            "said_vector": self.said,
            "heard_vector": self.heard,
            "residual_vector": self.residual,
        }


@dataclass(frozen=True)
class MarkSums:
    """Sums over the marks of one kind; a row of ``marks.sql``.

    Attributes
    ----------
    mark : str
        One of `MARK_WEIGHTS`.
    marks : int
    profiles : (K,) float64
        Σ profile.
    biases : float
        Σ rating bias of the films.
    biased : (K,) float64
        Σ rating bias × profile.
    """

    mark: str
    marks: int
    profiles: Doubles
    biases: float
    biased: Doubles

    @property
    def stars(self) -> float | None:
        """Stars given, or None."""
        return None if self.mark in (SEEN, PLANNED) else float(self.mark)

    def plus(self, sign: int, profile: Doubles, bias: float) -> MarkSums:
        """Return the sums with a film more (sign 1) or less (sign −1)."""
        return MarkSums(
            self.mark,
            self.marks + sign,
            self.profiles + sign * profile,
            self.biases + sign * bias,
            self.biased + sign * bias * profile,
        )


def rating_model(release: ReleaseInfo) -> RatingModel:
    """Return the release's model of predicted ratings."""
    return RatingModel(**release.taste.get("rating_model", {}))


def mark_sums(connection: Connection, release: ReleaseInfo, user_id: int) -> list[MarkSums]:
    """Return the sums over a person's marks: at most twelve, however many the marks.

    A release that was built before there were taste vectors knows nothing of anybody.
    """
    if not release.taste_dimension:
        return []
    binds = {
        "release_id": release.release_id,
        "user_id": user_id,
        "taste_dimension": release.taste_dimension,
    }
    return [
        MarkSums(
            row["mark"],
            row["marks"],
            numbers(row["profile_sum"]),
            row["bias_sum"],
            numbers(row["biased_sum"]),
        )
        for row in connection.execute(query("marks"), binds).mappings()
    ]


def with_film(
    sums: Sequence[MarkSums], mark: str, sign: int, profile: Doubles, bias: float
) -> list[MarkSums]:
    """Return sums with a mark of a film more (sign 1) or less (sign −1)."""
    nothing = MarkSums(mark, 0, np.zeros_like(profile), 0.0, np.zeros_like(profile))
    before = next((one for one in sums if one.mark == mark), nothing)
    others = [one for one in sums if one.mark != mark]
    return [*others, before.plus(sign, profile, bias)]


def from_sums(
    release: ReleaseInfo, sums: Sequence[MarkSums], prior: Floats | None = None
) -> PersonVectors:
    """Make the vectors of the sums.

    With b the biases, μ the mean of all ratings and r the stars: the residual vector
    Σ (r − μ − b_film − b_person) p is taken apart into sums that the database made.
    """
    model = rating_model(release)
    zero = np.zeros(release.taste_dimension or 0, dtype=np.float64)
    marked, heard, starred, biased = zero.copy(), zero.copy(), zero.copy(), zero.copy()
    count = marks = 0
    star_sum = bias_sum = 0.0
    # Of an imagined mark's taking away, rounding may leave something.
    for one in (one for one in sums if one.marks):
        marked += MARK_WEIGHTS[one.mark] * one.profiles
        marks += one.marks if one.mark != PLANNED else 0
        if one.stars is None:
            continue
        count += one.marks
        star_sum += one.stars * one.marks
        bias_sum += one.biases
        heard += one.profiles
        starred += one.stars * one.profiles
        biased += one.biased
    bias = (star_sum - model.mean * count - bias_sum) / (count + model.person_prior)
    residual = starred - (model.mean + bias) * heard - biased
    return PersonVectors(
        marked.astype(np.float32),
        heard.astype(np.float32),
        residual.astype(np.float32),
        prior,
        float(bias),
        count,
        marks,
    )


def numbers(value: str | Vector | HalfVector | NDArray[np.float32]) -> Doubles:
    """Return a vector as numbers, whether it came as text, as pgvector's type or as an array."""
    if isinstance(value, str):
        value = Vector.from_text(value)
    plain = value.to_numpy() if isinstance(value, (Vector, HalfVector)) else value
    return np.asarray(plain, dtype=np.float64)


def singles(value: str | Vector | HalfVector | NDArray[np.float32]) -> Floats:
    """Return a vector in single precision."""
    return numbers(value).astype(np.float32)


def kept(row: RowMapping) -> PersonVectors | None:
    """Return the vectors in a row of ``person.sql``, or None where none are kept yet."""
    if row["taste_vector"] is None:
        return None
    return PersonVectors(
        singles(row["taste_vector"]),
        singles(row["evidence_vector"]),
        singles(row["residual_vector"]),
        None if row["preference_vector"] is None else singles(row["preference_vector"]),
        row["rating_bias"],
        row["rating_count"],
        row["mark_count"],
    )


def predicted_rating(release: ReleaseInfo, person: PersonVectors, row: RowMapping) -> float | None:
    """Return the stars that a person would give, or None before their first rating.

    ``row`` has rating_bias, heard and residual. Source: `embeddings.learning.predicted`, in
    inner products that the database made.
    """
    if not person.rating_count:
        return None
    model = rating_model(release)
    said = row["residual"] / (abs(row["heard"]) + model.support)
    stars = model.mean + row["rating_bias"] + person.bias + model.coefficient * said
    return float(np.clip(stars, LEAST, MOST))
