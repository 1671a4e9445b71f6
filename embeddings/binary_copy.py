"""COPY in PostgreSQL's binary format, for tables of many vectors.

Written out as decimals, the 16 million numbers of the sample's texts took 4.5 CPU seconds to
write, and as bytes 0.06.

Source: PostgreSQL's manual, COPY, "Binary Format"; pgvector's ``halfvec_send``.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

import numpy as np
from sqlalchemy import Connection

from sql.server import cursor

ROWS_PER_COPY: Final = 2000

_HEADER: Final = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER: Final = struct.pack(">h", -1)
# A whole number is packed after its length in bytes.
_INTEGERS: Final = {"smallint": (2, struct.Struct(">ih")), "integer": (4, struct.Struct(">ii"))}
_LENGTH: Final = struct.Struct(">i")
_HALFVEC: Final = struct.Struct(">ihh")


def _field(kind: str, value: object) -> bytes:
    """Return a value of a column of a type as its length and its bytes.

    Raises
    ------
    TypeError
        Values of that type cannot be written.
    """
    if kind in _INTEGERS and isinstance(value, int):
        size, packed = _INTEGERS[kind]
        return packed.pack(size, value)
    if kind == "halfvec" and isinstance(value, np.ndarray):
        numbers = value.astype(">f2").tobytes()
        return _HALFVEC.pack(4 + len(numbers), len(value), 0) + numbers
    if kind == "text" and isinstance(value, str):
        value = value.encode()
    elif kind != "bytea":
        raise TypeError(f"a {type(value).__name__} cannot be written as {kind}")
    if not isinstance(value, bytes):
        raise TypeError(f"a {type(value).__name__} cannot be written as {kind}")
    return _LENGTH.pack(len(value)) + value


def _batches(kinds: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[io.BytesIO]:
    """Yield what COPY reads, `ROWS_PER_COPY` rows at a time."""
    count_of_fields = struct.pack(">h", len(kinds))
    parts = [_HEADER]
    for count, row in enumerate(rows, start=1):
        parts.append(count_of_fields)
        parts += map(_field, kinds, row)
        if count % ROWS_PER_COPY == 0:
            yield io.BytesIO(b"".join([*parts, _TRAILER]))
            parts = [_HEADER]
    if len(parts) > 1:
        yield io.BytesIO(b"".join([*parts, _TRAILER]))


def copy_binary(
    connection: Connection,
    table: str,
    columns: Mapping[str, str],
    rows: Iterable[Sequence[object]],
) -> None:
    """COPY rows into a table; while PostgreSQL reads a batch, the next one is written.

    Parameters
    ----------
    columns
        Name of a column → ``smallint``, ``integer``, ``text``, ``bytea`` or ``halfvec``, exactly as
        the table has it: the binary format converts nothing.
    rows
        A value for each column, in their order: int, int, str, bytes, or (d,) float16 or float32,
        which is rounded to half precision. None of them is None.

    Raises
    ------
    TypeError
        A value is of another type than its column.
    """
    quoted = ", ".join(f'"{name}"' for name in columns)
    statement = f"copy {table} ({quoted}) from stdin (format binary)"
    with cursor(connection) as raw, ThreadPoolExecutor(1) as sender:
        sending: Future[None] | None = None
        for batch in _batches(list(columns.values()), rows):
            if sending:
                sending.result()
            sending = sender.submit(raw.copy_expert, statement, batch)
        if sending:
            sending.result()
