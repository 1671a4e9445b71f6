"""A deterministic encoder for tests: fast, no model, still meaningful."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

NAME = "stand-in"
DIMENSION = 64


@lru_cache(maxsize=100_000)
def _word_vector(word: str, dimension: int) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:8], "big")
    return np.random.default_rng(seed).standard_normal(dimension).astype(np.float32)


class StandInEncoder:
    """Bag of words through a random projection: texts that share words are near.

    For unit and integration tests only; nothing measured with it says anything
    about the quality of search.

    Parameters
    ----------
    dimension : int
        Another than 64 is another encoder, ``stand-in-48`` for one, to roll from one to the other.
    """

    revision = "1"

    def __init__(self, dimension: int = DIMENSION) -> None:
        self.name = NAME if dimension == DIMENSION else f"{NAME}-{dimension}"
        self.dimension = dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, dimension) float32 with unit rows."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()) or [text]:
                row += _word_vector(word, self.dimension)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)
