"""Vectors of the films' documents, encoded once: a run that goes on does not encode them again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from embeddings.texts.document import text_hash

FILE: Final = "documents.npz"
# Documents encoded between two savings.
CHUNK: Final = 2048

Vectors = NDArray[np.float32]


def document_vectors(
    encode: Callable[[Sequence[str]], Vectors], documents: Sequence[str], folder: Path
) -> Vectors:
    """Return (documents, d) float32 unit rows, encoding only what the folder's file lacks.

    Parameters
    ----------
    encode
        Called with documents of like length, the longest first.
    folder
        Holds `FILE`, vectors by SHA-256 of the text, of one model; it is written after each
        `CHUNK`.
    """
    path = folder / FILE
    known: dict[bytes, Vectors] = {}
    if path.exists():
        with np.load(path, allow_pickle=False) as file:
            hashes = file["hashes"]
            known = {key.tobytes(): row for key, row in zip(hashes, file["vectors"], strict=True)}
    by_hash = {text_hash(text): text for text in documents}
    missing = sorted(
        (key for key in by_hash if key not in known), key=lambda key: -len(by_hash[key])
    )
    for start in range(0, len(missing), CHUNK):
        keys = missing[start : start + CHUNK]
        known |= dict(zip(keys, encode([by_hash[key] for key in keys]), strict=True))
        draft = folder / f"{FILE}.new"
        with draft.open("wb") as opened:
            np.savez(
                opened,
                hashes=np.frombuffer(b"".join(known), dtype=np.uint8).reshape(len(known), -1),
                vectors=np.array(list(known.values()), dtype=np.float32),
            )
        draft.replace(path)
    return np.array([known[text_hash(text)] for text in documents], dtype=np.float32)
