"""Vectors as they come from the database, as arrays."""

from __future__ import annotations

import numpy as np
from pgvector import HalfVector, Vector

from embeddings.arrays import Doubles, Floats


def to_doubles(value: str | Vector | HalfVector | Floats) -> Doubles:
    """Return a vector in double precision, whether it is text, pgvector's type or an array."""
    if isinstance(value, str):
        value = Vector.from_text(value)
    plain = value.to_numpy() if isinstance(value, (Vector, HalfVector)) else value
    return np.asarray(plain, dtype=np.float64)


def to_floats(value: str | Vector | HalfVector | Floats) -> Floats:
    """Return a vector in single precision; see `to_doubles`."""
    return to_doubles(value).astype(np.float32)
