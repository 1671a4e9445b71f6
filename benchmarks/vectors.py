"""A release's vectors in memory, and simulated people to rank for."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import Connection

from embeddings.learning.profile import rating_weights
from embeddings.releases.registry import ReleaseInfo, partition
from sql.server import cursor

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

# COPY's binary format: https://www.postgresql.org/docs/18/sql-copy.html
_HEADER_BYTES, _TRAILER_BYTES = 19, 2
_KNOWN_FILMS = 40


@dataclass(frozen=True)
class ReleaseVectors:
    """The films of a release, by movie_id.

    Attributes
    ----------
    movie_ids, film_ids, counts
        (films,) int64; counts are ratings.
    text
        (films, d) float32, unit rows.
    profile, match
        (films, K) float32.
    """

    movie_ids: Ints
    film_ids: Ints
    counts: Ints
    text: Floats
    profile: Floats
    match: Floats


@dataclass(frozen=True)
class Person:
    """A simulated person: rows of the rated films, mark weights, and the user vector."""

    rows: Ints
    weights: Floats
    taste: Floats


def read_vectors(connection: Connection, release: ReleaseInfo) -> ReleaseVectors:
    """Read all vectors of a release in one COPY; 4 bytes a number afterwards."""
    assert release.taste_dimension, "the release has no taste vectors"
    text, taste = release.text_dimension, release.taste_dimension
    fields: list[tuple[Any, ...]] = [("fields", ">i2")]
    for name in ("movie_id", "film_id", "rating_count"):
        fields += [(f"{name}_bytes", ">i4"), (name, ">i8")]
    for name, length in (("text", text), ("profile", taste), ("match", taste)):
        fields += [(f"{name}_bytes", ">i4"), (f"{name}_head", ">i2", 2), (name, ">f2", length)]
    buffer = io.BytesIO()
    with cursor(connection) as raw:
        raw.copy_expert(
            "copy (select movie_id::bigint, film_id::bigint, rating_count::bigint, text_vector,"
            f" profile_vector, match_vector from {partition('movies', release.release_id)}"
            " where match_vector is not null order by movie_id) to stdout (format binary)",
            buffer,
        )
    data = buffer.getvalue()[_HEADER_BYTES:-_TRAILER_BYTES]
    rows = np.frombuffer(data, dtype=np.dtype(fields))
    return ReleaseVectors(
        movie_ids=rows["movie_id"].astype(np.int64),
        film_ids=rows["film_id"].astype(np.int64),
        counts=rows["rating_count"].astype(np.int64),
        text=rows["text"].astype(np.float32),
        profile=rows["profile"].astype(np.float32),
        match=rows["match"].astype(np.float32),
    )


def read_sentences(connection: Connection, release: ReleaseInfo, key: str) -> tuple[Ints, Floats]:
    """Read the vectors of all plot sentences and phrases.

    Parameters
    ----------
    key
        The id of a row, as SQL of a bigint.

    Returns
    -------
    ids : (sentences,) int64
    vectors : (sentences, d) float32, unit rows
    """
    fields: list[tuple[Any, ...]] = [("fields", ">i2"), ("id_bytes", ">i4"), ("id", ">i8")]
    fields += [("bytes", ">i4"), ("head", ">i2", 2), ("vector", ">f2", release.text_dimension)]
    buffer = io.BytesIO()
    with cursor(connection) as raw:
        raw.copy_expert(
            f"copy (select {key}, text_vector from {partition('sentences', release.release_id)})"
            " to stdout (format binary)",
            buffer,
        )
    rows = np.frombuffer(buffer.getvalue()[_HEADER_BYTES:-_TRAILER_BYTES], dtype=np.dtype(fields))
    return rows["id"].astype(np.int64), rows["vector"].astype(np.float32)


def simulate_people(vectors: ReleaseVectors, count: int, *, seed: int) -> list[Person]:
    """Return people who know 40 films: half well known, half of what goes with one of those."""
    rng = np.random.default_rng(seed)
    fame = (vectors.counts + 0.1) / (vectors.counts + 0.1).sum()
    known = min(_KNOWN_FILMS, len(fame) // 4)
    people = []
    for _ in range(count):
        famous = rng.choice(len(fame), known // 2, replace=False, p=fame)
        near = np.argsort(-(vectors.match @ vectors.profile[famous[0]]))[: 10 * known]
        rows = np.unique(np.concatenate([famous, rng.choice(near, known // 2, replace=False)]))
        stars = rng.choice([2.0, 3.0, 3.5, 4.0, 4.5, 5.0], len(rows))
        weights = np.asarray(rating_weights(stars), dtype=np.float32)
        people.append(Person(rows, weights, weights @ vectors.profile[rows]))
    return people
