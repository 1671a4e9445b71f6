"""Rows of a text table with the line each stands on, for text columns and for finding faults.

This reader is far slower than pandas' C parser (about a million rows a second), but it knows the
line of every row. :mod:`embeddings.sources.ratings` reads ratings with pandas and uses this module
only to find the line of a fault.
"""

import csv
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from embeddings.errors import DatasetError
from embeddings.sources.files import FileSet

LARGEST_ID = 2**31 - 1
_SHOWN_CHARS = 60
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Table:
    """Layout of one file of a dataset.

    Parameters
    ----------
    file
        File name without folder.
    fields
        Column names in order, as the file's header or its README calls them.
    separator
        What stands between two fields.
    header
        Whether the first line holds the names.
    encoding
        ``utf-8`` or ``latin-1``.
    free_field
        The column whose text may hold the separator; None where quotes take care of that.
    optional
        Whether a dataset is complete without the file; such a file may also be empty.
    """

    file: str
    fields: tuple[str, ...]
    separator: str = ","
    header: bool = True
    encoding: str = "utf-8"
    free_field: int | None = None
    optional: bool = False

    @property
    def quoted(self) -> bool:
        """Whether fields may stand in double quotes."""
        return self.separator == ","


def read_rows(files: FileSet, name: str, table: Table) -> Iterator[tuple[int, list[str]]]:
    """Yield each row's line number, counted from 1, and its fields.

    Raises
    ------
    DatasetError
        On the first line that is not text in the table's encoding, has too few or too many fields,
        on a header other than expected and, unless the table is optional, on a file without rows.
    """
    label = files.label(name)
    lines = read_lines(files, name, table.encoding)
    rows = quoted_rows(lines, label) if table.quoted else _plain_rows(lines, table)
    if table.header and not (_is_header(next(rows, None), table, label) or table.optional):
        raise DatasetError(label, "is empty")
    wanted, empty = len(table.fields), True
    for line, row in rows:
        if len(row) != wanted:
            reason = f"expected {wanted} fields ({', '.join(table.fields)}), found {len(row)}"
            raise DatasetError(label, reason, line)
        empty = False
        yield line, row
    if empty and not table.optional:
        raise DatasetError(label, "holds no rows")
    if empty:
        _LOG.warning("%s holds no rows, so the data set is read as if the file were absent", label)


def read_lines(files: FileSet, name: str, encoding: str) -> Iterator[str]:
    """Yield the lines of a file as text, the byte order mark left out.

    Raises
    ------
    DatasetError
        On the first line that is not in the encoding.
    """
    with files.open(name) as stream:
        for number, line in enumerate(stream, start=1):
            try:
                text = line.decode(encoding)
            except UnicodeDecodeError as error:
                reason = f"byte {error.start + 1} (0x{line[error.start]:02x}) is not {encoding}"
                raise DatasetError(files.label(name), reason, number) from None
            yield text.removeprefix("\ufeff") if number == 1 else text


def quoted_rows(lines: Iterator[str], label: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a CSV with the line each begins on; blank lines are passed over.

    Raises
    ------
    DatasetError
        On a row that is not proper CSV, such as one whose quotes are never closed.
    """
    reader = csv.reader(lines, strict=True)
    while True:
        first_line = reader.line_num + 1  # a quoted field may run over several lines
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise DatasetError(label, f"is not proper CSV: {error}", first_line) from None
        if row:
            yield first_line, row


def parse_id(text: str) -> int:
    """Return a positive whole number.

    Raises
    ------
    ValueError
        If the text is none, or larger than a 32-bit id.
    """
    if not (text.isascii() and text.strip().isdigit()):
        raise ValueError(f"{shown(text)} is not a positive whole number")
    # Python refuses to convert thousands of digits, with a message about something else.
    value = int(text) if len(text) < 20 else LARGEST_ID + 1
    if not 0 < value <= LARGEST_ID:
        raise ValueError(f"{shown(text)} is not between 1 and {LARGEST_ID}")
    return value


def parse_optional_id(text: str) -> int | None:
    """Return a positive whole number, None for an empty field."""
    return parse_id(text) if text.strip() else None


def parse_imdb_id(text: str) -> str | None:
    """Return ``tt0114709`` for ``0114709``, ``114709`` or ``tt0114709``, None for an empty field.

    Raises
    ------
    ValueError
        If it is anything else.
    """
    number = parse_optional_id(text.strip().removeprefix("tt"))
    return None if number is None else f"tt{number:07d}"


def shown(text: str) -> str:
    """Quote a bad value for a message, cut short."""
    return repr(text if len(text) <= _SHOWN_CHARS else text[:_SHOWN_CHARS] + "…")


def _plain_rows(lines: Iterator[str], table: Table) -> Iterator[tuple[int, list[str]]]:
    wanted, free, separator = len(table.fields), table.free_field, table.separator
    for number, line in enumerate(lines, start=1):
        text = line.rstrip("\r\n")
        if not text:
            continue
        row = text.split(separator)
        if free is not None and (extra := len(row) - wanted) > 0:
            row[free : free + extra + 1] = [separator.join(row[free : free + extra + 1])]
        yield number, row


def _is_header(first: tuple[int, list[str]] | None, table: Table, label: str) -> bool:
    """Return whether there is a first row, and raise DatasetError unless it is the header."""
    if first is None:
        return False
    line, header = first
    if tuple(name.strip() for name in header) != table.fields:
        expected = table.separator.join(table.fields)
        reason = f"the header is {shown(table.separator.join(header))}, expected {expected!r}"
        raise DatasetError(label, reason, line)
    return True
