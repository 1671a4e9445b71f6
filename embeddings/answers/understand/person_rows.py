"""Somebody credited in a release, with the films and how famous they are."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from embeddings.releases.movie import Role

ROLES: Final[tuple[Role, ...]] = ("director", "writer", "cast", "composer")
# How much of a film's fame somebody has who did this for it; a cast's is divided by the billing.
_ROLE_SHARES: Final[dict[Role, float]] = {
    "director": 1.0,
    "writer": 0.5,
    "cast": 1.0,
    "composer": 0.7,
}
_BILLING: Final = 4  # the fifth of a cast counts half
RatingCount = Callable[[int], int]
"""movie_id → how many people rated the film."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody credited in a release.

    Attributes
    ----------
    key : str
        The name as `title_key` writes it.
    movie_ids, roles : array
        Of each credit: the film, and the position of the role in `ROLES`. A film comes once for
        each role.
    fame : float
        Sum over the films of the square root of the rating count, times a share for the role and
        the billing: twenty films that some know make more famous than one that everybody knows.
    rating_count : int
        Sum over the films.
    """

    person_id: int
    name: str
    key: str
    movie_ids: array[int]
    roles: array[int]
    fame: float
    rating_count: int

    def films(self, role: Role | None = None) -> set[int]:
        """Return the films that the person has that role in, or any."""
        if role is None:
            return set(self.movie_ids)
        number = ROLES.index(role)
        credits_ = zip(self.movie_ids, self.roles, strict=True)
        return {movie_id for movie_id, role_number in credits_ if role_number == number}

    def role_counts(self) -> dict[Role, int]:
        """Return the number of films by role, the most frequent first."""
        return {ROLES[number]: count for number, count in Counter(self.roles).most_common()}


def person_row(
    person_id: int,
    name: str,
    key: str,
    movie_ids: Sequence[int],
    credit_numbers: Sequence[int],
    rating_count: RatingCount,
) -> PersonRow:
    """Return the row of a person.

    Parameters
    ----------
    key : str
        The name as `title_key` writes it.
    movie_ids, credit_numbers : sequence of int
        Of each credit: the film, and what ``sql/queries/credits.sql`` says of role and billing.
    rating_count : callable
    """
    shares: dict[int, float] = {}
    for movie_id, number in zip(movie_ids, credit_numbers, strict=True):
        role = ROLES[number // 1000]
        share = _ROLE_SHARES[role]
        if role == "cast":
            share /= 1 + number % 1000 / _BILLING
        shares[movie_id] = max(share, shares.get(movie_id, 0))
    counts = {movie_id: rating_count(movie_id) for movie_id in shares}
    return PersonRow(
        person_id,
        name,
        key,
        array("i", movie_ids),
        array("b", [number // 1000 for number in credit_numbers]),
        # A film that nobody rated counts a little, so that some credits are more than none.
        sum(share * (0.25 + counts[movie_id]) ** 0.5 for movie_id, share in shares.items()),
        sum(counts.values()),
    )
