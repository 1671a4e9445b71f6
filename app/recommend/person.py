"""A person's vectors under a release: made from their marks, kept beside the release.

Everything a request needs of a person's ratings is a few sums of profile vectors. They
are made anew in the transaction that writes a mark, so the next request sees it, whichever
worker answers; and by the first request under a new release.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector, Vector
from sqlalchemy import Connection, RowMapping, text
from sqlalchemy.dialects.postgresql import insert

from embeddings.releases.registry import ReleaseInfo
from embeddings.taste.predicted import LEAST, MOST, RatingModel
from embeddings.taste.profile import rating_weights
from sql import query
from sql.tables import Taste

Floats = NDArray[np.float32]

# What each number of stars weighs, for the statements that tell contributions.
STARS = [n / 2 for n in range(1, 11)]
WEIGHTS = [float(weight) for weight in rating_weights(STARS)]


@dataclass(frozen=True)
class PersonVectors:
    """Sums over a person's marks.

    Attributes
    ----------
    taste : (K,) float32
        Σ weight × profile; its inner product with a match vector is the film's score.
    heard : (K,) float32
        Σ profile over rated films.
    residual : (K,) float32
        Σ (stars beyond what film and person lead one to expect) × profile.
    bias : float
        Stars that the person gives above what others give, shrunk.
    rating_count, mark_count : int
        Ratings, and ratings with films seen but not rated.
    """

    taste: Floats
    heard: Floats
    residual: Floats
    bias: float
    rating_count: int
    mark_count: int

    @property
    def binds(self) -> dict[str, Floats]:
        """The vectors as statements take them."""
        return {
            "taste_vector": self.taste,
            "heard_vector": self.heard,
            "residual_vector": self.residual,
        }


def rating_model(release: ReleaseInfo) -> RatingModel:
    """Return the release's model of predicted ratings."""
    return RatingModel(**release.taste.get("rating_model", {}))


def from_marks(release: ReleaseInfo, rows: Sequence[RowMapping]) -> PersonVectors:
    """Make the vectors of the rows of ``marks.sql``.

    With b the biases, μ the mean of all ratings and r the stars: the residual vector
    Σ (r − μ − b_film − b_person) p is taken apart into sums that the database made.
    """
    model = rating_model(release)
    zero = np.zeros(release.taste_dimension or 0, dtype=np.float64)
    taste, heard, starred, biased = zero.copy(), zero.copy(), zero.copy(), zero.copy()
    count = marks = 0
    star_sum = bias_sum = 0.0
    for row in rows:
        profiles = numbers(row["profile_sum"])
        seen_only = row["rating"] is None
        stars = np.nan if seen_only else float(row["rating"])
        taste += float(rating_weights(stars)) * profiles
        marks += row["marks"]
        if seen_only:
            continue
        count += row["marks"]
        star_sum += stars * row["marks"]
        bias_sum += row["bias_sum"]
        heard += profiles
        starred += stars * profiles
        biased += numbers(row["biased_sum"])
    bias = (star_sum - model.mean * count - bias_sum) / (count + model.person_prior)
    residual = starred - (model.mean + bias) * heard - biased
    return PersonVectors(
        taste.astype(np.float32),
        heard.astype(np.float32),
        residual.astype(np.float32),
        float(bias),
        count,
        marks,
    )


def numbers(value: str | Vector | HalfVector | NDArray[np.float32]) -> NDArray[np.float64]:
    """Return a vector as numbers, whether it came as text, as pgvector's type or as an array."""
    if isinstance(value, str):
        value = Vector.from_text(value)
    plain = value.to_numpy() if isinstance(value, (Vector, HalfVector)) else value
    return np.asarray(plain, dtype=np.float64)


def compute(connection: Connection, release: ReleaseInfo, user_id: int) -> PersonVectors:
    """Make a person's vectors from all their marks.

    A release that was built before there were taste vectors knows nothing of anybody.
    """
    if not release.taste_dimension:
        return from_marks(release, [])
    rows = connection.execute(
        query("marks"),
        {
            "release_id": release.release_id,
            "user_id": user_id,
            "taste_dimension": release.taste_dimension,
        },
    )
    return from_marks(release, rows.mappings().all())


def refresh(connection: Connection, release: ReleaseInfo, user_id: int) -> PersonVectors:
    """Make a person's vectors anew and keep them; the caller commits.

    The person's row is locked first: of two writers at once, the later one sees the
    earlier one's mark before it sums.
    """
    locked = text("select 1 from users where user_id = :user_id for update")
    connection.execute(locked, {"user_id": user_id})
    made = compute(connection, release, user_id)
    values = {
        "taste_vector": made.taste,
        "heard_vector": made.heard,
        "residual_vector": made.residual,
        "rating_bias": made.bias,
        "rating_count": made.rating_count,
        "mark_count": made.mark_count,
        "updated_at": text("now()"),
    }
    statement = insert(Taste).values(user_id=user_id, release_id=release.release_id, **values)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["user_id", "release_id"], set_=values)
    )
    return made


def kept(row: RowMapping) -> PersonVectors | None:
    """Return the vectors in a row of ``person.sql``, or None where none are kept yet."""
    if row["taste_vector"] is None:
        return None
    return PersonVectors(
        numbers(row["taste_vector"]).astype(np.float32),
        numbers(row["heard_vector"]).astype(np.float32),
        numbers(row["residual_vector"]).astype(np.float32),
        row["rating_bias"],
        row["rating_count"],
        row["mark_count"],
    )


def predicted_rating(release: ReleaseInfo, person: PersonVectors, row: RowMapping) -> float | None:
    """Return the stars that a person would give, or None before their first rating.

    ``row`` has rating_bias, heard and residual. Source: `embeddings.taste.predicted`, in
    inner products that the database made.
    """
    if not person.rating_count:
        return None
    model = rating_model(release)
    said = row["residual"] / (abs(row["heard"]) + model.support)
    stars = model.mean + row["rating_bias"] + person.bias + model.coefficient * said
    return float(np.clip(stars, LEAST, MOST))
