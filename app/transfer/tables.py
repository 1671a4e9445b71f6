"""Reads CSV of many programs: any separator, any line end, and with rows that are broken."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.transfer.files import UnreadableFileError

SEPARATORS = (",", ";", "\t", "|")
# Lines of a row whose cell has line breaks, such as a review. The limit keeps a quotation mark
# that is never closed from swallowing the rest of the file.
MOST_LINES_A_ROW = 500
LONGEST_LINE = 100_000


@dataclass(frozen=True)
class Record:
    """A row of CSV.

    Attributes
    ----------
    line : int
        The row's first line in the file, from 1.
    values : dict of str to str
        Cells by column.
    fault : str or None
        A sentence that says why the row cannot be read.
    """

    line: int
    values: dict[str, str]
    fault: str | None = None


@dataclass(frozen=True)
class Table:
    """A CSV file.

    Attributes
    ----------
    columns : tuple of str
        Names as `column` writes them.
    lines : list of str
        All lines of the file.
    first : int
        Index of the first line after the header.
    separator : str
        The character between cells.
    """

    columns: tuple[str, ...]
    lines: list[str]
    first: int
    separator: str

    def records(self) -> Iterator[Record]:
        """Yield the rows; a broken row leaves the rows after it readable."""
        at = self.first
        while at < len(self.lines):
            if not self.lines[at].strip():
                at += 1
                continue
            count, cells, fault = self._cells(at)
            values = dict(zip(self.columns, cells, strict=False))
            yield Record(at + 1, values, fault)
            at += count

    def _cells(self, at: int) -> tuple[int, list[str], str | None]:
        """Return the number of lines of the row at line ``at``, its cells, and its fault."""
        line = self.lines[at]
        if len(line) > LONGEST_LINE:
            return 1, [], f"The line has more than {LONGEST_LINE} characters."
        count, whole = 1, line
        quotes = line.count('"')
        for following in self.lines[at + 1 : at + MOST_LINES_A_ROW] if quotes % 2 else ():
            whole += "\n" + following
            quotes += following.count('"')
            count += 1
            if quotes % 2 == 0:
                break
        if quotes % 2 or len(whole) > LONGEST_LINE:
            return 1, self._loose(line), "A quotation mark is not closed."
        try:
            (cells,) = csv.reader([whole], delimiter=self.separator, strict=True)
        except (csv.Error, ValueError):
            # The report still shows the cells, so that the row can be found and put right.
            return 1, self._loose(line), "The quotation marks are not those of CSV."
        if len(cells) != len(self.columns) and not self._ends_empty(cells):
            fault = f"The row has {len(cells)} values where the header has {len(self.columns)}."
            return 1, cells if count == 1 else self._loose(line), fault
        return count, cells, None

    def _ends_empty(self, cells: list[str]) -> bool:
        """Return whether all cells beyond the header's columns are empty."""
        beyond = cells[len(self.columns) :]
        return bool(beyond) and not any(cell.strip() for cell in beyond)

    def _loose(self, line: str) -> list[str]:
        return [cell.strip(' "') for cell in line.split(self.separator)]


def column(name: str) -> str:
    """Return a column's name without case and punctuation.

    Examples
    --------
    >>> column(" Letterboxd URI"), column("imdbID"), column("Runtime (mins)")
    ('letterboxduri', 'imdbid', 'runtimemins')
    """
    return re.sub(r"[^0-9a-z]", "", name.lower())


def split_lines(text: str) -> list[str]:
    """Return the lines of a text; only CR, LF and CRLF end a line, no other of Unicode."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def table(lines: list[str], header: int = 0) -> Table:
    """Return a table whose header is the first line with something in it from ``header`` on.

    Raises
    ------
    UnreadableFileError
        No such line is there, or it is broken.
    """
    while header < len(lines) and not lines[header].strip():
        header += 1
    if header == len(lines) or len(lines[header]) > LONGEST_LINE:
        raise UnreadableFileError("The file has no line with the names of its columns.")
    line = lines[header]
    separator = max(SEPARATORS, key=line.count)
    try:
        names = next(csv.reader([line], delimiter=separator))
    except (csv.Error, StopIteration) as error:
        raise UnreadableFileError("The line with the names of the columns is broken.") from error
    return Table(tuple(column(name) for name in names), lines, header + 1, separator)


def headless(lines: list[str], columns: tuple[str, ...], separator: str) -> Table:
    """Return a table of a file without a header."""
    return Table(columns, lines, 0, separator)
