"""Vectors that ship with the code, so that a first start need not compute them.

A file holds vectors by encoder, revision and SHA-256 of the text, as the table
``text_vectors`` does: a text that was edited since is not found, and is encoded.

Only directions are kept, a byte for each number: half the size of half precision, at a cosine of
0.9999 and more with what the encoder gave.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from embeddings.arrays import unit_rows
from embeddings.errors import DatasetError
from embeddings.texts.encoder import Encoder

HASH_BYTES = 32
LARGEST_BYTE = 127


def write_vectors(
    path: Path, encoder: Encoder, vectors: Mapping[bytes, NDArray[np.float16]]
) -> None:
    """Write vectors, in order of their hashes; equal vectors give an equal file.

    Parameters
    ----------
    path : Path
        Replaced atomically once everything is written.
    encoder : Encoder
        Whose vectors they are.
    vectors : mapping of bytes to (dimension,) float16
        By the text's SHA-256; unit length to half precision.
    """
    keys = sorted(vectors)
    exact = np.array([vectors[key] for key in keys], dtype=np.float32).reshape(
        -1, encoder.dimension
    )
    largest = np.abs(exact).max(axis=1, initial=0, keepdims=True)
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        np.savez(
            file,
            encoder=np.array([encoder.name, encoder.revision]),
            hashes=np.frombuffer(b"".join(keys), dtype=np.uint8).reshape(-1, HASH_BYTES),
            directions=np.rint(LARGEST_BYTE * exact / np.maximum(largest, 1e-9)).astype(np.int8),
        )
    draft.replace(path)


def read_vectors(path: Path, encoder: Encoder) -> dict[bytes, NDArray[np.float16]]:
    """Return the file's vectors by the text's hash, at unit length.

    Empty if there is no file, or if another encoder or revision made it.

    Raises
    ------
    DatasetError
        It is no such file.
    """
    if not path.is_file():
        return {}
    name, revision, hashes, directions = _read(path)
    if (name, revision) != (encoder.name, encoder.revision):
        return {}
    if (*hashes.shape, *directions.shape[1:]) != (len(directions), HASH_BYTES, encoder.dimension):
        raise DatasetError(
            path, f"has {hashes.shape} hashes for {directions.shape} vectors of {encoder.dimension}"
        )
    vectors = unit_rows(directions.astype(np.float32)).astype(np.float16)
    return {key.tobytes(): vector for key, vector in zip(hashes, vectors, strict=True)}


def read_facts(path: Path) -> tuple[str, str, int] | None:
    """Return name, revision and dimension of the encoder whose vectors a file holds.

    None if there is no file.

    Raises
    ------
    DatasetError
        It is no such file.
    """
    if not path.is_file():
        return None
    name, revision, _, directions = _read(path)
    return name, revision, directions.shape[-1]


def _read(path: Path) -> tuple[str, str, NDArray[np.uint8], NDArray[np.int8]]:
    """Return what a file holds: name and revision of the encoder, hashes, directions."""
    try:
        with path.open("rb") as opened, np.load(opened, allow_pickle=False) as file:
            name, revision = file["encoder"]
            return str(name), str(revision), file["hashes"], file["directions"]
    except (OSError, ValueError, TypeError, KeyError, EOFError, BadZipFile) as error:
        raise DatasetError(path, f"holds no vectors: {error}") from error
