"""Reads CSV of many programs: any separator, any line end, and with rows that are broken."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.transfer.files import UnreadableFileError

SEPARATORS = (",", ";", "\t", "|")
# Lines of a row whose cell has line breaks, such as a review. The limit keeps a quotation mark
# that is never closed from swallowing the rest of the file.
MOST_LINES_A_ROW = 500
LONGEST_LINE = 100_000
MOST_LINES = 500_000
MOST_COLUMNS = 500
# Excel's first line that names the separator of the lines after it.
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?[,;\s]*', re.IGNORECASE)


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
    short : str or None
        A sentence that says that the row ends before the last column: a program left empty
        cells out, or the row is broken.
    """

    line: int
    values: dict[str, str]
    fault: str | None = None
    short: str | None = None


@dataclass(frozen=True)
class Table:
    """A CSV file.

    Attributes
    ----------
    columns : tuple of str
        Names as `column` writes them, each once.
    headers : tuple of str
        Names as the file writes them.
    lines : list of str
        All lines of the file.
    first : int
        Index of the first line after the header.
    separator : str
        The character between cells.
    """

    columns: tuple[str, ...]
    headers: tuple[str, ...]
    lines: list[str]
    first: int
    separator: str

    def records(self) -> Iterator[Record]:
        """Yield the rows; a broken row leaves the rows after it readable."""
        at = self.first
        while at < len(self.lines):
            if not self.lines[at].strip(" \t,;|"):
                at += 1
                continue
            count, record = self._record(at)
            yield record
            at += count

    def cells(self, line: int) -> dict[str, str]:
        """Return the cells of the row at a line, from 1, by the file's own column names."""
        _, cells, _ = self._cells(line - 1)
        found: dict[str, str] = {}
        for place, (header, cell) in enumerate(zip(self.headers, cells, strict=False), 1):
            if cell.strip():
                # Of columns that are called alike, the place tells which is meant.
                found[f"{header} ({place})" if header in found or not header else header] = cell
        return found

    def _record(self, at: int) -> tuple[int, Record]:
        count, cells, fault = self._cells(at)
        short = None
        if fault is None and len(cells) != len(self.columns):
            counted = f"The row has {len(cells)} values where the header has {len(self.columns)}."
            if len(cells) < len(self.columns):
                short = counted
            elif any(cell.strip() for cell in cells[len(self.columns) :]):
                fault = counted
        values = dict(zip(self.columns, cells, strict=False))
        return count, Record(at + 1, values, fault, short)

    def _cells(self, at: int) -> tuple[int, list[str], str | None]:
        """Return the number of lines of the row at line ``at``, its cells, and its fault."""
        line = self.lines[at]
        if len(line) > LONGEST_LINE:
            return 1, [], f"The line has more than {LONGEST_LINE} characters."
        if '"' not in line:
            return 1, line.split(self.separator), None
        count, whole = 1, line
        quotes = line.count('"')
        for following in self.lines[at + 1 : at + MOST_LINES_A_ROW] if quotes % 2 else ():
            whole += "\n" + following
            quotes += following.count('"')
            count += 1
            if quotes % 2 == 0 or len(whole) > LONGEST_LINE:
                break
        if quotes % 2 or len(whole) > LONGEST_LINE:
            return 1, self._loose(line), "A quotation mark is not closed."
        try:
            (cells,) = csv.reader([whole], delimiter=self.separator, strict=True)
        except (csv.Error, ValueError):
            # The report still shows the cells, so that the row can be found and put right.
            return 1, self._loose(line), "The quotation marks are not those of CSV."
        if count > 1 and len(cells) != len(self.columns):
            fault = f"The row has {len(cells)} values where the header has {len(self.columns)}."
            return 1, self._loose(line), fault
        if len(cells) == 1 < len(self.columns) and self.separator in cells[0]:
            return 1, self._unwrapped(cells), None
        return count, cells, None

    def _unwrapped(self, cells: list[str]) -> list[str]:
        """Return the cells of a row that is quoted whole, as spreadsheets do to a row in one cell.

        Where they do not fit the header, the row is left as it is.
        """
        try:
            (inner,) = csv.reader(cells, delimiter=self.separator, strict=True)
        except (csv.Error, ValueError):
            return cells
        return inner if len(inner) == len(self.columns) else cells

    def _loose(self, line: str) -> list[str]:
        return [cell.strip(' "') for cell in line.split(self.separator)]


def column(name: str) -> str:
    """Return a column's name without case, accents and punctuation.

    Examples
    --------
    >>> column(" Letterboxd URI"), column("imdbID"), column("Année"), column("Моя оценка")
    ('letterboxduri', 'imdbid', 'annee', 'мояоценка')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ł", "l"))
    return "".join(letter for letter in plain if letter.isalnum())


def split_lines(content: bytes) -> list[str]:
    """Return the lines of UTF-8; only CR, LF and CRLF end a line, no other of Unicode.

    Each line is decoded by itself, so that a single emoji does not make the whole text four times
    as large.

    Raises
    ------
    UnreadableFileError
        There are more than `MOST_LINES` lines.
    """
    if max(content.count(b"\n"), content.count(b"\r")) > MOST_LINES:
        raise UnreadableFileError(f"The file has more than {MOST_LINES} lines.")
    lines: list[str] = []
    for line in io.BytesIO(content):
        ended = line.removesuffix(b"\n").removesuffix(b"\r")
        if b"\r" in ended:
            lines += ended.decode().split("\r")
        else:
            lines.append(ended.decode())
    if not lines or content.endswith((b"\n", b"\r")):
        lines.append("")
    return lines


def table(lines: list[str], header: int = 0) -> Table:
    """Return a table whose header is the first line with something in it from ``header`` on.

    Raises
    ------
    UnreadableFileError
        No such line is there, or it is broken.
    """
    header = _next_line(lines, header)
    separator = None
    if header < len(lines) and (match := _SEPARATOR_LINE.fullmatch(lines[header])):
        separator = match[1]
        header = _next_line(lines, header + 1)
    if header == len(lines) or len(lines[header]) > LONGEST_LINE:
        raise UnreadableFileError("The file has no line with the names of its columns.")
    line = lines[header]
    # Not within quotation marks, where a comma separates nothing.
    separator = separator or _separator(re.sub(r'"[^"]*"', "", line))
    try:
        names = next(csv.reader([line], delimiter=separator))
        if len(names) == 1 and (inner := _separator(names[0])) in names[0]:
            separator = inner  # the header is quoted whole, and so are its rows
            names = next(csv.reader(names, delimiter=separator))
    except (csv.Error, StopIteration) as error:
        raise UnreadableFileError("The line with the names of the columns is broken.") from error
    if len(names) > MOST_COLUMNS:
        raise UnreadableFileError(f"The file has more than {MOST_COLUMNS} columns.")
    headers = tuple(" ".join(name.split()) for name in names)
    return Table(_distinct(headers), headers, lines, header + 1, separator)


def headless(lines: list[str], columns: tuple[str, ...], separator: str) -> Table:
    """Return a table of a file without a header."""
    return Table(columns, columns, lines, 0, separator)


def _next_line(lines: Sequence[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip(" \t,;|"):
        at += 1
    return at


def _separator(line: str) -> str:
    return max(SEPARATORS, key=line.count)


def _distinct(headers: Sequence[str]) -> tuple[str, ...]:
    """Return the columns' names, a repeated one with its number behind it."""
    seen: dict[str, int] = {}
    names = []
    for header in headers:
        name = column(header)
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return tuple(names)
