"""What a source of credits says about a film, and how such a source is used."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final, Protocol

import pandas as pd

from embeddings.sources.text.titles import title_key

# Other titles of a film that one source gives; some films have more than a hundred.
MOST_TITLES: Final = 20


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
        return not any(getattr(self, field.name) for field in fields(self))


def new_titles(titles: Iterable[str], known: Iterable[str | None]) -> list[str]:
    """Return the titles that differ from the known ones by more than case and accents, each once.

    Examples
    --------
    >>> new_titles(["AMÉLIE", "Le fabuleux destin d'Amélie Poulain"], ["Amelie", None])
    ["Le fabuleux destin d'Amélie Poulain"]
    """
    keys = {title_key(title) for title in known if title}
    new: dict[str, str] = {}
    for title in titles:
        new.setdefault(title_key(title), title)
    return [title for key, title in new.items() if key not in keys][:MOST_TITLES]


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
