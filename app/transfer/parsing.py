"""Finds the layouts of an upload's files and reads them as rows."""

from __future__ import annotations

from itertools import islice

from app.transfer.documents import read_document, read_xml
from app.transfer.files import Part, UnreadableFileError
from app.transfer.layouts import UnknownLayoutError
from app.transfer.parsed import Parsed, Reading, ReadOptions
from app.transfer.surveys import MOST_ROWS
from app.transfer.table_reader import read_table

DEFAULTS = ReadOptions()


def parse(parts: list[Part], options: ReadOptions = DEFAULTS) -> Parsed:
    """Read all parts of an upload.

    Parameters
    ----------
    parts : list of Part
        What `app.transfer.files.read` returned.

    Raises
    ------
    UnknownLayoutError
        No part is of a known layout, and some are tables that a mapping could read.
    UnreadableFileError
        No part is of the format, or of any; or there are more than `MOST_ROWS` rows.
    """
    reading = Reading(options)
    # All files of films first: u.data stands before u.item.
    for part in [part for part in _sorted(parts) if not reading.films.add(part)]:
        _read(reading, part)
    if not reading.formats:
        if reading.parsed.unknown:
            raise UnknownLayoutError(tuple(reading.parsed.unknown))
        of = f"the format {options.format}"
        of = "any format known here" if options.format == "auto" else of
        raise UnreadableFileError(f"The columns of the file are not those of {of}.")
    return reading.finish()


def _sorted(parts: list[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: part.name)


def _read(reading: Reading, part: Part) -> None:
    """Read a part's rows, or note that it has none."""
    start = part.content.lstrip()[:1]
    if start in (b"{", b"["):
        rows = read_document(reading, part)
    elif start == b"<":
        rows = read_xml(reading, part)
    else:
        rows = read_table(reading, part)
    if rows is None and part.file not in {table.file for table in reading.parsed.unknown}:
        reading.parsed.ignored.append(part.name)
    if rows is None:
        return
    # One row too many shows that the limit is exceeded.
    for row in islice(rows, MOST_ROWS + 1 - len(reading.parsed.rows)):
        reading.take(row)
    if len(reading.parsed.rows) > MOST_ROWS:
        raise UnreadableFileError(f"The file has more than {MOST_ROWS} rows.")
