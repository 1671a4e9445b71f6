"""Credits and facts from a CSV, matched to the films of a data set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from embeddings.sources.credits.facts import FACTS, FilmFacts
from embeddings.sources.files import FolderFiles
from embeddings.sources.film_fields import MOST_MINUTES
from embeddings.sources.film_index import FilmIds, MatchReport, match_rows
from embeddings.sources.film_rows import FilmRow, FilmTable
from embeddings.sources.rows import shown
from embeddings.sources.text.certificates import LONGEST_CERTIFICATE, certificate_name
from embeddings.sources.text.clean import clean_text
from embeddings.sources.text.origins import country_names, language_names

# Between the entries of a list, as in MovieLens' genres.
SEPARATOR: Final = "|"
# The limits of `film_fields.FilmInput`, which an entry of a list must keep to.
_LONGEST: Final = {
    "directors": 120,
    "writers": 120,
    "cast": 120,
    "composers": 120,
    "countries": 60,
    "languages": 60,
    "alternative_titles": 300,
}
_RENAMES: Final[dict[str, Callable[[list[str]], list[str]]]] = {
    "countries": country_names,
    "languages": language_names,
}


@dataclass(frozen=True, slots=True)
class CreditsRow:
    """The facts of one row, and the ids it gives for the film."""

    facts: FilmFacts
    ids: FilmIds


@dataclass(frozen=True)
class CreditsCsv:
    """The facts of one file.

    Attributes
    ----------
    checksum
        Its SHA-256 in hexadecimal; see `FileSet.checksum`.
    rows
        In the file's order; rows without a fact left out.
    empty
        How many rows had no fact.
    """

    path: Path
    checksum: str
    rows: tuple[CreditsRow, ...]
    empty: int
    attribution: str | None = None

    def match(self, movies: pd.DataFrame) -> tuple[dict[int, FilmFacts], MatchReport]:
        """Return facts by movie_id, those of the first row of each film; see `Credits.match`."""
        found, report = match_rows(self.rows, movies, self.empty)
        return {movie_id: row.facts for movie_id, row in found.items()}, report


def read_csv(path: Path) -> CreditsCsv:
    """Read a CSV of credits.

    Parameters
    ----------
    path
        As `FilmTable` describes, with any of the columns `FACTS`; entries of lists stand between
        ``|``. A runtime of 0 is an unknown one.

    Raises
    ------
    DatasetError
        If the file is missing, is no such CSV, or a row has a value that is none.
    """
    rows: list[CreditsRow] = []
    empty = 0
    for row in FilmTable(path, FACTS).rows():
        facts, ids = _facts(row), row.ids
        if facts.is_empty:
            empty += 1
        else:
            rows.append(CreditsRow(facts, ids))
    checksum = FolderFiles(path.parent).checksum([path.name])
    return CreditsCsv(path, checksum, tuple(rows), empty)


def _facts(row: FilmRow) -> FilmFacts:
    return FilmFacts(
        directors=_entries(row, "directors"),
        writers=_entries(row, "writers"),
        cast=_entries(row, "cast"),
        composers=_entries(row, "composers"),
        runtime=_runtime(row),
        countries=_entries(row, "countries"),
        languages=_entries(row, "languages"),
        certificate=_certificate(row),
        alternative_titles=_entries(row, "alternative_titles"),
    )


def _entries(row: FilmRow, name: str) -> tuple[str, ...]:
    entries = [clean_text(entry) for entry in row.cell(name).split(SEPARATOR)]
    for entry in entries:
        if len(entry) > _LONGEST[name]:
            reason = f"{shown(entry)} has {len(entry)} characters; {_LONGEST[name]} are the most"
            raise row.fault(name, reason)
    named = [entry for entry in dict.fromkeys(entries) if entry]
    return tuple(_RENAMES[name](named) if name in _RENAMES else named)


def _runtime(row: FilmRow) -> int | None:
    text = row.number("runtime")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= MOST_MINUTES):
        reason = f"{shown(text)} is not a whole number of minutes up to {MOST_MINUTES}"
        raise row.fault("runtime", reason)
    return int(text) or None


def _certificate(row: FilmRow) -> str | None:
    text = clean_text(row.cell("certificate"))
    if len(text) > LONGEST_CERTIFICATE:
        reason = f"{shown(text)} has more than {LONGEST_CERTIFICATE} characters"
        raise row.fault("certificate", reason)
    return certificate_name(text) if text else None
