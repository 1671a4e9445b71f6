"""From an upload to rows: which format is it, and what do its files say?"""

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
from app.transfer.formats.common import ReadOne, read_items, read_records
from app.transfer.rows import Row
from app.transfer.schemas import Format

MOST_ROWS = 100_000

# Takes a file's columns and stem, and the list for films of unnamed lists.
MakeReader = Callable[[Set[str], str, str], ReadOne | None]


@dataclass
class Parsed:
    """What an upload holds.

    Attributes
    ----------
    preferences : object
        As the file has them, not checked; None where it has none.
    ignored : list of str
        Names of files within a zip that hold nothing to import.
    """

    format: Format | None = None
    rows: list[Row] = field(default_factory=list)
    preferences: Any = None
    ignored: list[str] = field(default_factory=list)


def parse(parts: list[Part], wanted: str, list_as: str) -> Parsed:
    """Read all parts.

    Parameters
    ----------
    parts : list of Part
        As `app.transfer.files.read` returns them.
    wanted : str
        A format, or ``auto`` to take the one of the first part that is of any.
    list_as : str
        The list that films of unnamed lists are put on.

    Raises
    ------
    UnreadableFileError
        Nothing in it is of the format wanted, or of any, or it has too many rows.
    """
    parsed = Parsed(None if wanted == "auto" else cast(Format, wanted))
    reader = _Reader(parsed, list_as)
    found = False
    for part in sorted(parts, key=lambda one: one.name):
        if reader.films.learn(part):
            continue
        rows = None
        if not (part.in_zip and letterboxd.is_ignored(part.name)):
            rows = reader.rows(part)
        if rows is None:
            parsed.ignored.append(part.name)
            continue
        found = True
        # One more than may be tells that there are more.
        parsed.rows += islice(rows, MOST_ROWS + 1 - len(parsed.rows))
        if len(parsed.rows) > MOST_ROWS:
            raise UnreadableFileError(f"The file has more than {MOST_ROWS} rows.")
    if not found:
        of = "any format known here" if wanted == "auto" else f"the format {wanted}"
        raise UnreadableFileError(f"The columns of the file are not those of {of}.")
    _drop_repeated_ratings(parsed)
    return parsed


def _drop_repeated_ratings(parsed: Parsed) -> None:
    """Where Letterboxd says in one file what a rating is, leave out what it was in the diary."""
    names = {PurePosixPath(row.file).name for row in parsed.rows if row.file}
    if parsed.format != "letterboxd" or "ratings.csv" not in names:
        return
    for place, row in enumerate(parsed.rows):
        if row.fault is None and PurePosixPath(row.file or "").name in letterboxd.DIARIES:
            parsed.rows[place] = replace(row, lists=row.lists - {"ratings"}, rating=None)


class _Reader:
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
        """Return the rows of a part; None where it is not of the format looked for."""
        if part.text.lstrip()[:1] in ("{", "["):
            return self._json(part)
        dat = movielens.dat_table(part)
        found = dat or self._table(part)
        if found is None:
            return None
        for name, make in self.csv_formats.items():
            read = make(frozenset(found.columns), part.stem, self.list_as)
            if read is not None and self._is_wanted(name):
                return read_records(part, found.records(), read)
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
        """Tell whether a format is the one looked for; the first one found is from then on."""
        if self.parsed.format is None:
            self.parsed.format = name
        return self.parsed.format == name
