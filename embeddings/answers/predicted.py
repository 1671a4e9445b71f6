"""The stars that a person would give, from inner products that the database made."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import RowMapping

from embeddings.answers.person import PersonVectors, rating_model
from embeddings.releases.registry import ReleaseInfo


def predicted_ratings(
    release: ReleaseInfo, vectors: PersonVectors, rows: Sequence[RowMapping]
) -> list[float | None]:
    """Return each film's predicted rating, 0.5 to 5 stars; None before the first rating.

    Parameters
    ----------
    rows : sequence of rows
        With rating_bias, residual and evidence, as ``recommend.sql`` and ``scored.sql`` give
        them. Source: `embeddings.learning.predicted.RatingModel.predict`.
    """
    if not vectors.rating_count:
        return [None] * len(rows)
    predicted = rating_model(release).predict(
        vectors.bias,
        [row["rating_bias"] for row in rows],
        [row["residual"] for row in rows],
        [row["evidence"] for row in rows],
    )
    return [float(stars) for stars in predicted]
