"""Encode texts through the cache ``text_vectors``, so that no text is encoded twice.

The key is the content (encoder, revision, SHA-256 of the text) and not the movie. So a text is
found again when it moves to another movie, and a hit never belongs to another text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from psycopg2.extras import execute_values
from sqlalchemy import Connection, Engine, text

from embeddings.binary_copy import copy_binary
from embeddings.halfvec import halfvec_text
from embeddings.texts.document import text_hash
from embeddings.texts.encoder import Encoder, ParallelEncoder
from sql.server import cursor

# Texts encoded between two commits; a killed rebuild loses no more.
CHUNK = 512
# Texts encoded at a time while a request waits.
FEW = 8

HalfVectors = NDArray[np.float16]


# More vectors than these are copied; a table for a few costs more than it saves.
MANY = 1_000
# Vectors read at a time; their bytes are in memory twice meanwhile.
ROWS_READ = 10_000
# Of `halfvec_send`: two numbers of 16 bits, then the vector, the most significant byte first.
_HEAD, _HALF = 4, np.dtype(">f2")


def _known(
    connection: Connection, encoder: Encoder, hashes: Sequence[bytes], vectors: HalfVectors
) -> NDArray[np.bool_]:
    """Fill in the rows of ``vectors`` that are cached, and return which they are."""
    # As bytes: a vector written out as decimals is five times as long, and slow to read.
    statement = text(
        "select text_hash, halfvec_send(text_vector) from text_vectors"
        " where encoder = :encoder and revision = :revision and text_hash = any(:hashes)"
    )
    known = np.zeros(len(hashes), dtype=bool)
    row_of = {key: row for row, key in enumerate(hashes)}
    for start in range(0, len(hashes), ROWS_READ):
        binds = {
            "encoder": encoder.name,
            "revision": encoder.revision,
            "hashes": list(hashes[start : start + ROWS_READ]),
        }
        for key, sent in connection.execute(statement, binds):
            row = row_of[bytes(key)]
            vectors[row] = np.frombuffer(sent, dtype=_HALF, offset=_HEAD)
            known[row] = True
    return known


def _store(
    connection: Connection, encoder: Encoder, keys: Sequence[bytes], vectors: HalfVectors
) -> None:
    if len(keys) > MANY:
        _store_many(connection, encoder, keys, vectors)
        return
    with cursor(connection) as raw:
        execute_values(
            raw,
            "insert into text_vectors (encoder, revision, text_hash, text_vector) values %s"
            " on conflict do nothing",
            [
                (encoder.name, encoder.revision, key, halfvec_text(vector))
                for key, vector in zip(keys, vectors, strict=True)
            ],
        )


def _store_many(
    connection: Connection, encoder: Encoder, keys: Sequence[bytes], vectors: HalfVectors
) -> None:
    """Store vectors by way of a table of their own: COPY itself has no ``on conflict``."""
    connection.exec_driver_sql(
        "create temporary table new_vectors (text_hash bytea, text_vector halfvec) on commit drop"
    )
    copy_binary(
        connection,
        "new_vectors",
        {"text_hash": "bytea", "text_vector": "halfvec"},
        zip(keys, vectors, strict=True),
    )
    connection.execute(
        text(
            "insert into text_vectors (encoder, revision, text_hash, text_vector)"
            " select :encoder, :revision, text_hash, text_vector from new_vectors"
            " on conflict do nothing"
        ),
        {"encoder": encoder.name, "revision": encoder.revision},
    )
    connection.exec_driver_sql("drop table new_vectors")


def _chunks(texts: dict[bytes, str]) -> Iterator[list[bytes]]:
    """Yield hashes so that texts of similar length share a batch, the longest first.

    An encoder that runs out of memory then does so in the first batch.
    """
    ordered = sorted(texts, key=lambda key: (-len(texts[key]), key))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def _encoded(
    encoder: Encoder, chunks: Sequence[Sequence[str]]
) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield (position of the chunk, its vectors), each as soon as it is encoded."""
    if isinstance(encoder, ParallelEncoder):
        yield from encoder.encode_chunks(chunks)
        return
    for position, chunk in enumerate(chunks):
        yield position, encoder.encode(chunk)


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
        Called with texts that are not cached, each distinct text once; with all chunks of
        them at once where it is a `ParallelEncoder`.
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
    by_hash = {text_hash(text): text for text in texts}
    hashes = list(by_hash)
    vectors = np.zeros((len(hashes), encoder.dimension), dtype=np.float16)
    with engine.begin() as connection:
        known = _known(connection, encoder, hashes, vectors)
        rows = [row for row in np.flatnonzero(~known) if hashes[row] in (shipped or {})]
        for row in rows:
            vectors[row] = shipped[hashes[row]]  # type: ignore[index]
        known[rows] = True
        _store(connection, encoder, [hashes[row] for row in rows], vectors[rows])
    missing = {key: by_hash[key] for key, hit in zip(hashes, known, strict=True) if not hit}
    row_of = {key: row for row, key in enumerate(hashes)}
    done = 0
    if progress:
        progress(done, len(missing))
    chunks = list(_chunks(missing))
    for position, encodings in _encoded(
        encoder, [[missing[key] for key in chunk] for chunk in chunks]
    ):
        keys = chunks[position]
        with engine.begin() as connection:
            _store(connection, encoder, keys, encodings.astype(np.float16))
        vectors[[row_of[key] for key in keys]] = encodings
        done += len(keys)
        if progress:
            progress(done, len(missing))
    if len(hashes) == len(texts):  # all different, and so in order
        return vectors, len(missing)
    return vectors[[row_of[text_hash(text)] for text in texts]], len(missing)


def encode_within(connection: Connection, encoder: Encoder, texts: Sequence[str]) -> HalfVectors:
    """Encode a few texts as `encode_cached` does, in the caller's transaction.

    Returns
    -------
    (texts, dimension) float16
    """
    by_hash = {text_hash(text): text for text in texts}
    hashes = list(by_hash)
    vectors = np.zeros((len(hashes), encoder.dimension), dtype=np.float16)
    rows = np.flatnonzero(~_known(connection, encoder, hashes, vectors))
    # Texts of like length together, since a batch is as long as its longest.
    rows = np.array(sorted(rows, key=lambda row: len(by_hash[hashes[row]])), dtype=np.int64)
    for some in np.split(rows, range(FEW, len(rows), FEW)):
        vectors[some] = encoder.encode([by_hash[hashes[row]] for row in some])
    _store(connection, encoder, [hashes[row] for row in rows], vectors[rows])
    row_of = {key: row for row, key in enumerate(hashes)}
    return vectors[[row_of[text_hash(text)] for text in texts]]
