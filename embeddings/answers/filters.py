"""The conditions that films of a list must meet, as every statement takes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import RowMapping

from embeddings.knowledge.film_collections import Kind, by_kind

LIST_FIELDS: Final = (
    "genres",
    "exclude_genres",
    "countries",
    "exclude_countries",
    "collections",
    "exclude_collections",
    "languages",
    "exclude_languages",
    "moods",
    "exclude_moods",
    "people",
    "exclude_people",
    "certificates",
    "exclude_certificates",
)
# A film needs one of the values of these, and all of the other lists.
ANY_OF: Final = frozenset({"countries", "languages", "certificates", "collections"})
# US ratings by the least age that they are for; the others are not compared with these.
_RANKS: Final = {"G": 0, "Approved": 1, "Passed": 1, "PG": 1, "PG-13": 2, "R": 3, "NC-17": 4}
# What `certificate_max` may be.
CERTIFICATES: Final = ("G", "PG", "PG-13", "R", "NC-17")
# Beyond every year and running time.
LARGEST: Final = 9999
# No film has it, so a filter by this certificate leaves no film.
_NO_CERTIFICATE: Final = ""
_KIND_BINDS: Final[dict[Kind, str]] = {
    "studio": "studios", "series": "series", "award": "awards", "movement": "movements",
    "list": "other_collections",
}  # fmt: skip


@dataclass(frozen=True)
class Filters:
    """What a film must have and must not have; the default lets every film pass.

    Attributes
    ----------
    genres, moods, people : sequence of str
        A film has all of them. Moods are moods and tags alike, and those count that are estimated
        to hold for a film: `embeddings.learning.tag_relevance`. Of people, "12" is the person with
        that id whatever they did, and "12:director" is the person in that role.
    countries, languages, certificates : sequence of str
        A film has one of them.
    collections : sequence of str
        A film is part of one of each kind: one of the studios and one of the awards.
    exclude_genres, exclude_countries, … : sequence of str
        A film has none of them.
    certificate_max : str, optional
        One of `CERTIFICATES`: a film has this one or a milder one, and one that is known.
    runtime_min, runtime_max : int, optional
        Minutes. A film whose running time is unknown passes neither.
    year_min, year_max : int, optional
        First and last year. A film without a year passes neither.
    owned : bool
        A film is in the library of a media server of the house.
    excluded_film_ids : sequence of int
        Films that are left out whatever they are: those that a person rated, saw or hid.
    """

    genres: Sequence[str] = ()
    exclude_genres: Sequence[str] = ()
    countries: Sequence[str] = ()
    exclude_countries: Sequence[str] = ()
    collections: Sequence[str] = ()
    exclude_collections: Sequence[str] = ()
    languages: Sequence[str] = ()
    exclude_languages: Sequence[str] = ()
    moods: Sequence[str] = ()
    exclude_moods: Sequence[str] = ()
    people: Sequence[str] = ()
    exclude_people: Sequence[str] = ()
    certificates: Sequence[str] = ()
    exclude_certificates: Sequence[str] = ()
    certificate_max: str | None = None
    runtime_min: int | None = None
    runtime_max: int | None = None
    exclude_tags: Sequence[str] = ()
    year_min: int | None = None
    year_max: int | None = None
    owned: bool = False
    excluded_film_ids: Sequence[int] = ()

    def __post_init__(self) -> None:
        """Make tuples of lists, so that equal filters are equal however they were made."""
        for name, value in vars(self).items():
            if isinstance(value, list):
                object.__setattr__(self, name, tuple(value))

    @property
    def binds(self) -> dict[str, Any]:
        """The binds of ``sql/fragments/filters.sql``, less ``release_id``."""
        return {
            name: list(value) if isinstance(value, (list, tuple)) else value
            for name, value in vars(self).items()
            if name not in ("certificate_max", "collections")
        } | {
            "certificates": self.allowed_certificates,
            **{_KIND_BINDS[kind]: names for kind, names in by_kind(self.collections).items()},
        }

    @property
    def allowed_certificates(self) -> list[str]:
        """The certificates that a film may have; every film passes where the list is empty."""
        if self.certificate_max is None:
            return list(self.certificates)
        most = _RANKS[self.certificate_max]
        mild = [name for name, rank in _RANKS.items() if rank <= most]
        wanted = [name for name in self.certificates if name in mild]
        return (wanted or [_NO_CERTIFICATE]) if self.certificates else mild

    @property
    def is_open(self) -> bool:
        """Whether every film passes but those that are left out by id."""
        return replace(self, excluded_film_ids=()) == OPEN

    def passes(self, film: RowMapping) -> bool:
        """Say whether a film passes; ``film`` has the columns of ``sql/queries/background.sql``.

        This repeats ``sql/fragments/filters.sql`` for the few hundred films of a sample that a
        process holds; a test compares both on every film of a release. The sample does not know
        what is owned, and a house owns few of a release's films: no film passes then, so that
        ranking is exact.
        """
        if self.owned:
            return False
        if not set(self.moods) <= set(film["relevant_tags"]):
            return False
        if set(self.exclude_moods) & set(film["relevant_tags"]):
            return False
        for name in ("genres", "people"):
            if not set(getattr(self, name)) <= set(film[name]):
                return False
        allowed = self.allowed_certificates
        if (allowed and film["certificate"] not in allowed) or (
            film["certificate"] in self.exclude_certificates
        ):
            return False
        for name in ("genres", "countries", "languages", "tags", "people", "collections"):
            if set(getattr(self, f"exclude_{name}")) & set(film[name]):
                return False
        for name in ("countries", "languages"):
            wanted = getattr(self, name)
            if wanted and not set(wanted) & set(film[name]):
                return False
        for names in by_kind(self.collections).values():
            if names and not set(names) & set(film["collections"]):
                return False
        return _within(film["year"], self.year_min, self.year_max) and _within(
            film["runtime"], self.runtime_min, self.runtime_max
        )


def _within(value: int | None, least: int | None, most: int | None) -> bool:
    if least is None and most is None:
        return True
    return value is not None and (least or 0) <= value <= (most or LARGEST)


OPEN: Final = Filters()
