"""IMDb's non-commercial title files as a catalogue without ratings by people.

Source: https://developer.imdb.com/non-commercial-datasets/ (``title.basics.tsv.gz`` and, if there,
``title.ratings.tsv.gz`` and the files of `embeddings.sources.credits.imdb_files`); for personal and
non-commercial use.
"""

import csv
import logging
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import pandas as pd

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.byte_progress import ByteProgress
from embeddings.sources.credits.facts import FilmFacts, new_titles
from embeddings.sources.credits.imdb_files import TABLES, ImdbCredits
from embeddings.sources.files import FolderFiles, read_faults
from embeddings.sources.film_fields import MOST_MINUTES
from embeddings.sources.imdb_tables import (
    ATTRIBUTION,
    BASICS,
    NULL,
    RATINGS,
    ImdbTable,
    check_header,
    find_table,
    unpacked,
)
from embeddings.sources.ratings import DEFAULT_CHUNK_ROWS
from embeddings.sources.rows import shown

DEFAULT_MIN_VOTES: Final = 100
# Cinema and television films; no series, episodes, shorts, games or videos.
TITLE_TYPES: Final = ("movie", "tvMovie")
# IMDb's genre names → MovieLens'; genres that MovieLens lacks keep IMDb's name.
GENRE_NAMES: Final = {"Family": "Children", "Music": "Musical"}

_USED = [
    "tconst",
    "titleType",
    "primaryTitle",
    "originalTitle",
    "isAdult",
    "startYear",
    "runtimeMinutes",
    "genres",
]
_CREDITS = (
    columns.DIRECTORS,
    columns.WRITERS,
    columns.CAST,
    columns.COMPOSERS,
    columns.ALTERNATIVE_TITLES,
    columns.TITLE_LANGUAGES,
    columns.PERSON_IMDB_IDS,
    columns.CHARACTERS,
)
_CHUNK_ROWS = 500_000
_LINE = re.compile(r"\bin line (\d+)")
_LOG = logging.getLogger(__name__)


def is_imdb(path: Path) -> bool:
    """Return whether a folder holds IMDb's title file, or the path is that file."""
    return find_table(path, BASICS) is not None


class ImdbTitles:
    """Films of an IMDb title file.

    Parameters
    ----------
    path
        Folder with ``title.basics.tsv.gz`` (or unpacked), or that file. ``title.ratings.tsv.gz``
        and the files of crew, principals, names and other titles are read if they lie beside the
        title file; each may be absent or empty.
    min_votes
        Least votes a film must have. Without rows in the ratings file all films are kept.
        The whole file has some 800,000 films, most of them hardly seen.

    Raises
    ------
    DatasetError
        If the title file is missing.
    """

    name = "imdb"
    attribution: str | None = ATTRIBUTION
    simulated_ratings = False
    tunable = True

    def __init__(self, path: Path, min_votes: int = DEFAULT_MIN_VOTES) -> None:
        basics = find_table(path, BASICS)
        if basics is None:
            raise DatasetError(path, f"holds no {BASICS.file}.gz")
        self._basics = basics
        self._ratings = find_table(basics.parent, RATINGS)
        self._min_votes = min_votes

    @cached_property
    def checksum(self) -> str:
        """SHA-256 over the files that are read."""
        beside = [find_table(self._basics.parent, table) for table in TABLES if table is not BASICS]
        files = [file for file in (self._basics, self._ratings, *beside) if file is not None]
        return FolderFiles(self._basics.parent).checksum([file.name for file in files])

    def movies(self) -> pd.DataFrame:
        """Return the films, adult ones left out.

        Returns
        -------
        One row each, by movie_id: movie_id int64 (the digits of the IMDb id), title,
        original_title, year Int16, genres (list), imdb_id, tmdb_id Int64 (all missing), runtime
        Int64 (minutes), rating_count int64, rating_mean Float64 (IMDb's ten points halved to five
        stars), and the columns of `_CREDITS`

        Raises
        ------
        DatasetError
            If a file is damaged or has another header.
        """
        votes = self._read_votes()
        chunks = _read_tsv(self._basics, BASICS, _USED)
        parts = [_films(chunk, votes, self._basics) for chunk in chunks]
        films = pd.concat(parts, ignore_index=True)
        if films.empty:
            raise DatasetError(self._basics, "holds no films")
        return self._with_credits(films.sort_values(columns.MOVIE_ID, ignore_index=True))

    def ratings(self, chunk_rows: int = DEFAULT_CHUNK_ROWS) -> Iterator[pd.DataFrame]:
        """Yield nothing: IMDb publishes means and counts, not who gave what."""
        yield from ()

    def tags(self) -> Iterator[pd.DataFrame]:
        """Yield nothing: IMDb publishes no tags."""
        yield from ()

    def _with_credits(self, films: pd.DataFrame) -> pd.DataFrame:
        """Add what the files beside the title file say of the films."""
        credits = ImdbCredits(self._basics.parent, needs_names=False)
        facts, _ = credits.read(films[columns.IMDB_ID].tolist(), without=[BASICS])
        of_films = [facts.get(tconst, FilmFacts()) for tconst in films[columns.IMDB_ID]]
        for name in _CREDITS:
            values = [getattr(film, name) for film in of_films]
            films[name] = pd.Series(
                [list(value) if isinstance(value, tuple) else value for value in values],
                dtype=object,
            )
        own = zip(films[columns.TITLE], films[columns.ORIGINAL_TITLE], strict=True)
        films[columns.ALTERNATIVE_TITLES] = pd.Series(
            [
                new_titles(film.alternative_titles, titles)
                for film, titles in zip(of_films, own, strict=True)
            ],
            dtype=object,
        )
        return films

    def _read_votes(self) -> pd.DataFrame | None:
        """Return averageRating and numVotes by tconst; None if the file is absent or empty."""
        if self._ratings is None:
            return None
        votes = pd.concat(_read_tsv(self._ratings, RATINGS, list(RATINGS.fields), optional=True))
        if votes.empty:
            _LOG.warning("%s holds no rows, so all films are kept", self._ratings)
            return None
        for field, low, high in (("averageRating", 1.0, 10.0), ("numVotes", 0.0, 1e10)):
            numbers = pd.to_numeric(votes[field], errors="coerce")
            wrong = ~numbers.between(low, high)
            if wrong.any():
                line = int(wrong.to_numpy().argmax()) + 2  # every row is one line, after a header
                value = votes[field].iloc[line - 2]
                reason = f"{value!r} is not between {low:g} and {high:g}"
                raise DatasetError(self._ratings, reason, line, field)
            votes[field] = numbers
        votes = votes[votes["numVotes"] >= self._min_votes]
        return votes.set_index("tconst")


def _read_tsv(
    path: Path, table: ImdbTable, used: list[str], optional: bool = False
) -> Iterator[pd.DataFrame]:
    """Yield the used columns as text in chunks, nulls as missing; of no rows one empty frame.

    Raises
    ------
    DatasetError
        If the file is damaged or has another header. A file of no bytes has no header, which
        only an ``optional`` file may lack.
    """
    with (
        read_faults(path),
        path.open("rb") as packed,
        ByteProgress(path.name, 0, path.stat().st_size) as progress,
        unpacked(path, packed) as file,
    ):
        header = file.readline(4096)
        if optional and not header:
            yield pd.DataFrame(columns=used, dtype="str")
            return
        check_header(path, table, header)
        try:
            with pd.read_csv(
                file,
                sep="\t",
                names=list(table.fields),
                index_col=False,
                dtype="str",
                na_values=[NULL],
                keep_default_na=False,  # there are films called "NA" and "null"
                quoting=csv.QUOTE_NONE,
                encoding="utf-8",
                engine="c",
                chunksize=_CHUNK_ROWS,
            ) as chunks:
                read = 0
                for chunk in chunks:  # usecols would let rows of too many fields pass
                    yield chunk[used]
                    progress.add(packed.tell() - read)
                    read = packed.tell()
        except pd.errors.EmptyDataError:
            yield pd.DataFrame(columns=used, dtype="str")
        except ValueError as error:  # ParserError and UnicodeDecodeError are ones
            found = _LINE.search(str(error))
            line = int(found[1]) + 1 if found else None  # pandas did not see the header
            raise DatasetError(path, f"is not the table it should be: {error}", line) from None


def _films(rows: pd.DataFrame, votes: pd.DataFrame | None, path: Path) -> pd.DataFrame:
    rows = rows[rows["titleType"].isin(TITLE_TYPES) & (rows["isAdult"] == "0")]
    rows = rows[rows["tconst"].str.fullmatch(r"tt\d{7,9}").eq(True) & rows["primaryTitle"].notna()]
    if votes is not None:
        rows = rows.join(votes, on="tconst", how="inner")
    count = rows["numVotes"] if votes is not None else pd.Series(0, rows.index)
    mean = rows["averageRating"] / 2 if votes is not None else pd.Series(pd.NA, rows.index)
    title, original = rows["primaryTitle"].astype(object), rows["originalTitle"].astype(object)
    return pd.DataFrame(
        {
            columns.MOVIE_ID: rows["tconst"].str[2:].astype("int64"),
            columns.TITLE: title,
            columns.ORIGINAL_TITLE: original.where(original.notna() & (original != title), None),
            columns.YEAR: pd.to_numeric(rows["startYear"], errors="coerce").astype("Int16"),
            columns.GENRES: rows["genres"].map(_genres, na_action=None).astype(object),
            columns.IMDB_ID: rows["tconst"].astype(object),
            columns.TMDB_ID: pd.Series(pd.NA, rows.index, dtype="Int64"),
            columns.RUNTIME: _minutes(rows["runtimeMinutes"], path),
            columns.RATING_COUNT: count.astype("int64"),
            columns.RATING_MEAN: mean.astype("Float64"),
        }
    )


def _minutes(texts: "pd.Series[str]", path: Path) -> "pd.Series[Any]":
    """Return running times; 0 and what is longer than any film are unknown ones."""
    wrong = texts[texts.notna() & ~texts.str.fullmatch(r"\d{1,10}").eq(True)]
    if not wrong.empty:
        line = int(wrong.index[0]) + 2  # every row is one line, after a header
        reason = f"{shown(wrong.iloc[0])} is not a whole number"
        raise DatasetError(path, reason, line, "runtimeMinutes")
    minutes = pd.to_numeric(texts)
    return minutes.where(minutes.between(1, MOST_MINUTES)).round().astype("Int64")


def _genres(names: object) -> list[str]:
    if not isinstance(names, str):
        return []
    return list(dict.fromkeys(GENRE_NAMES.get(name, name) for name in names.split(",")))
