"""Credits and facts from IMDb's published files, for the films of a data set."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import pandas as pd

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.credits.facts import FilmFacts
from embeddings.sources.credits.imdb_people import read_people
from embeddings.sources.credits.imdb_titles import read_titles
from embeddings.sources.files import FolderFiles
from embeddings.sources.film_fields import MOST_MINUTES
from embeddings.sources.imdb_tables import (
    AKAS,
    ATTRIBUTION,
    BASICS,
    CREW,
    NAMES,
    PRINCIPALS,
    ImdbTable,
    find_table,
    has_rows,
    rows_of,
)

# Each may be absent or empty, but people have their names from `NAMES`.
TABLES: Final = (BASICS, CREW, PRINCIPALS, NAMES, AKAS)
_PEOPLE: Final = (CREW, PRINCIPALS)
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class ImdbReport:
    """How many films of a data set IMDb's files have facts of; see `imdb_people.People`."""

    films: int
    with_facts: int
    unnamed: int = 0
    namesakes: int = 0

    def line(self) -> str:
        """Return the counts as a clause for people."""
        counted = [
            (self.unnamed, "credits of people without a name there"),
            (self.namesakes, "of namesakes in one film, taken for one person"),
        ]
        return ", ".join(
            [f"IMDb's files have {self.with_facts:,} of {self.films:,} films"]
            + [f"{count:,} {what}" for count, what in counted if count]
        )


class ImdbCredits:
    """Facts of IMDb's files, which are read for the films of one data set at a time.

    Parameters
    ----------
    path
        A folder with some of the files, as published (``.tsv.gz``) or unpacked; or one of them. A
        file of crew or principals needs ``name.basics`` beside it.
    needs_names
        Whether it is a fault that crew or principals lack their names; else they are left out.

    Raises
    ------
    DatasetError
        If there is none of the files, one has another header, or people lack their names.
    """

    attribution: str | None = ATTRIBUTION

    def __init__(self, path: Path, *, needs_names: bool = True) -> None:
        if not path.exists():
            raise DatasetError(path, "no such file or folder")
        self.path = path
        found = {table: find_table(path, table) for table in TABLES}
        if path.is_file() and (found[CREW] or found[PRINCIPALS]):
            found[NAMES] = find_table(path.parent, NAMES)
        files = {table: file for table, file in found.items() if file is not None}
        if not files.keys() - {NAMES}:
            names = ", ".join(f"{table.file}.gz" for table in TABLES if table is not NAMES)
            raise DatasetError(path, f"is or holds none of {names}")
        self._files = {table: file for table, file in files.items() if has_rows(file, table)}
        if NAMES not in self._files:
            self._leave_out_people(needs_names)

    def _leave_out_people(self, needs_names: bool) -> None:
        for file in filter(None, (self._files.pop(table, None) for table in _PEOPLE)):
            reason = f"needs {NAMES.file}.gz beside it, for the names of people"
            if needs_names:
                raise DatasetError(file, reason)
            _LOG.warning("%s %s, so the data set has no credits", file, reason)

    @cached_property
    def checksum(self) -> str:
        """SHA-256 over the files that are read."""
        files = sorted(self._files.values())
        folder = self.path.parent if self.path.is_file() else self.path
        return FolderFiles(folder).checksum([file.name for file in files])

    def match(self, movies: pd.DataFrame) -> tuple[dict[int, FilmFacts], ImdbReport]:
        """Return facts by movie_id of the films that have an IMDb id; see `Credits.match`."""
        pairs = zip(movies[columns.MOVIE_ID].tolist(), movies[columns.IMDB_ID], strict=True)
        tconsts = {int(movie_id): tconst for movie_id, tconst in pairs if isinstance(tconst, str)}
        facts, report = self.read(frozenset(tconsts.values()))
        found = {key: facts[tconst] for key, tconst in tconsts.items() if tconst in facts}
        return found, replace(report, films=len(movies), with_facts=len(found))

    def read(
        self, tconsts: Collection[str], *, without: Collection[ImdbTable] = ()
    ) -> tuple[dict[str, FilmFacts], ImdbReport]:
        """Read the facts of some films by tconst, films without a fact left out.

        Parameters
        ----------
        without
            Tables that are not read.

        Raises
        ------
        DatasetError
            On a file or row that is not as it should be.
        """
        files = {} if not tconsts else self._files
        files = {table: file for table, file in files.items() if table not in without}
        facts: dict[str, FilmFacts] = {}
        report = ImdbReport(len(tconsts), 0)
        if files.keys() & set(_PEOPLE):
            people = read_people(tconsts, files.get(CREW), files.get(PRINCIPALS), files[NAMES])
            facts = dict(people.credits)
            report = replace(report, unnamed=people.unnamed, namesakes=people.namesakes)
        if BASICS in files:
            for tconst, runtime in _read_runtimes(tconsts, files[BASICS]).items():
                facts[tconst] = replace(facts.get(tconst, FilmFacts()), runtime=runtime)
        if AKAS in files:
            for tconst, titles in read_titles(tconsts, files[AKAS]).items():
                facts[tconst] = replace(
                    facts.get(tconst, FilmFacts()),
                    alternative_titles=tuple(titles),
                    title_languages=titles,
                )
        known = {tconst: film for tconst, film in facts.items() if not film.is_empty}
        return known, replace(report, with_facts=len(known))


def _read_runtimes(tconsts: Collection[str], path: Path) -> Mapping[str, int]:
    """Return minutes by tconst; 0 and what is longer than any film are unknown."""
    found = {}
    for row in rows_of(path, BASICS, tconsts):
        minutes = row.number("runtimeMinutes")
        if minutes and minutes <= MOST_MINUTES:
            found[row.needed("tconst")] = minutes
    return found
