"""The movie tables of MovieLens: ``movies.csv`` or ``movies.dat`` with links, and ``u.item``."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.layouts import ITEM_100K, ITEM_GENRES
from embeddings.sources.rows import Table, parse_imdb_id, parse_optional_id, shown
from embeddings.sources.source import Source

_RELEASE_YEAR = re.compile(r"\b(\d{4})$")  # "01-Jan-1995"
# A few of ml-100k's addresses end in a title number instead of a title.
_ADDRESS_IMDB_ID = re.compile(r"imdb-title-(\d{1,8})$")


def read_movies(source: Source) -> pd.DataFrame:
    """Read the movies of a dataset as published.

    Returns
    -------
    One row each, in the file's order: movie_id int64, title (raw, with year), genres (list of raw
    names), imdb_id (``tt0114709`` or None), tmdb_id Int64; for ml-100k also year Int16, that of
    the release date

    Raises
    ------
    DatasetError
        On the first broken row of the movies or links file.
    """
    return _read_items(source) if source.layout is ITEM_100K else _read_titles(source)


def _read_titles(source: Source) -> pd.DataFrame:
    table = source.layout.movies
    imdb, tmdb = _read_links(source)
    lines: dict[int, int] = {}
    titles: list[str] = []
    genres: list[list[str]] = []
    for line, (movie, title, names) in source.rows(table):
        _enter(source, table, lines, line, movie)
        titles.append(_title(source, table, line, title))
        genres.append(names.split("|"))
    imdb_ids = [imdb.get(movie) for movie in lines]
    return _frame(list(lines), titles, genres, imdb_ids, [tmdb.get(movie) for movie in lines])


def _read_items(source: Source) -> pd.DataFrame:
    table = source.layout.movies
    lines: dict[int, int] = {}
    titles: list[str] = []
    genres: list[list[str]] = []
    imdb_ids: list[str | None] = []
    years: list[int | None] = []
    for line, (movie, title, released, _, address, *flags) in source.rows(table):
        _enter(source, table, lines, line, movie)
        for field, flag in zip(ITEM_GENRES, flags, strict=True):
            if flag not in ("0", "1"):
                raise DatasetError(
                    source.label(table), f"{shown(flag)} is neither 0 nor 1", line, field
                )
        titles.append(_title(source, table, line, title))
        flagged = zip(ITEM_GENRES, flags, strict=True)
        genres.append([genre for genre, flag in flagged if flag == "1"])
        number = _ADDRESS_IMDB_ID.search(address)
        imdb_ids.append(f"tt{int(number[1]):07d}" if number else None)
        year = _RELEASE_YEAR.search(released.strip())
        years.append(int(year[1]) if year else None)
    frame = _frame(list(lines), titles, genres, imdb_ids, [None] * len(lines))
    frame[columns.YEAR] = pd.array(years, dtype="Int16")
    return frame


def _read_links(source: Source) -> tuple[dict[int, str | None], dict[int, int | None]]:
    """Return IMDb and TMDB ids by movie id."""
    table = source.layout.links
    imdb: dict[int, str | None] = {}
    tmdb: dict[int, int | None] = {}
    for line, (movie, imdb_id, tmdb_id) in source.rows(table):
        assert table is not None
        movie_id = source.parse_id(table, line, 0, movie)
        field = table.fields[1]
        try:
            imdb[movie_id] = parse_imdb_id(imdb_id)
            field = table.fields[2]
            tmdb[movie_id] = parse_optional_id(tmdb_id)
        except ValueError as error:
            raise DatasetError(source.label(table), str(error), line, field) from None
    return imdb, tmdb


def _enter(source: Source, table: Table, lines: dict[int, int], line: int, text: str) -> None:
    """Note a movie id and its line, unless it has been there before."""
    movie = source.parse_id(table, line, 0, text)
    if first := lines.get(movie):
        reason = f"{movie} is on line {first} already"
        raise DatasetError(source.label(table), reason, line, table.fields[0])
    lines[movie] = line


def _title(source: Source, table: Table, line: int, text: str) -> str:
    if not text.strip():
        raise DatasetError(source.label(table), "is empty", line, table.fields[1])
    return text


def _frame(
    ids: Sequence[int],
    titles: Sequence[str],
    genres: Sequence[list[str]],
    imdb_ids: Sequence[Any],
    tmdb_ids: Sequence[int | None],
) -> pd.DataFrame:
    return pd.DataFrame(
        {
            columns.MOVIE_ID: np.array(ids, dtype=np.int64),
            columns.TITLE: pd.Series(titles, dtype=object),
            columns.GENRES: pd.Series(genres, dtype=object),
            # An object column keeps None; pandas would make NaN of it in a column of text.
            columns.IMDB_ID: pd.Series(imdb_ids, dtype=object),
            columns.TMDB_ID: pd.array(tmdb_ids, dtype="Int64"),
        }
    )
