"""Names of the array types that modules pass around, and unit vectors."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float32]
"""float32 array; docstrings say its shape."""

Doubles: TypeAlias = npt.NDArray[np.float64]

Rows: TypeAlias = npt.NDArray[np.int64]
"""int64 row numbers."""

Mask: TypeAlias = npt.NDArray[np.bool_]

Ratings: TypeAlias = Any
"""``scipy.sparse.csr_matrix`` (people, movies) float32 of stars; what is not stored is not rated.

``Any``, because SciPy's own annotations give a product of two such matrices no fixed type.
"""


def unit_rows(vectors: Floats) -> Floats:
    """Bring rows to unit length; zero stays zero."""
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(length > 0, length, 1), dtype=np.float32)
