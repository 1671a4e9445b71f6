"""Detects the format of an upload and reads its files as rows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, cast

from app.transfer import tables
from app.transfer.files import Part, UnreadableFileError
from app.transfer.formats import imdb, letterboxd, movielens, ordained, trakt
from app.transfer.formats.row_readers import ReadRow, read_items, read_records
from app.transfer.rows import Row
from app.transfer.schemas import Format

MOST_ROWS = 100_000

# Called with a file's columns, its stem, and the list for films of unnamed lists.
MakeReader = Callable[[Set[str], str, str], ReadRow | None]


@dataclass
class Parsed:
    """The content of an upload.

    Attributes
    ----------
    format : str or None
        The upload's format; None before a file of any format was found.
    rows : list of Row
        Rows of all files, bad rows among them.
    preferences : object
        The file's preferences, not validated; None where it has none.
    ignored : list of str
        Names of files within a zip that hold nothing to import.
    """

    format: Format | None = None
    rows: list[Row] = field(default_factory=list)
    preferences: Any = None
    ignored: list[str] = field(default_factory=list)


def parse(parts: list[Part], wanted: str, list_as: str) -> Parsed:
    """Read all parts of an upload.

    Parameters
    ----------
    parts : list of Part
        What `app.transfer.files.read` returned.
    wanted : str
        A format, or ``auto``: the format of the first part whose format is known.
    list_as : str
        The list that films of unnamed lists are put on.

    Raises
    ------
    UnreadableFileError
        No part is of the format, or of any; or there are more than `MOST_ROWS` rows.
    """
    parsed = Parsed(None if wanted == "auto" else cast(Format, wanted))
    reader = _Reader(parsed, list_as)
    any_read = False
    for part in sorted(parts, key=lambda part: part.name):
        if reader.films.add(part):
            continue
        rows = None
        if not (part.in_zip and letterboxd.is_ignored(part.name)):
            rows = reader.rows(part)
        if rows is None:
            parsed.ignored.append(part.name)
            continue
        any_read = True
        # One row too many shows that the limit is exceeded.
        parsed.rows += islice(rows, MOST_ROWS + 1 - len(parsed.rows))
        if len(parsed.rows) > MOST_ROWS:
            raise UnreadableFileError(f"The file has more than {MOST_ROWS} rows.")
    if not any_read:
        of = "any format known here" if wanted == "auto" else f"the format {wanted}"
        raise UnreadableFileError(f"The columns of the file are not those of {of}.")
    _drop_repeated_ratings(parsed)
    return parsed


def _drop_repeated_ratings(parsed: Parsed) -> None:
    """Drop ratings of Letterboxd's diaries where ``ratings.csv`` has the current ones."""
    names = {PurePosixPath(row.file).name for row in parsed.rows if row.file}
    if parsed.format != "letterboxd" or "ratings.csv" not in names:
        return
    for index, row in enumerate(parsed.rows):
        if row.fault is None and PurePosixPath(row.file or "").name in letterboxd.DIARIES:
            parsed.rows[index] = replace(row, lists=row.lists - {"ratings"}, rating=None)


class _Reader:
    """Reads the parts of one upload into ``parsed``."""

    def __init__(self, parsed: Parsed, list_as: str) -> None:
        self.parsed = parsed
        self.list_as = list_as
        self.films = movielens.Films()
        self.csv_formats: dict[Format, MakeReader] = {
            "ordained": ordained.reader,
            "imdb": imdb.reader,
            "movielens": partial(movielens.reader, films=self.films),
            "trakt": trakt.reader,
            "letterboxd": letterboxd.reader,
        }

    def rows(self, part: Part) -> Iterator[Row] | None:
        """Return a part's rows; None where the part is not of the wanted format."""
        if part.text.lstrip()[:1] in ("{", "["):
            return self._json(part)
        table = movielens.dat_table(part) or self._table(part)
        if table is None:
            return None
        for name, make in self.csv_formats.items():
            read = make(frozenset(table.columns), part.stem, self.list_as)
            if read is not None and self._is_wanted(name):
                return read_records(part, table.records(), read)
        return None

    def _table(self, part: Part) -> tables.Table | None:
        lines = tables.split_lines(part.text)
        try:
            return tables.table(lines, letterboxd.header_line(lines))
        except UnreadableFileError:
            if part.in_zip:
                return None
            raise

    def _json(self, part: Part) -> Iterator[Row] | None:
        try:
            document = json.loads(part.text)
        except (ValueError, RecursionError) as error:
            if part.in_zip:
                return None
            raise UnreadableFileError("The file begins like JSON and is none.") from error
        if ordained.reads(document) and self._is_wanted("ordained"):
            lists = ordained.lists_of(document)
            self.parsed.preferences = document.get("preferences")
            return (
                row
                for name, items in lists.items()
                for row in read_items(part, items, ordained.item_reader(name))
            )
        if isinstance(document, list) and trakt.reads(document) and self._is_wanted("trakt"):
            return read_items(part, document, trakt.item_reader(part.stem, self.list_as))
        return None

    def _is_wanted(self, name: Format) -> bool:
        """Return whether a format is wanted; under ``auto`` the first format met is."""
        if self.parsed.format is None:
            self.parsed.format = name
        return self.parsed.format == name
