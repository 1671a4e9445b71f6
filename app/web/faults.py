"""Values at fault in a request, and how many of them one answer lists."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import NamedTuple

# Bounds of an answer's list; the bytes are those of its JSON, which hostile text makes several
# times longer than its characters.
MOST_FAULTS = 20
MOST_BYTES = 6_000
LONGEST_POINTER = 100  # characters
LONGEST_DETAIL = 250  # characters


class Fault(NamedTuple):
    """A value at fault; ``pointer`` locates it, such as ``/query/limit``."""

    pointer: str
    detail: str


def bounded(faults: Iterable[Fault]) -> list[Fault]:
    """Return the first faults, cut so that they are `MOST_FAULTS` and `MOST_BYTES` at most.

    A body of a thousand unknown fields must not be answered with as many errors.
    """
    kept: list[Fault] = []
    size = 0
    for fault in faults:
        short = Fault(fault.pointer[:LONGEST_POINTER], fault.detail[:LONGEST_DETAIL])
        size += json_bytes(short._asdict()) + 1
        if len(kept) == MOST_FAULTS or size > MOST_BYTES:
            break
        kept.append(short)
    return kept


def json_bytes(value: object) -> int:
    """Return how many bytes ``value`` takes as compact JSON in UTF-8."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(text.encode(errors="backslashreplace"))
