"""Films found by a search in another order than by relevance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from sqlalchemy import RowMapping

Sort = Literal["relevance", "year", "rating", "predicted", "length"]
# movie_id → predicted stars; None before the first rating.
Predict = Callable[[Sequence[int]], Mapping[int, float | None]]

# Only the most relevant films are sorted: the whole catalogue by year answers no query.
MOST_SORTED: Final = 200
# A mean of few ratings counts less: this many ratings of the mean of all stand beside them.
PRIOR_RATINGS: Final = 20


def sort_films(rows: Sequence[RowMapping], sort: Sort, predict: Predict | None) -> list[RowMapping]:
    """Return films of a search in another order; films that lack the value come last.

    Parameters
    ----------
    rows : sequence of rows
        Of ``search.sql``, most relevant first.
    sort : str
        ``year`` from the newest; ``rating`` and ``predicted`` from the best; ``length`` from the
        shortest.
    predict : callable, optional
        The reader's predicted ratings. Without it, ``predicted`` is ``rating``.
    """
    if sort == "relevance":
        return list(rows)
    if sort == "year":
        return _by({row["movie_id"]: _negative(row["year"]) for row in rows}, rows)
    if sort == "length":
        return _by({row["movie_id"]: row["runtime"] for row in rows}, rows)
    keys = _by_rating(rows)
    if sort == "predicted" and predict is not None:
        stars = predict([row["movie_id"] for row in rows])
        if any(value is not None for value in stars.values()):
            keys = {row["movie_id"]: _negative(stars.get(row["movie_id"])) for row in rows}
    return _by(keys, rows)


def _by_rating(rows: Sequence[RowMapping]) -> dict[int, float | None]:
    count = sum(row["rating_count"] for row in rows)
    total = sum((row["rating_mean"] or 0) * row["rating_count"] for row in rows)
    mean = total / count if count else 0.0
    return {
        row["movie_id"]: None
        if row["rating_mean"] is None
        else -(row["rating_mean"] * row["rating_count"] + mean * PRIOR_RATINGS)
        / (row["rating_count"] + PRIOR_RATINGS)
        for row in rows
    }


def _negative(value: float | None) -> float | None:
    return None if value is None else -value


def _by(keys: Mapping[int, float | None], rows: Sequence[RowMapping]) -> list[RowMapping]:
    def key(row: RowMapping) -> tuple[bool, float]:
        value = keys[row["movie_id"]]
        return value is None, value or 0.0

    return sorted(rows, key=key)
