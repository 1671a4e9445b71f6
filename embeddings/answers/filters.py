"""The conditions that films of a list must meet, as every statement takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import RowMapping

LIST_FIELDS: Final = (
    "genres",
    "exclude_genres",
    "countries",
    "exclude_countries",
    "languages",
    "exclude_languages",
)


@dataclass(frozen=True)
class Filters:
    """What a film must have and must not have; the default lets every film pass.

    Attributes
    ----------
    genres : sequence of str
        A film has all of them.
    countries, languages : sequence of str
        A film has one of them.
    exclude_genres, exclude_countries, exclude_languages, exclude_tags : sequence of str
        A film has none of them.
    year_min, year_max : int, optional
        First and last year. A film without a year passes neither.
    excluded_film_ids : sequence of int
        Films that are left out whatever they are: those that a person rated, saw or hid.
    """

    genres: Sequence[str] = ()
    exclude_genres: Sequence[str] = ()
    countries: Sequence[str] = ()
    exclude_countries: Sequence[str] = ()
    languages: Sequence[str] = ()
    exclude_languages: Sequence[str] = ()
    exclude_tags: Sequence[str] = ()
    year_min: int | None = None
    year_max: int | None = None
    excluded_film_ids: Sequence[int] = ()

    @property
    def binds(self) -> dict[str, Any]:
        """The binds of ``sql/fragments/filters.sql``, less ``release_id``."""
        return {
            name: list(value) if isinstance(value, (list, tuple)) else value
            for name, value in vars(self).items()
        }

    @property
    def is_open(self) -> bool:
        """Whether every film passes but those that are left out by id."""
        return replace(self, excluded_film_ids=()) == OPEN

    def passes(self, film: RowMapping) -> bool:
        """Say whether a film passes; ``film`` has year, genres, tags, countries and languages.

        This repeats ``sql/fragments/filters.sql`` for the few hundred films of a sample that a
        process holds; a test compares both on every film of a release.
        """
        if not set(self.genres) <= set(film["genres"]):
            return False
        for name in ("genres", "countries", "languages", "tags"):
            if set(getattr(self, f"exclude_{name}")) & set(film[name]):
                return False
        for name in ("countries", "languages"):
            wanted = getattr(self, name)
            if wanted and not set(wanted) & set(film[name]):
                return False
        if self.year_min is None and self.year_max is None:
            return True
        return film["year"] is not None and (self.year_min or 0) <= film["year"] <= (
            self.year_max or 9999
        )


OPEN: Final = Filters()
