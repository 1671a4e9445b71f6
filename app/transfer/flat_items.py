"""Reads a JSON list of no site's own as the table that it is: one film an item, its values flat.

Scripts and small apps write such lists. Their names are columns, which are known by name or mapped
by the person like those of a spreadsheet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from app.transfer.column_names import role_of
from app.transfer.json_items import Document, Path
from app.transfer.tables import column

# How many items names are taken from; a list with more columns than a person would map is no list
# of films.
LOOKED_AT: Final = 500
MOST_NAMES: Final = 60
_NAMING: Final = frozenset({"title", "imdb_id", "tmdb_id"})


def table_of(document: Document) -> bytes | None:
    """Return the CSV of a document's only list of films, one line an item; None if there is none.

    Several such lists may be watched and planned films, which only a known layout tells apart.
    """
    found = [(path, names) for path in document.lists if (names := _names(document, path))]
    if len(found) != 1:
        return None
    ((path, names),) = found
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(names)
    for item in document.items(path):
        values = dict(_flat(item))
        writer.writerow([values.get(name, "") for name in names])
    return written.getvalue().encode()


def _names(document: Document, path: Path) -> list[str]:
    """Return the names of the values of a list's items; none where they name no films."""
    names: dict[str, None] = {}
    for item in islice(document.items(path), LOOKED_AT):
        names |= dict.fromkeys(name for name, _ in _flat(item))
    # In an item whose film stands in an object of its own, other names say what it is there for.
    names_film = any(role_of(column(name)) in _NAMING and " " not in name for name in names)
    return [*names] if names_film and len(names) <= MOST_NAMES else []


def _flat(item: Any) -> Iterator[tuple[str, str]]:
    """Yield an item's single values, those of objects in it by both names."""
    if not isinstance(item, dict):
        return
    for name, value in item.items():
        if isinstance(value, dict):
            inner: Mapping[str, Any] = value
            yield from (
                (f"{name} {key}", _cell(value)) for key, value in inner.items() if _is_one(value)
            )
        elif _is_one(value):
            yield name, _cell(value)


def _is_one(value: Any) -> bool:
    return value is not None and not isinstance(value, (dict, list))


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # A line is an item; notes read the mark as a line's end.
    return "<br>".join(str(value).replace("\x00", "?").splitlines())


def from_lines(content: bytes) -> bytes:
    """Return a JSON list of a file that has one object a line; else the content as it is."""
    lines = [line.strip() for line in content.splitlines() if line.strip()]
    are_objects = len(lines) > 1 and all(
        line.startswith(b"{") and line.endswith(b"}") for line in lines
    )
    return b"[" + b",".join(lines) + b"]" if are_objects else content
