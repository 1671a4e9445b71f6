"""Which films of the bundled catalogue stand for it where fewer are wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol, TypeVar

_YEARS = 10


class Known(Protocol):
    """What the choice of a film depends on."""

    @property
    def movie_id(self) -> int:
        """Its id."""

    @property
    def year(self) -> int:
        """The year of its release."""

    @property
    def fame(self) -> int:
        """From 1 to 5."""


F = TypeVar("F", bound=Known)


def best_known(films: Sequence[F], most: int) -> list[F]:
    """Return so many films at most, the best known of each decade and of each its share.

    Parameters
    ----------
    films
        In any order: the result does not depend on it.
    most
        1 or more.

    Returns
    -------
    list
        In order of id.
    """
    decades: defaultdict[int, list[F]] = defaultdict(list)
    for film in sorted(films, key=lambda film: (-film.fame, film.movie_id)):
        decades[film.year // _YEARS].append(film)
    # A film's place in its decade as a share of it: the first tenth is a tenth of each decade.
    places = [
        ((place + 0.5) / len(decade), film.movie_id, film)
        for decade in decades.values()
        for place, film in enumerate(decade)
    ]
    taken = sorted(places, key=lambda place: place[:2])[:most]
    return sorted((film for _, _, film in taken), key=lambda film: film.movie_id)
