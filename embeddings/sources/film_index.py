"""Whose film a row of a file is: the films of a data set by each of their ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import pandas as pd

from embeddings.sources import columns


@dataclass(frozen=True, slots=True)
class FilmIds:
    """The ids that a row gives for its film."""

    movie_id: int | None
    imdb_id: str | None
    tmdb_id: int | None


class FilmRecord(Protocol):
    """A row of a file about films."""

    @property
    def ids(self) -> FilmIds:
        """The ids that the row gives for its film."""


Row = TypeVar("Row", bound=FilmRecord)


@dataclass(frozen=True)
class MatchReport:
    """Counts of a file's rows; all counts but ``contradicting`` add up to ``rows``."""

    rows: int
    matched: int
    unmatched: int
    duplicate: int  # a row before it was of the same film
    empty: int
    contradicting: int  # their movieId is a film with another IMDb or TMDB id

    def line(self) -> str:
        """Return the counts as a clause for people."""
        return (
            f"{self.matched:,} of {self.rows:,} matched, {self.unmatched:,} of no film here, "
            f"{self.contradicting:,} contradicting ids, {self.duplicate:,} repeated, "
            f"{self.empty:,} empty"
        )


def match_rows(
    rows: Iterable[Row], movies: pd.DataFrame, empty: int
) -> tuple[dict[int, Row], MatchReport]:
    """Find the film of each row, as `FilmIndex.match` does.

    Parameters
    ----------
    rows
        In the file's order, without those that say nothing.
    movies
        With movie_id, imdb_id and tmdb_id.
    empty
        How many rows said nothing.

    Returns
    -------
    Rows by movie_id, the first one of each film, and a report
    """
    index = FilmIndex(movies)
    found: dict[int, Row] = {}
    count = unmatched = duplicate = contradicting = 0
    for row in rows:
        count += 1
        movie_id, contradicts = index.match(row.ids)
        contradicting += contradicts
        if movie_id is None:
            unmatched += 1
        elif found.setdefault(movie_id, row) is not row:
            duplicate += 1
    return found, MatchReport(count + empty, len(found), unmatched, duplicate, empty, contradicting)


class FilmIndex:
    """The films of a data set by each of their ids.

    Parameters
    ----------
    movies
        With movie_id, imdb_id and tmdb_id.
    """

    def __init__(self, movies: pd.DataFrame) -> None:
        ids = movies[columns.MOVIE_ID].tolist()
        imdb = movies[columns.IMDB_ID].tolist()
        tmdb = movies[columns.TMDB_ID].tolist()
        self._films: dict[int, tuple[str | None, int | None]] = {
            int(movie_id): (
                imdb_id if isinstance(imdb_id, str) else None,
                None if pd.isna(other) else int(other),
            )
            for movie_id, imdb_id, other in zip(ids, imdb, tmdb, strict=True)
        }
        # Two films may share a TMDB id by mistake; the lower movie id has it then.
        self._by_imdb: dict[str, int] = {}
        self._by_tmdb: dict[int, int] = {}
        for movie_id in sorted(self._films):
            imdb_id, tmdb_id = self._films[movie_id]
            if imdb_id is not None:
                self._by_imdb.setdefault(imdb_id, movie_id)
            if tmdb_id is not None:
                self._by_tmdb.setdefault(tmdb_id, movie_id)

    def match(self, ids: FilmIds) -> tuple[int | None, bool]:
        """Find the film of a row, and say whether the row's movieId contradicts its other ids.

        A movieId counts unless the row's IMDb or TMDB id says that it is another film, as when
        the file was made for another data set; then, and for rows without movieId, the IMDb id is
        looked up, then the TMDB id.
        """
        movie_id = ids.movie_id if ids.movie_id in self._films else None
        if movie_id is None:
            return self._find(ids), False
        if self._contradicts(ids, movie_id):
            return self._find(ids), True
        return movie_id, False

    def _contradicts(self, ids: FilmIds, movie_id: int) -> bool:
        """Return whether the row and the film have different IMDb ids, or different TMDB ids."""
        imdb_id, tmdb_id = self._films[movie_id]
        return (None not in (ids.imdb_id, imdb_id) and ids.imdb_id != imdb_id) or (
            None not in (ids.tmdb_id, tmdb_id) and ids.tmdb_id != tmdb_id
        )

    def _find(self, ids: FilmIds) -> int | None:
        """Return the film with the row's IMDb id, else with its TMDB id."""
        if ids.imdb_id is not None and ids.imdb_id in self._by_imdb:
            return self._by_imdb[ids.imdb_id]
        movie_id = self._by_tmdb.get(ids.tmdb_id) if ids.tmdb_id is not None else None
        return None if movie_id is not None and self._contradicts(ids, movie_id) else movie_id
