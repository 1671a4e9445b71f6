"""Tag vectors of films that are added to a finished release."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from pgvector import HalfVector
from sqlalchemy import Connection, select

from embeddings.learning.tag_relevance_calibration import logit
from embeddings.learning.tag_relevance_features import FilmInputs
from embeddings.learning.tag_relevance_space import TagSpace
from embeddings.learning.tag_relevance_targets import FilmTags, Target, Targets, film_tags
from embeddings.releases.known_relevance import known_relevance
from embeddings.releases.movie import MovieRecord, SentenceRecord
from embeddings.releases.movie_rows import MovieVectors
from embeddings.releases.plot_vectors import plot_vectors
from sql import query
from sql.tables import Release


def with_tags(
    connection: Connection,
    release_id: int,
    movies: Sequence[MovieRecord],
    vectors: Sequence[MovieVectors],
    sentences: Sequence[SentenceRecord],
    sentence_vectors: NDArray[np.float16],
) -> list[MovieVectors]:
    """Return the movies' vectors with what a rebuild would estimate of films that nobody rated.

    Of a release that learned no tags, as one of an older version, only what is known.

    Parameters
    ----------
    vectors
        Of the same movies, without tags.
    sentence_vectors : (sentences, d) float16
    """
    rows = connection.execute(query("tag_directions"), {"release_id": release_id}).all()
    targets = Targets(
        tuple(Target(row.kind, row.name, row.parent, tuple(row.also)) for row in rows)
    )
    known = known_relevance(targets, movies)
    kept = connection.scalar(select(Release.tag_space).where(Release.release_id == release_id))
    if kept is None:
        films = film_tags(targets, known, None, (), ())
        return [_with(own, tags) for own, tags in zip(vectors, films, strict=True)]
    inputs = FilmInputs(
        movies,
        plot_vectors(movies, sentences, sentence_vectors),
        None,
        np.zeros(len(movies), dtype=np.int64),
    )
    found = TagSpace.from_bytes(bytes(kept)).vectors(inputs)
    learned = [at for at, row in enumerate(rows) if row.direction is not None]
    directions = np.array(
        [HalfVector.from_text(rows[at].direction).to_numpy() for at in learned], dtype=np.float32
    )
    offsets = np.array([rows[at].intercept for at in learned], dtype=np.float32)
    limits = logit([rows[at].threshold for at in learned])
    films = film_tags(targets, known, found @ directions.T + offsets, learned, limits)
    return [
        replace(_with(own, tags), tag_vector=vector)
        for own, vector, tags in zip(vectors, found, films, strict=True)
    ]


def _with(vectors: MovieVectors, tags: FilmTags) -> MovieVectors:
    return replace(vectors, relevant_tags=tags.names, tag_relevance=tags.relevance)
