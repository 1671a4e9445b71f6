"""Reads records of CSV and items of JSON as rows, whatever their format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.transfer.files import Part
from app.transfer.rows import BadRowError, Row, shown_key
from app.transfer.tables import Record

# Returns a row from values by column, without file and line; raises `BadRowError`.
ReadRow = Callable[[Mapping[str, Any]], Row]


def read_records(part: Part, records: Iterator[Record], read: ReadRow) -> Iterator[Row]:
    """Yield each record as a row with file and line; a bad record yields a row with its fault."""
    for record in records:
        fault = BadRowError(record.fault) if record.fault else None
        yield _placed(part, record.line, record.values, read, fault)


def read_items(part: Part, items: list[Any], read: ReadRow) -> Iterator[Row]:
    """Yield each item of a JSON list as a row; ``line`` is the item's number, from 1."""
    for number, item in enumerate(items, 1):
        fault = None if isinstance(item, dict) else BadRowError("The item is not an object.")
        yield _placed(part, number, item if fault is None else {}, read, fault)


def _placed(
    part: Part, line: int, values: Mapping[str, Any], read: ReadRow, fault: BadRowError | None
) -> Row:
    if fault is None:
        try:
            return replace(read(values), file=part.file, line=line)
        except BadRowError as error:
            fault = error
    return Row(shown_key(values), fault=fault, file=part.file, line=line)
