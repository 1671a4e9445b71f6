"""A person's vectors under a release: sums over their marks, and their stated preferences.

A request needs a few sums of profile vectors of a person's marks, and nothing else of them. The
application computes the sums in the transaction that writes a mark, so the next request has the
mark, whichever process answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from sqlalchemy import RowMapping

from embeddings.answers.marks import MARK_WEIGHTS, PLANNED, MarkSums
from embeddings.answers.preferences import exclusions
from embeddings.answers.rows import Rows
from embeddings.answers.vectors import to_floats
from embeddings.arrays import Floats
from embeddings.learning.predicted import RatingModel, RatingSums
from embeddings.learning.profile import preference_share
from embeddings.releases.registry import ReleaseInfo

NOBODY: Final = 0
"""The ``user_id`` of who has no account."""


@dataclass(frozen=True)
class PersonVectors:
    """What a person's marks and preferences say, as vectors of a release.

    Attributes
    ----------
    mark_vector : (K,) float32
        Σ mark weight × profile.
    evidence : (K,) float32
        Σ profile over rated films.
    residual : (K,) float32
        Σ (stars − expected stars) × profile over rated films.
    preference : (K,) float32, optional
        What the stated preferences say, before any mark; None where nothing is stated.
    bias : float
        Stars that the person gives above what others give, shrunk.
    spread : float
        How far the ratings lie from what the biases expect, in stars.
    rating_count, mark_count : int
        Ratings, and ratings with films seen but not rated.
    """

    mark_vector: Floats
    evidence: Floats
    residual: Floats
    preference: Floats | None
    bias: float
    spread: float
    rating_count: int
    mark_count: int

    @classmethod
    def of_taste(cls, taste_vector: Floats) -> PersonVectors:
        """Return the vectors of somebody of whom the user vector alone is known."""
        nothing = np.zeros_like(taste_vector)
        return cls(taste_vector, nothing, nothing, None, 0.0, 1.0, 0, 0)

    @cached_property
    def faded_preference(self) -> Floats:
        """(K,) float32: what is left of the preference vector beside so many marks."""
        if self.preference is None:
            return np.zeros_like(self.mark_vector)
        return np.float32(preference_share(self.mark_count)) * self.preference

    @cached_property
    def taste_vector(self) -> Floats:
        """(K,) float32: the user vector; its inner product with a match vector is the score."""
        return self.mark_vector + self.faded_preference

    @property
    def can_rank(self) -> bool:
        """Whether marks or preferences say anything that films can be ranked by."""
        return self.has_marks or self.preference is not None

    @property
    def has_marks(self) -> bool:
        """Whether marks say anything that films can be ranked by.

        Ratings of two and a half stars weigh nothing; a person with no others has no marks here.
        """
        return bool(self.mark_vector.any())

    @property
    def binds(self) -> dict[str, Floats]:
        """The vectors as ``recommend.sql`` and ``scored.sql`` take them."""
        return {
            "taste_vector": self.taste_vector,
            "preference_vector": self.faded_preference,
            "evidence_vector": self.evidence,
            "residual_vector": self.residual,
        }


def rating_model(release: ReleaseInfo) -> RatingModel:
    """Return the release's model of predicted ratings."""
    return RatingModel.from_facts(release.taste.get("rating_model", {}))


def from_sums(
    release: ReleaseInfo, sums: Sequence[MarkSums], preference: Floats | None = None
) -> PersonVectors:
    """Make a person's vectors of the sums over their marks.

    Source: `embeddings.learning.profile` for the weights, `embeddings.learning.predicted` for
    bias, residual and evidence.
    """
    zero = np.zeros(release.taste_dimension or 0, dtype=np.float64)
    # An imagined mark that is taken away may leave a rounding error where no mark is left.
    present = [of_kind for of_kind in sums if of_kind.marks]
    rated = [(of_kind, of_kind.stars) for of_kind in present if of_kind.stars is not None]
    history = rating_model(release).history(
        RatingSums(
            count=sum(of_kind.marks for of_kind, _ in rated),
            stars=sum(stars * of_kind.marks for of_kind, stars in rated),
            biases=sum(of_kind.biases for of_kind, _ in rated),
            squares=sum(of_kind.squares(stars) for of_kind, stars in rated),
            profiles=sum((of_kind.profiles for of_kind, _ in rated), zero),
            starred=sum((stars * of_kind.profiles for of_kind, stars in rated), zero),
            biased=sum((of_kind.biased for of_kind, _ in rated), zero),
        )
    )
    marked = sum((MARK_WEIGHTS[of_kind.mark] * of_kind.profiles for of_kind in present), zero)
    return PersonVectors(
        marked.astype(np.float32),
        history.evidence.astype(np.float32),
        history.residual.astype(np.float32),
        preference,
        history.bias,
        history.spread,
        sum(of_kind.marks for of_kind, _ in rated),
        sum(of_kind.marks for of_kind in present if of_kind.mark != PLANNED),
    )


@dataclass(frozen=True)
class Person:
    """Who asks: a row of ``person.sql``.

    Attributes
    ----------
    vectors : PersonVectors
        Under the release that answers.
    excluded_film_ids : list of int
        Films rated, seen or hidden; no list of suggestions shows them.
    watchlist_film_ids, planned_film_ids : list of int
        Films on the watchlist, and of those the ones that count as marks.
    exclude_genres, exclude_tags : list of str
        Of the preferences, and of the person's own words; the following are of the preferences.
    exclude_people : list of int
        Ids of people.
    year_min, year_max : int or None
    adventurousness : float or None
        0 familiar, 1 adventurous; None where the person has set nothing.
    """

    user_id: int
    vectors: PersonVectors
    excluded_film_ids: list[int]
    watchlist_film_ids: list[int]
    planned_film_ids: list[int]
    exclude_genres: list[str]
    exclude_tags: list[str]
    exclude_people: list[int]
    year_min: int | None
    year_max: int | None
    adventurousness: float | None

    @classmethod
    def without_account(
        cls,
        vectors: PersonVectors,
        exclude_genres: Sequence[str] = (),
        exclude_tags: Sequence[str] = (),
    ) -> Person:
        """Return somebody of whom the database has nothing."""
        return cls(
            NOBODY, vectors, [], [], [], [*exclude_genres], [*exclude_tags], [], None, None, None
        )


def load_person(
    rows: Rows, release: ReleaseInfo, user_id: int, compute: Callable[[], PersonVectors]
) -> Person:
    """Read what recommendations need to know of a person.

    Parameters
    ----------
    compute : callable
        Makes the person's vectors; called where none are kept under the release yet.
    """
    (row,) = rows("person", user_id=user_id, release_id=release.release_id)
    exclude_genres, exclude_tags = exclusions(row)
    return Person(
        user_id=user_id,
        vectors=_kept_vectors(row) or compute(),
        excluded_film_ids=row["excluded_film_ids"],
        watchlist_film_ids=row["watchlist_film_ids"],
        planned_film_ids=row["planned_film_ids"],
        exclude_genres=exclude_genres,
        exclude_tags=exclude_tags,
        exclude_people=row["exclude_people"] or [],
        year_min=row["year_min"],
        year_max=row["year_max"],
        adventurousness=row["adventurousness"],
    )


def _kept_vectors(row: RowMapping) -> PersonVectors | None:
    if row["taste_vector"] is None or row["rating_spread"] is None:
        return None
    return PersonVectors(
        to_floats(row["taste_vector"]),
        to_floats(row["evidence_vector"]),
        to_floats(row["residual_vector"]),
        None if row["preference_vector"] is None else to_floats(row["preference_vector"]),
        row["rating_bias"],
        row["rating_spread"],
        row["rating_count"],
        row["mark_count"],
    )
