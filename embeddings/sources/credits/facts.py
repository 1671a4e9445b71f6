"""What a source of credits says about a film, and how such a source is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final, Protocol

import pandas as pd


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmFacts:
    """Facts about a film under the names of `FilmFields`; empty or None where unknown.

    Attributes
    ----------
    person_imdb_ids, characters
        As `embeddings.sources.columns` describes them; they belong to the credits.
    """

    directors: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    composers: tuple[str, ...] = ()
    runtime: int | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    certificate: str | None = None
    alternative_titles: tuple[str, ...] = ()
    title_languages: Mapping[str, str] = field(default_factory=dict)
    person_imdb_ids: Mapping[str, str] = field(default_factory=dict)
    characters: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the source knows nothing of the film."""
        return not any(getattr(self, each.name) for each in fields(self))


# The fields that a source may give, without those that only explain others.
FACTS: Final = (
    "directors",
    "writers",
    "cast",
    "composers",
    "runtime",
    "countries",
    "languages",
    "certificate",
    "alternative_titles",
)


class CreditsReport(Protocol):
    """How a source's films matched."""

    def line(self) -> str:
        """Return the counts as a clause for people."""


class Credits(Protocol):
    """A source of facts about films."""

    @property
    def path(self) -> Path:
        """The file or folder."""

    @property
    def attribution(self) -> str | None:
        """The attribution that the source's licence requires; None if it requires none."""

    @property
    def checksum(self) -> str:
        """Hexadecimal SHA-256 of the content; equal content, equal checksum."""

    def match(self, movies: pd.DataFrame) -> tuple[dict[int, FilmFacts], CreditsReport]:
        """Return facts by movie_id, and how the source's films matched.

        Parameters
        ----------
        movies
            With movie_id, imdb_id and tmdb_id.

        Raises
        ------
        DatasetError
            If a row of one of these films is not as it should be; nothing is returned then.
        """
