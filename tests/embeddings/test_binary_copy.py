"""COPY in the binary format writes what COPY of text would, on real PostgreSQL."""

import numpy as np
import pytest
from pgvector import HalfVector
from sqlalchemy import Connection, Engine, text

from embeddings.binary_copy import ROWS_PER_COPY, copy_binary

COLUMNS = {
    "number": "integer",
    "small": "smallint",
    "words": "text",
    "key": "bytea",
    "vector": "halfvec",
}
TABLE = (
    "create temporary table copied"
    " (number integer, small smallint, words text, key bytea, vector halfvec)"
)


def rows(connection: Connection) -> list[tuple[object, ...]]:
    return [tuple(row) for row in connection.execute(text("select * from copied order by number"))]


def test_every_type_is_read_back(empty_engine: Engine) -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    # As many numbers as a vector may have.
    finite = np.array_split(halves[np.isfinite(halves)], 8)
    words = "tab\t, line\n, back\\slash, Amélie, 千"
    with empty_engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        given = [
            (number, -number, words, bytes([0, 255, number]), vector)
            for number, vector in enumerate(finite)
        ]
        copy_binary(connection, "copied", COLUMNS, given)
        for written, read in zip(given, rows(connection), strict=True):
            assert written[:3] == read[:3]
            assert written[3] == bytes(read[3])  # type: ignore[call-overload]
            assert (HalfVector.from_text(str(read[4])).to_numpy() == written[4]).all()


def test_single_precision_is_rounded(empty_engine: Engine) -> None:
    with empty_engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        vector = np.array([1 / 3, 0.5], dtype=np.float32)
        copy_binary(connection, "copied", {"vector": "halfvec"}, [(vector,)])
        assert connection.scalar(text("select vector::text from copied")) == "[0.33325195,0.5]"


@pytest.mark.parametrize("count", [0, 1, ROWS_PER_COPY, ROWS_PER_COPY + 1])
def test_no_row_is_lost_between_batches(empty_engine: Engine, count: int) -> None:
    with empty_engine.begin() as connection:
        connection.exec_driver_sql(TABLE)
        copy_binary(connection, "copied", {"number": "integer"}, ((n,) for n in range(count)))
        assert [row[0] for row in rows(connection)] == list(range(count))


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("text", None, "a NoneType cannot be written as text"),
        ("integer", "1", "a str cannot be written as integer"),
        ("bytea", "x", "a str cannot be written as bytea"),
        ("halfvec", [0.5], "a list cannot be written as halfvec"),
        ("jsonb", "{}", "a str cannot be written as jsonb"),
    ],
)
def test_a_value_of_another_type_is_refused(
    empty_engine: Engine, kind: str, value: object, said: str
) -> None:
    with empty_engine.connect() as connection, pytest.raises(TypeError, match=said):
        copy_binary(connection, "copied", {"words": kind}, [(value,)])
