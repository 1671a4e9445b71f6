"""COPY Python values into a release's tables."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
from pgvector import SparseVector
from sqlalchemy import Connection

from embeddings.halfvec import halfvec_text
from sql.server import cursor

TERM_COLUMNS = ("release_id", "kind", "name", "text_vector", "film_count")
# With their types, for `embeddings.binary_copy`.
SENTENCE_COLUMNS = {
    "release_id": "integer",
    "movie_id": "integer",
    "position": "smallint",
    "kind": "text",
    "sentence": "text",
    "text_vector": "halfvec",
}
CREDIT_COLUMNS = ("release_id", "movie_id", "role", "position", "person_id", "character")
WORD_COLUMNS = ("release_id", "word", "movie_count")
TAG_COLUMNS = (
    "release_id", "kind", "name", "parent", "also", "film_count", "direction", "intercept",
    "threshold", "quality",
)  # fmt: skip

ROWS_PER_COPY = 2000

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _array(values: Sequence[object]) -> str:
    quoted = (str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{text}"' for text in quoted) + "}"


def _field(value: object) -> str:
    """Return a value in COPY's text format."""
    if value is None:
        return "\\N"
    if isinstance(value, np.ndarray):
        return halfvec_text(value)
    if isinstance(value, SparseVector):
        return str(value.to_text())
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, (list, tuple)):
        value = _array(value)
    elif isinstance(value, Mapping):
        value = json.dumps(dict(value), ensure_ascii=False)
    return str(value).translate(_ESCAPES)


def _batches(rows: Iterable[Sequence[object]]) -> Iterator[io.StringIO]:
    buffer = io.StringIO()
    for count, row in enumerate(rows, start=1):
        buffer.write("\t".join(map(_field, row)) + "\n")
        if count % ROWS_PER_COPY == 0:
            buffer.seek(0)
            yield buffer
            buffer = io.StringIO()
    buffer.seek(0)
    yield buffer


def copy_rows(
    connection: Connection,
    table: str,
    columns: Iterable[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """COPY rows of Python values (str, int, float, bytes, lists, mappings, None) into a table.

    A NumPy array goes in as a vector of half precision, a `SparseVector` as it is. While
    PostgreSQL reads a batch, the next one is written.
    """
    quoted = ", ".join(f'"{name}"' for name in columns)  # "cast" is a word of SQL
    statement = f"copy {table} ({quoted}) from stdin"
    with cursor(connection) as raw, ThreadPoolExecutor(1) as sender:
        sending: Future[None] | None = None
        for batch in _batches(rows):
            if sending:
                sending.result()
            sending = sender.submit(raw.copy_expert, statement, batch)
        if sending:
            sending.result()
