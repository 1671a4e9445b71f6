"""Plots from a CSV, matched to the films of a dataset."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from embeddings.sources.files import FolderFiles
from embeddings.sources.film_index import FilmIds, MatchReport, match_rows
from embeddings.sources.film_rows import FilmTable
from embeddings.sources.text.clean import clean_text

_PLOT: Final = "plot"


@dataclass(frozen=True)
class PlotRow:
    """One row with its plot cleaned, and the ids it gives for the film."""

    plot: str
    ids: FilmIds


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

    def match(self, movies: pd.DataFrame) -> tuple[dict[int, str], MatchReport]:
        """Return plots by movie_id, the first one of each film, and how the rows matched.

        Parameters
        ----------
        movies
            With movie_id, imdb_id and tmdb_id.
        """
        found, report = match_rows(self.rows, movies, self.empty)
        return {movie_id: row.plot for movie_id, row in found.items()}, report


def read_plots(path: Path) -> Plots:
    """Read a CSV of plots.

    Parameters
    ----------
    path
        As `FilmTable` describes, with a column ``plot``; other columns are ignored.

    Raises
    ------
    DatasetError
        If the file is missing, is no such CSV, or a row has an id that is none.
    """
    rows: list[PlotRow] = []
    empty = 0
    for row in FilmTable(path, [_PLOT]).rows():
        plot, ids = clean_text(row.cell(_PLOT)), row.ids
        if plot:
            rows.append(PlotRow(plot, ids))
        else:
            empty += 1
    checksum = FolderFiles(path.parent).checksum([path.name])
    return Plots(path, checksum, tuple(rows), empty)
