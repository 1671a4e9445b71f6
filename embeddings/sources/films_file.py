"""Films to add, from a file: one JSON object a line, or a CSV with a header."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from embeddings.errors import DatasetError, FilmError
from embeddings.sources.files import FolderFiles
from embeddings.sources.film_fields import FIELDS, LISTS, FilmFields
from embeddings.sources.given_film import read_film
from embeddings.sources.rows import quoted_rows, read_lines

# Between the entries of a list in a CSV's field, as in MovieLens' genres.
SEPARATOR: Final = "|"


@dataclass(frozen=True)
class FileFilm:
    """A film and the line it stands on, counted from 1."""

    line: int
    film: FilmFields


def read_films(path: Path) -> list[FileFilm]:
    """Read a file of films.

    Parameters
    ----------
    path
        ``*.jsonl``: a JSON object a line with the fields of `FilmFields`; blank lines are passed
        over. Anything else: a CSV in UTF-8 whose header names such fields, in any order; the
        entries of lists stand between ``|``.

    Raises
    ------
    DatasetError
        On the first line that is no film, with its line and field; or no film is in the file.
    """
    label = FolderFiles(path.parent).label(path.name)
    read = _json_lines if path.suffix.lower() in (".jsonl", ".ndjson") else _csv_rows
    films = []
    for line, given in read(path, label):
        try:
            films.append(FileFilm(line, read_film(given)))
        except FilmError as error:
            fault = error.faults[0]
            raise DatasetError(label, fault.reason, line, fault.field) from None
    if not films:
        raise DatasetError(label, "has no films")
    return films


def _json_lines(path: Path, label: str) -> Iterator[tuple[int, dict[str, object]]]:
    for line, text in enumerate(read_lines(FolderFiles(path.parent), path.name, "utf-8"), start=1):
        if not text.strip():
            continue
        try:
            given = json.loads(text)
        except ValueError as error:
            raise DatasetError(label, f"is not JSON: {error}", line) from None
        if not isinstance(given, dict):
            raise DatasetError(label, "is no JSON object", line)
        yield line, given


def _csv_rows(path: Path, label: str) -> Iterator[tuple[int, dict[str, object]]]:
    lines = quoted_rows(read_lines(FolderFiles(path.parent), path.name, "utf-8"), label)
    _, header = next(lines, (1, None))
    if header is None:
        raise DatasetError(label, "is empty")
    names = [name.strip() for name in header]
    for name in names:
        if name not in FIELDS:
            reason = f"there is no such field; there are {', '.join(FIELDS)}"
            raise DatasetError(label, reason, 1, name)
        if names.count(name) > 1:
            raise DatasetError(label, "is in the header twice", 1, name)
    for line, row in lines:
        if len(row) != len(names):
            raise DatasetError(label, f"expected {len(names)} fields, found {len(row)}", line)
        yield line, dict(zip(names, map(_value, names, row), strict=True))


def _value(name: str, text: str) -> object:
    if name not in LISTS:
        return text.strip()
    return [entry for entry in text.split(SEPARATOR) if entry.strip()]
