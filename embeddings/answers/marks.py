"""A person's marks: what each weighs, and sums over the marks of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from embeddings.answers.rows import Rows
from embeddings.answers.vectors import to_doubles
from embeddings.arrays import Doubles
from embeddings.learning.profile import PLANNED_WEIGHT, SEEN_WEIGHT, rating_weights
from embeddings.releases.registry import ReleaseInfo

# The view `marks` names a mark by its stars, or by one of these.
SEEN: Final = "seen"
PLANNED: Final = "planned"
STARS: Final = [n / 2 for n in range(1, 11)]
MARK_WEIGHTS: Final = {
    **{f"{stars:.1f}": float(rating_weights(stars)) for stars in STARS},
    SEEN: SEEN_WEIGHT,
    PLANNED: PLANNED_WEIGHT,
}
# The mark weights as statements take them.
MARK_BINDS: Final = {"marks": list(MARK_WEIGHTS), "weights": list(MARK_WEIGHTS.values())}
# From these stars on a film counts as liked: people say of three that it was all right.
LEAST_LIKED: Final = 3.5
LIKED_MARKS: Final = [SEEN, PLANNED, *(f"{stars:.1f}" for stars in STARS if stars >= LEAST_LIKED)]


@dataclass(frozen=True)
class MarkSums:
    """Sums over a person's marks of one kind; a row of ``marks.sql``.

    Attributes
    ----------
    mark : str
        A key of `MARK_WEIGHTS`.
    marks : int
        How many.
    profiles : (K,) float64
        Σ profile.
    biases : float
        Σ rating bias of the films.
    bias_squares : float
        Σ rating bias².
    biased : (K,) float64
        Σ rating bias × profile.
    """

    mark: str
    marks: int
    profiles: Doubles
    biases: float
    bias_squares: float
    biased: Doubles

    @property
    def stars(self) -> float | None:
        """Stars given, or None."""
        return None if self.mark in (SEEN, PLANNED) else float(self.mark)

    def plus(self, sign: int, profile: Doubles, bias: float) -> MarkSums:
        """Return the sums with one more film (sign 1) or one less (sign −1)."""
        return MarkSums(
            self.mark,
            self.marks + sign,
            self.profiles + sign * profile,
            self.biases + sign * bias,
            self.bias_squares + sign * bias**2,
            self.biased + sign * bias * profile,
        )

    def squares(self, stars: float) -> float:
        """Return Σ (stars − rating bias)², of marks that are ratings of so many stars."""
        return self.marks * stars**2 - 2 * stars * self.biases + self.bias_squares


def load_mark_sums(rows: Rows, release: ReleaseInfo, user_id: int) -> list[MarkSums]:
    """Return the sums over a person's marks: at most twelve, however many the marks.

    A release from before there were taste vectors has none for anybody.
    """
    if not release.taste_dimension:
        return []
    found = rows(
        "marks",
        release_id=release.release_id,
        user_id=user_id,
        taste_dimension=release.taste_dimension,
    )
    return [
        MarkSums(
            row["mark"],
            row["marks"],
            to_doubles(row["profile_sum"]),
            row["bias_sum"],
            row["bias_squares"],
            to_doubles(row["biased_sum"]),
        )
        for row in found
    ]


def with_film(
    sums: Sequence[MarkSums], mark: str, sign: int, profile: Doubles, bias: float
) -> list[MarkSums]:
    """Return the sums with a film's mark added (sign 1) or taken away (sign −1)."""
    nothing = MarkSums(mark, 0, np.zeros_like(profile), 0.0, 0.0, np.zeros_like(profile))
    before = next((of_kind for of_kind in sums if of_kind.mark == mark), nothing)
    others = [of_kind for of_kind in sums if of_kind.mark != mark]
    return [*others, before.plus(sign, profile, bias)]
