"""What the formats have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.transfer.files import Part
from app.transfer.rows import BadRowError, Row, shown_key
from app.transfer.tables import Record

# Makes a row of its values by column, without its place; raises `BadRowError`.
ReadOne = Callable[[Mapping[str, Any]], Row]


def read_records(part: Part, records: Iterator[Record], read: ReadOne) -> Iterator[Row]:
    """Yield every row with its place: read, or with its fault."""
    for record in records:
        fault = BadRowError(record.fault) if record.fault else None
        yield _placed(part, record.line, record.values, read, fault)


def read_items(part: Part, items: list[Any], read: ReadOne) -> Iterator[Row]:
    """Yield every item of a JSON list with its number."""
    for number, item in enumerate(items, 1):
        fault = None if isinstance(item, dict) else BadRowError("The item is not an object.")
        yield _placed(part, number, item if fault is None else {}, read, fault)


def _placed(
    part: Part, line: int, values: Mapping[str, Any], read: ReadOne, fault: BadRowError | None
) -> Row:
    if fault is None:
        try:
            return replace(read(values), file=part.file, line=line)
        except BadRowError as error:
            fault = error
    return Row(shown_key(values), fault=fault, file=part.file, line=line)
