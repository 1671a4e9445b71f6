"""IMDb's published tables: where they lie, and the rows of some films or people, streamed.

Source: https://developer.imdb.com/non-commercial-datasets/; for personal and non-commercial use.
"""

from __future__ import annotations

import gzip
import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final, cast

from embeddings.errors import DatasetError
from embeddings.sources.byte_progress import ByteProgress
from embeddings.sources.files import read_faults
from embeddings.sources.rows import shown

ATTRIBUTION: Final = (
    "Information courtesy of IMDb (https://www.imdb.com). Used with permission. "
    "For personal and non-commercial use."
)
NULL: Final = "\\N"
_BLOCK_BYTES: Final = 1 << 20
# No row of IMDb's is near it; a file without line ends must not fill the memory.
_LONGEST_ROW: Final = 1 << 20
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class ImdbTable:
    """One of the tables: its file name without ``.gz``, and its columns."""

    file: str
    fields: tuple[str, ...]


BASICS: Final = ImdbTable(
    "title.basics.tsv",
    (
        "tconst",
        "titleType",
        "primaryTitle",
        "originalTitle",
        "isAdult",
        "startYear",
        "endYear",
        "runtimeMinutes",
        "genres",
    ),
)
RATINGS: Final = ImdbTable("title.ratings.tsv", ("tconst", "averageRating", "numVotes"))
CREW: Final = ImdbTable("title.crew.tsv", ("tconst", "directors", "writers"))
PRINCIPALS: Final = ImdbTable(
    "title.principals.tsv", ("tconst", "ordering", "nconst", "category", "job", "characters")
)
AKAS: Final = ImdbTable(
    "title.akas.tsv",
    (
        "titleId",
        "ordering",
        "title",
        "region",
        "language",
        "types",
        "attributes",
        "isOriginalTitle",
    ),
)
NAMES: Final = ImdbTable(
    "name.basics.tsv",
    ("nconst", "primaryName", "birthYear", "deathYear", "primaryProfession", "knownForTitles"),
)


def find_table(path: Path, table: ImdbTable) -> Path | None:
    """Return the table's file in a folder, or the path itself where it is that file."""
    names = (f"{table.file}.gz", table.file)
    if path.is_file():
        return path if path.name in names else None
    return next((file for file in (path / name for name in names) if file.is_file()), None)


@dataclass(frozen=True, slots=True)
class ImdbRow:
    """A row of a table: its values as text, None where the file has none."""

    path: Path
    table: ImdbTable
    line: int
    values: tuple[str | None, ...]

    def __getitem__(self, field: str) -> str | None:
        return self.values[self.table.fields.index(field)]

    def needed(self, field: str) -> str:
        """Return a value that must be there.

        Raises
        ------
        DatasetError
            If it is missing.
        """
        value = self[field]
        if not value:
            raise self.fault(field, "is missing")
        return value

    def number(self, field: str) -> int | None:
        """Return a whole number.

        Raises
        ------
        DatasetError
            If it is anything else.
        """
        value = self[field]
        if value is None:
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= 10):
            raise self.fault(field, f"{shown(value)} is not a whole number")
        return int(value)

    def fault(self, field: str, reason: str) -> DatasetError:
        """Return the error of a field of this row."""
        return DatasetError(self.path, reason, self.line, field)


def has_rows(path: Path, table: ImdbTable) -> bool:
    """Say whether an optional table has a header, and warn where it has none.

    Raises
    ------
    DatasetError
        If the header is another one.
    """
    with read_faults(path), path.open("rb") as packed, unpacked(path, packed) as file:
        header = file.readline(4096)
    if not header:
        _LOG.warning("%s is empty, so it is read as if it were absent", path)
        return False
    check_header(path, table, header)
    return True


def check_header(path: Path, table: ImdbTable, header: bytes) -> None:
    """Raise DatasetError unless the first line of a file is the table's header."""
    if header.decode("utf-8", "replace").split() != list(table.fields):
        found = header[:60].decode("utf-8", "replace")
        wanted = " ".join(table.fields)
        raise DatasetError(path, f"the header is {found!r}, expected {wanted!r}", 1)


def rows_of(path: Path, table: ImdbTable, keys: Collection[str]) -> Iterator[ImdbRow]:
    """Yield the rows whose first value is among the keys, and report how far the file is read.

    A file is read in blocks and never held whole. Rows of other films or people are passed over
    by their first bytes, without being decoded, so that they may be broken without notice.

    Parameters
    ----------
    keys
        tconsts or nconsts. Memory grows with them, and not with the file.

    Raises
    ------
    DatasetError
        On a file that is cut off or has another header, and on a row of a key that is not UTF-8 or
        has too few or too many fields.
    """
    wanted = frozenset(key.encode() for key in keys)
    with (
        read_faults(path),
        path.open("rb") as packed,
        ByteProgress(path.name, 0, path.stat().st_size) as progress,
        unpacked(path, packed) as file,
    ):
        read = 0
        for first_line, lines in _blocks(path, table, file):
            for line, row in enumerate(lines, first_line):
                if row.partition(b"\t")[0] in wanted:
                    yield _row(path, table, line, row)
            progress.add(packed.tell() - read)
            read = packed.tell()


def _blocks(path: Path, table: ImdbTable, file: BinaryIO) -> Iterator[tuple[int, list[bytes]]]:
    """Yield lines without their ends, and the number of the first of each block."""
    check_header(path, table, file.readline(4096))
    first_line, rest = 2, b""
    while block := file.read(_BLOCK_BYTES):
        lines = (rest + block).split(b"\n")
        rest = lines.pop()
        if len(rest) > _LONGEST_ROW:
            line = first_line + len(lines)
            raise DatasetError(path, "is longer than any row of IMDb's", line)
        yield first_line, lines
        first_line += len(lines)
    if rest:
        yield first_line, [rest]


def _row(path: Path, table: ImdbTable, line: int, row: bytes) -> ImdbRow:
    try:
        values = row.decode("utf-8").rstrip("\r").split("\t")
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1} (0x{row[error.start]:02x}) is not utf-8"
        raise DatasetError(path, reason, line) from None
    if len(values) != len(table.fields):
        wanted = ", ".join(table.fields)
        reason = f"expected {len(table.fields)} fields ({wanted}), found {len(values)}"
        raise DatasetError(path, reason, line)
    return ImdbRow(path, table, line, tuple(None if value == NULL else value for value in values))


def unpacked(path: Path, packed: BinaryIO) -> BinaryIO:
    """Return what reads the bytes of an opened table, compressed or not."""
    return cast(BinaryIO, gzip.GzipFile(fileobj=packed)) if path.suffix == ".gz" else packed
