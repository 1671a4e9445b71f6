"""CSV files about films, a row for each film, with the columns that a reader knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.files import FolderFiles
from embeddings.sources.film_index import FilmIds
from embeddings.sources.rows import parse_imdb_id, parse_optional_id, quoted_rows, read_lines

_IDS: Final = (columns.MOVIE_ID, columns.IMDB_ID, columns.TMDB_ID)


class FilmTable:
    """A CSV about films that is being read.

    Parameters
    ----------
    path
        UTF-8, with a header that names at least one of ``movieId``, ``imdbId`` and ``tmdbId``;
        the order of columns, case, spaces and underscores do not matter.
    known
        Names of the columns to read beside the ids; the header has at least one of them. Other
        columns are ignored.

    Raises
    ------
    DatasetError
        If the file is missing, is empty, or its header is not as said.
    """

    def __init__(self, path: Path, known: Sequence[str]) -> None:
        files = FolderFiles(path.parent)
        self.label = files.label(path.name)
        self._lines = quoted_rows(read_lines(files, path.name, "utf-8"), self.label)
        _, header = next(self._lines, (1, None))
        if header is None:
            raise DatasetError(self.label, "is empty")
        self._header = header
        self._indexes = self._known_columns(known)

    def rows(self) -> Iterator[FilmRow]:
        """Yield the rows.

        Raises
        ------
        DatasetError
            On a row of too few or too many fields.
        """
        for line, fields in self._lines:
            if len(fields) != len(self._header):
                reason = f"expected {len(self._header)} fields, found {len(fields)}"
                raise DatasetError(self.label, reason, line)
            yield FilmRow(self.label, line, self._header, self._indexes, fields)

    def _known_columns(self, known: Sequence[str]) -> dict[str, int]:
        wanted = {_plain(name): name for name in (*known, *_IDS)}
        found: dict[str, int] = {}
        for at, given in enumerate(self._header):
            name = wanted.get(_plain(given))
            if name is not None and found.setdefault(name, at) != at:
                raise DatasetError(self.label, "is in the header twice", 1, given)
        if found.keys() <= set(_IDS):
            few = f"no column {known[0]!r}" if len(known) == 1 else f"none of {', '.join(known)}"
            raise DatasetError(self.label, f"the header names {few}", 1)
        if not found.keys() & set(_IDS):
            raise DatasetError(self.label, "the header names none of movieId, imdbId, tmdbId", 1)
        return found


@dataclass(frozen=True, slots=True)
class FilmRow:
    """A row of a `FilmTable`."""

    label: str
    line: int
    header: Sequence[str]
    indexes: Mapping[str, int]
    fields: Sequence[str]

    def cell(self, name: str) -> str:
        """Return the text of a column; empty where the file lacks it."""
        return self.fields[self.indexes[name]] if name in self.indexes else ""

    def fault(self, name: str, reason: str) -> DatasetError:
        """Return the error of a column that is in the file."""
        return DatasetError(self.label, reason, self.line, self.header[self.indexes[name]])

    def number(self, name: str) -> str:
        """Return the text of a number, which spreadsheets and pandas write "862.0" beside gaps."""
        return self.cell(name).strip().removesuffix(".0")

    @property
    def ids(self) -> FilmIds:
        """The ids of the film.

        Raises
        ------
        DatasetError
            If one is none.
        """
        name = columns.MOVIE_ID
        try:
            movie_id = parse_optional_id(self.number(name))
            name = columns.IMDB_ID
            imdb_id = parse_imdb_id(self.number(name))
            name = columns.TMDB_ID
            return FilmIds(movie_id, imdb_id, parse_optional_id(self.number(name)))
        except ValueError as error:
            raise self.fault(name, str(error)) from None


def _plain(name: str) -> str:
    """Return a column's name without case, underscores and spaces."""
    return name.strip().lower().replace("_", "").replace(" ", "")
