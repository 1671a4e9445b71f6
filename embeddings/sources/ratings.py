"""Ratings in typed chunks, checked, at the speed of pandas' C parser."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
import pandas as pd

from embeddings.errors import DatasetError
from embeddings.sources import columns
from embeddings.sources.files import FileSet
from embeddings.sources.rows import LARGEST_ID, Table, parse_id, read_rows, shown

DEFAULT_CHUNK_ROWS = 1_000_000
_ONE_BYTE = b"\x1f"  # ASCII "unit separator", in no published file
# Read wide, so that an id beyond 32 bits is seen and not wrapped; narrowed once checked.
_READ_DTYPES = {
    columns.USER_ID: "int64",
    columns.MOVIE_ID: "int64",
    columns.RATING: "float32",
    columns.TIMESTAMP: "int64",
}
_KEPT_DTYPES = {columns.USER_ID: "int32", columns.MOVIE_ID: "int32"}


@dataclass(frozen=True)
class Scale:
    """Ratings run from ``least`` to 5 stars in equal steps of ``step``."""

    least: float
    step: float

    def check(self, rating: float) -> None:
        """Raise ValueError, saying why, unless the rating is on the scale."""
        if not self.least <= rating <= 5:
            raise ValueError(f"{rating:g} is not between {self.least:g} and 5")
        if rating % self.step:
            raise ValueError(f"{rating:g} is not a multiple of {self.step:g}")


HALF_STARS = Scale(0.5, 0.5)
WHOLE_STARS = Scale(1.0, 1.0)


def read_ratings(
    files: FileSet, name: str, table: Table, scale: Scale, chunk_rows: int = DEFAULT_CHUNK_ROWS
) -> Iterator[pd.DataFrame]:
    """Yield the rows of a ratings file.

    Parameters
    ----------
    files, name, table
        Where the ratings lie and how; the columns are user, movie, rating, time in this order.
    scale
        What counts as a rating.
    chunk_rows
        Most rows to a frame; a row takes about 60 bytes while it is read, 20 afterwards.

    Yields
    ------
    Frames with user_id int32, movie_id int32, rating float32 (stars) and timestamp int64 (seconds
    since 1970)

    Raises
    ------
    DatasetError
        On the first row that is not a rating, with its line, field and what is wrong. Frames
        before it have been yielded by then.
    """
    # The C parser lets the first row have more fields than there are names, and takes a first
    # chunk of nothing but True for numbers. So the first row is looked at closely.
    line, row = next(read_rows(files, name, table))
    _check_row(files.label(name), line, row, table, scale)
    try:
        with files.open(name) as stream:
            for frame in _parse(stream, table, chunk_rows):
                if not _valid(frame, scale):
                    raise ValueError("a value is out of its range")
                yield frame.astype(_KEPT_DTYPES)
    # pandas' ParserError and UnicodeDecodeError are ValueErrors.
    except (ValueError, ArithmeticError) as error:
        raise _locate(files, name, table, scale, error) from None


def _parse(stream: BinaryIO, table: Table, chunk_rows: int) -> Iterator[pd.DataFrame]:
    separator = table.separator
    if len(separator) > 1:
        stream = io.BufferedReader(_OneByteSeparator(stream, separator.encode()), 1 << 20)
        separator = _ONE_BYTE.decode()
    with pd.read_csv(
        stream,
        sep=separator,
        header=0 if table.header else None,
        names=list(columns.RATING_COLUMNS),
        index_col=False,
        dtype=_READ_DTYPES,
        quoting=csv.QUOTE_MINIMAL if table.quoted else csv.QUOTE_NONE,
        encoding=table.encoding,
        engine="c",
        chunksize=chunk_rows,
    ) as frames:
        while True:
            # "1e99" as an id is to be an error, not a warning and some other number.
            with np.errstate(invalid="raise", over="raise"):
                frame = next(frames, None)
            if frame is None:
                return
            yield frame


def _valid(frame: pd.DataFrame, scale: Scale) -> bool:
    ratings = frame[columns.RATING].to_numpy()
    ok = bool(((ratings >= scale.least) & (ratings <= 5)).all())
    ok = ok and not (ratings % scale.step).any()
    for column in (columns.USER_ID, columns.MOVIE_ID):
        ids = frame[column].to_numpy()
        ok = ok and bool(((ids > 0) & (ids <= LARGEST_ID)).all())
    return ok and bool((frame[columns.TIMESTAMP].to_numpy() >= 0).all())


def _locate(
    files: FileSet, name: str, table: Table, scale: Scale, error: Exception
) -> DatasetError:
    """Go through the file once more, slowly, and name the first bad row."""
    label = files.label(name)
    try:
        for line, row in read_rows(files, name, table):
            _check_row(label, line, row, table, scale)
    except DatasetError as found:
        return found
    return DatasetError(label, f"cannot be read as ratings: {error}")


def _check_row(label: str, line: int, row: list[str], table: Table, scale: Scale) -> None:
    user, movie, rating, timestamp = row
    field = table.fields[0]
    try:
        parse_id(user)
        field = table.fields[1]
        parse_id(movie)
        field = table.fields[2]
        scale.check(_parse_rating(rating))
        field = table.fields[3]
        if not (timestamp.isascii() and timestamp.strip().isdigit()):
            raise ValueError(f"{shown(timestamp)} is not a number of seconds since 1970")
        if int(timestamp[:20]) > np.iinfo(np.int64).max:
            raise ValueError(f"{shown(timestamp)} is too large for a number of seconds")
    except ValueError as error:
        raise DatasetError(label, str(error), line, field) from None


def _parse_rating(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise ValueError(f"{shown(text)} is not a number") from None


class _OneByteSeparator(io.RawIOBase):
    """Replaces a separator of several bytes on the way.

    pandas' C parser takes single-byte separators only, and its Python parser, which takes any, is
    some thirty times slower.
    """

    def __init__(self, stream: BinaryIO, separator: bytes) -> None:
        super().__init__()
        self._stream = stream
        self._separator = separator
        self._held_back = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        while True:
            fresh = self._stream.read(len(buffer) - len(self._held_back))
            data = self._held_back + fresh
            if fresh and data.endswith(self._separator[:1]):
                # The separator may be cut in two at the end of the block.
                keep = len(data) - len(data.rstrip(self._separator[:1]))
                data, self._held_back = data[:-keep], data[-keep:]
            else:
                self._held_back = b""
            if data or not fresh:
                break
        data = data.replace(self._separator, _ONE_BYTE)
        buffer[: len(data)] = data
        return len(data)
