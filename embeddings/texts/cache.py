"""Encoding through the table ``text_vectors``, so that nothing is encoded twice.

Keyed by content (encoder, revision, SHA-256 of the text), not by movie: a text
that moves from one movie to another, or comes back, is still found, and a hit
can never belong to another text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector
from psycopg2.extras import execute_values
from sqlalchemy import Engine, text

from embeddings.texts.document import text_hash
from embeddings.texts.encoder import Encoder
from sql.server import cursor

# Texts encoded between two commits: what a killed rebuild can lose.
CHUNK = 512


HalfVectors = NDArray[np.float16]


def _known(engine: Engine, encoder: Encoder, hashes: Sequence[bytes]) -> dict[bytes, HalfVectors]:
    statement = text(
        "select text_hash, halfvec_send(text_vector) from text_vectors"
        " where encoder = :encoder and revision = :revision and text_hash = any(:hashes)"
    )
    found: dict[bytes, HalfVectors] = {}
    with engine.connect() as connection:
        for start in range(0, len(hashes), 10_000):
            rows = connection.execute(
                statement,
                {
                    "encoder": encoder.name,
                    "revision": encoder.revision,
                    "hashes": list(hashes[start : start + 10_000]),
                },
            )
            found.update((bytes(key), _received(one)) for key, one in rows)
    return found


def _received(sent: memoryview) -> HalfVectors:
    """Return a vector from pgvector's binary form: length, zero, numbers, all big-endian.

    Twenty times as fast as by way of text, of which 125,000 vectors are 0.5 GB.
    """
    return np.frombuffer(sent, dtype=">f2", offset=4).astype(np.float16)


def _store(engine: Engine, encoder: Encoder, rows: list[tuple[bytes, HalfVectors]]) -> None:
    with engine.begin() as connection, cursor(connection) as raw:
        execute_values(
            raw,
            "insert into text_vectors (encoder, revision, text_hash, text_vector) values %s"
            " on conflict do nothing",
            [
                (encoder.name, encoder.revision, key, HalfVector(vector).to_text())
                for key, vector in rows
            ],
        )


def _chunks(texts: dict[bytes, str]) -> Iterator[list[bytes]]:
    """Yield hashes so that texts of like length share a batch; the longest first.

    The longest first, because an encoder that runs out of memory should do so at once.
    """
    ordered = sorted(texts, key=lambda key: (-len(texts[key]), key))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def encode_cached(
    engine: Engine,
    encoder: Encoder,
    texts: Sequence[str],
    progress: Callable[[int, int], object] | None = None,
    shipped: Mapping[bytes, HalfVectors] | None = None,
) -> tuple[HalfVectors, int]:
    """Return each text's vector, encoding only what the cache lacks.

    Parameters
    ----------
    engine : Engine
        Finished chunks are committed at once, each in its own transaction.
    encoder : Encoder
        Called with texts that are not cached, each distinct text once.
    texts : sequence of str
        May repeat.
    progress : callable, optional
        Called with (texts encoded, texts to encode in all) before the first and
        after each chunk.
    shipped : mapping of bytes to (dimension,) float16, optional
        This encoder's vectors that came with the code, by hash; those of these texts are
        taken into the cache.

    Returns
    -------
    vectors : (texts, dimension) float16
        Unit rows to half precision, in the order of ``texts``.
    encoded : int
        How many texts went through the encoder.
    """
    hashes = [text_hash(one) for one in texts]
    by_hash = dict(zip(hashes, texts, strict=True))
    vectors = _known(engine, encoder, list(by_hash))
    if shipped:
        taken = [(key, shipped[key]) for key in by_hash.keys() - vectors.keys() if key in shipped]
        _store(engine, encoder, taken)
        vectors.update(taken)
    missing = {key: one for key, one in by_hash.items() if key not in vectors}
    done = 0
    if progress:
        progress(done, len(missing))
    for keys in _chunks(missing):
        encodings = encoder.encode([missing[key] for key in keys]).astype(np.float16)
        rows = list(zip(keys, encodings, strict=True))
        _store(engine, encoder, rows)
        vectors.update(rows)
        done += len(keys)
        if progress:
            progress(done, len(missing))
    result = np.zeros((len(hashes), encoder.dimension), dtype=np.float16)
    for row, key in zip(result, hashes, strict=True):
        row[:] = vectors[key]
    return result, len(missing)
