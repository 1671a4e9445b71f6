"""Plots from a CSV, matched to the films of a dataset."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.files import FolderFiles
from embeddings.sources.rows import parse_imdb_id, parse_optional_id, quoted_rows, read_lines
from embeddings.sources.text.clean import clean_text

# Header names without case, underscores and spaces.
_PLOT: Final[str] = "plot"
_MOVIE_ID: Final[str] = "movieid"
_IMDB_ID: Final[str] = "imdbid"
_TMDB_ID: Final[str] = "tmdbid"
_IDS: Final = (_MOVIE_ID, _IMDB_ID, _TMDB_ID)


@dataclass(frozen=True)
class PlotRow:
    """One row with its plot cleaned, and the ids it gives for the film."""

    plot: str
    movie_id: int | None
    imdb_id: str | None
    tmdb_id: int | None


@dataclass(frozen=True)
class PlotReport:
    """Counts of the file's rows; all counts but ``contradicting`` add up to ``rows``."""

    rows: int
    matched: int
    unmatched: int
    duplicate: int  # a row before it gave the same film its plot
    empty: int
    contradicting: int  # their movieId is a film with another IMDb or TMDB id


@dataclass(frozen=True)
class Plots:
    """The plots of one file.

    Parameters
    ----------
    path
        The file.
    checksum
        Its SHA-256 in hexadecimal; see :meth:`FileSet.checksum`.
    rows
        In the file's order; rows without a plot left out.
    empty
        How many rows had no plot.
    """

    path: Path
    checksum: str
    rows: tuple[PlotRow, ...]
    empty: int

    def match(self, movies: pd.DataFrame) -> tuple[dict[int, str], PlotReport]:
        """Find the film of each plot.

        A row's movieId counts unless the row's IMDb or TMDB id says that it is another film, as
        when the file was made for another dataset; then, and for films without movieId, the IMDb
        id is looked up, then the TMDB id.

        Parameters
        ----------
        movies
            With movie_id, imdb_id and tmdb_id.

        Returns
        -------
        Plots by movie_id, the first one for each film, and a report
        """
        index = _Index(movies)
        plots: dict[int, str] = {}
        unmatched = duplicate = contradicting = 0
        for row in self.rows:
            movie_id = row.movie_id if row.movie_id in index.films else None
            if movie_id is not None and index.contradicts(row, movie_id):
                contradicting += 1
                movie_id = None
            if movie_id is None:
                movie_id = index.find(row)
            if movie_id is None:
                unmatched += 1
            elif plots.setdefault(movie_id, row.plot) is not row.plot:
                duplicate += 1
        count = len(self.rows) + self.empty
        report = PlotReport(count, len(plots), unmatched, duplicate, self.empty, contradicting)
        return plots, report


def read_plots(path: Path) -> Plots:
    """Read a CSV of plots.

    Parameters
    ----------
    path
        UTF-8, with a header that names ``plot`` and at least one of ``movieId``, ``imdbId`` and
        ``tmdbId``, in any order, case and snake_case or not; other columns are ignored.

    Raises
    ------
    DatasetError
        If the file is missing, is no such CSV, or a row has an id that is none.
    """
    files = FolderFiles(path.parent)
    label = files.label(path.name)
    lines = quoted_rows(read_lines(files, path.name, "utf-8"), label)
    _, header = next(lines, (1, None))
    if header is None:
        raise DatasetError(label, "is empty")
    columns_at = _columns(header, label)
    rows: list[PlotRow] = []
    empty = 0
    for line, row in lines:
        if len(row) != len(header):
            reason = f"expected {len(header)} fields, found {len(row)}"
            raise DatasetError(label, reason, line)
        plot = clean_text(row[columns_at[_PLOT]])
        ids = _ids(row, columns_at, header, label, line)
        if plot:
            rows.append(PlotRow(plot, *ids))
        else:
            empty += 1
    return Plots(path, files.checksum([path.name]), tuple(rows), empty)


class _Index:
    """The films of a dataset by each of their ids."""

    def __init__(self, movies: pd.DataFrame) -> None:
        ids = movies[columns.MOVIE_ID].tolist()
        imdb = movies[columns.IMDB_ID].tolist()
        tmdb = movies[columns.TMDB_ID].tolist()
        self.films: dict[int, tuple[str | None, int | None]] = {
            int(movie_id): (
                imdb_id if isinstance(imdb_id, str) else None,
                None if pd.isna(other) else int(other),
            )
            for movie_id, imdb_id, other in zip(ids, imdb, tmdb, strict=True)
        }
        # Two films may share a TMDB id by mistake; the lower movie id has it then.
        self._by_imdb: dict[str, int] = {}
        self._by_tmdb: dict[int, int] = {}
        for movie_id in sorted(self.films):
            imdb_id, tmdb_id = self.films[movie_id]
            if imdb_id is not None:
                self._by_imdb.setdefault(imdb_id, movie_id)
            if tmdb_id is not None:
                self._by_tmdb.setdefault(tmdb_id, movie_id)

    def contradicts(self, row: PlotRow, movie_id: int) -> bool:
        """Return whether the row and the film have different IMDb ids, or different TMDB ids."""
        imdb_id, tmdb_id = self.films[movie_id]
        return (None not in (row.imdb_id, imdb_id) and row.imdb_id != imdb_id) or (
            None not in (row.tmdb_id, tmdb_id) and row.tmdb_id != tmdb_id
        )

    def find(self, row: PlotRow) -> int | None:
        """Return the film with the row's IMDb id, else with its TMDB id."""
        if row.imdb_id is not None and row.imdb_id in self._by_imdb:
            return self._by_imdb[row.imdb_id]
        movie_id = self._by_tmdb.get(row.tmdb_id) if row.tmdb_id is not None else None
        return None if movie_id is not None and self.contradicts(row, movie_id) else movie_id


def _columns(header: list[str], label: str) -> dict[str, int]:
    """Return where the known columns stand."""
    names = [name.strip().lower().replace("_", "").replace(" ", "") for name in header]
    found: dict[str, int] = {name: names.index(name) for name in (_PLOT, *_IDS) if name in names}
    if _PLOT not in found:
        raise DatasetError(label, "the header names no column 'plot'", 1)
    if len(found) == 1:
        raise DatasetError(label, "the header names none of movieId, imdbId, tmdbId", 1)
    return found


def _ids(
    row: list[str], columns_at: Mapping[str, int], header: list[str], label: str, line: int
) -> tuple[int | None, str | None, int | None]:
    """Return movieId, imdbId and tmdbId of a row, None where there is none."""

    def cell(name: str) -> str:
        # Spreadsheets and pandas write a column of numbers with gaps as "862.0".
        return row[columns_at[name]].strip().removesuffix(".0") if name in columns_at else ""

    name = _MOVIE_ID
    try:
        movie_id = parse_optional_id(cell(name))
        name = _IMDB_ID
        imdb_id = parse_imdb_id(cell(name))
        name = _TMDB_ID
        return movie_id, imdb_id, parse_optional_id(cell(name))
    except ValueError as error:
        raise DatasetError(label, str(error), line, header[columns_at[name]]) from None
