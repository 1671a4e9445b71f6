"""Files of queries to measure search with: a JSON value on each line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from embeddings.errors import DatasetError

T = TypeVar("T")


def read_query_file(path: Path, read: Callable[[Path, int, Any], T]) -> list[T]:
    """Read a file of queries; empty lines are left out.

    Parameters
    ----------
    read
        Makes a query of the path, the number of the line, from 1, and the line's value; raises
        `DatasetError` where the value is no query.

    Raises
    ------
    DatasetError
        The file cannot be read or holds no query, or a line is no JSON or no query; names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(path, f"cannot be read: {error}") from error
    found = [
        read(path, number, _value(path, number, line))
        for number, line in enumerate(lines, start=1)
        if line.strip()
    ]
    if not found:
        raise DatasetError(path, "holds no query")
    return found


def _value(path: Path, number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise DatasetError(path, f"is no JSON: {error}", number) from error
