"""The one writer of a movie's row, for rebuilds, added films and the evaluation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from pgvector import SparseVector
from sqlalchemy import Connection

from embeddings.arrays import Floats
from embeddings.learning.tag_relevance_targets import FilmTags
from embeddings.releases.copying import copy_rows
from embeddings.releases.movie import MovieRecord, SentenceRecord
from embeddings.releases.people import PersonIds, people_tokens
from embeddings.texts.document import text_hash

if TYPE_CHECKING:  # web workers add films without the libraries of a rebuild
    from embeddings.learning.vectors import TasteVectors


@dataclass(frozen=True)
class MovieVectors:
    """The vectors of a movie, under the names of their columns.

    Attributes
    ----------
    text_vector : (d,) float16 or float32
        Of the movie's document, unit length.
    profile_vector, match_vector : (K,) float32
        See `embeddings.learning.vectors`.
    rating_bias : float
        Stars above the release's mean; 0 for a film without ratings.
    map_x, map_y : float
        Coordinates on the map, −1 to 1.
    tag_vector : (k,) float32, optional
        See `embeddings.learning.tag_relevance`; None where the release learned no tags.
    relevant_tags
        Names of tags and moods that hold for it, known or estimated.
    tag_relevance : SparseVector, optional
        How much each holds; see `FilmTags`.
    """

    text_vector: NDArray[np.float16] | Floats
    profile_vector: Floats
    match_vector: Floats
    rating_bias: float
    map_x: float
    map_y: float
    tag_vector: Floats | None = None
    relevant_tags: Sequence[str] = ()
    tag_relevance: SparseVector | None = None


# The table ``credits`` has the first two, ``tag_relevance`` what follows from the others.
_ELSEWHERE: Final = frozenset({"person_imdb_ids", "characters", "known_for", "minor_tags"})
_RECORD_COLUMNS: Final = tuple(
    field.name for field in fields(MovieRecord) if field.name not in _ELSEWHERE
)
MOVIE_COLUMNS: Final = (
    "release_id",
    "film_id",
    *_RECORD_COLUMNS,
    "title_keys",
    "people",
    "text_hash",
    *(field.name for field in fields(MovieVectors)),
)


def movie_row(
    release_id: int,
    film_id: int,
    movie: MovieRecord,
    vectors: MovieVectors,
    person_ids: PersonIds,
) -> tuple[object, ...]:
    """Return the values of a movie's row, in the order of `MOVIE_COLUMNS`."""
    return (
        release_id,
        film_id,
        *(getattr(movie, name) for name in _RECORD_COLUMNS),
        movie.title_keys,
        people_tokens(movie.credits, person_ids),
        text_hash(movie.document),
        *(getattr(vectors, field.name) for field in fields(vectors)),
    )


def copy_movies(
    connection: Connection,
    table: str,
    release_id: int,
    film_ids: Mapping[int, int],
    movies: Sequence[MovieRecord],
    vectors: Iterator[MovieVectors],
    person_ids: PersonIds,
) -> None:
    """COPY movies with their vectors into ``movies``, or into a release's own table.

    Parameters
    ----------
    film_ids : mapping of int to int
        movie_id → film_id.
    vectors
        Of each movie, in the same order.
    person_ids
        Of everybody that the movies credit.
    """
    rows = (
        movie_row(release_id, film_ids[movie.movie_id], movie, own, person_ids)
        for movie, own in zip(movies, vectors, strict=True)
    )
    copy_rows(connection, table, MOVIE_COLUMNS, rows)


def sentence_rows(
    release_id: int, sentences: Sequence[SentenceRecord], vectors: NDArray[np.float16]
) -> Iterator[tuple[object, ...]]:
    """Yield rows in the order of `copying.SENTENCE_COLUMNS`.

    Parameters
    ----------
    vectors : (sentences, d) float16
    """
    for sentence, vector in zip(sentences, vectors, strict=True):
        yield (
            release_id,
            sentence.movie_id,
            sentence.position,
            sentence.kind,
            sentence.sentence,
            vector,
        )


def release_vectors(
    movies: Sequence[MovieRecord],
    text_vectors: NDArray[np.float16],
    taste: TasteVectors,
    coordinates: Floats,
    tag_vectors: Floats | None = None,
    tags: Sequence[FilmTags] | None = None,
) -> Iterator[MovieVectors]:
    """Yield the vectors of each movie of a release that is being built.

    Parameters
    ----------
    movies
        All of the release.
    text_vectors : (movies, d) float16
    taste
        The taste vectors of the same movies.
    coordinates : (movies, 2) float32
        Where the movies lie on the map.
    tag_vectors : (movies, k) float32, optional
        See `embeddings.learning.tag_relevance`.
    tags
        Of each movie.
    """
    biases = taste.rating_model.film_biases(
        [np.nan if movie.rating_mean is None else movie.rating_mean for movie in movies],
        [movie.rating_count for movie in movies],
    )
    for row, text_vector in enumerate(text_vectors):
        yield MovieVectors(
            text_vector,
            taste.profile[row],
            taste.match[row],
            float(biases[row]),
            float(coordinates[row, 0]),
            float(coordinates[row, 1]),
            None if tag_vectors is None else tag_vectors[row],
            tags[row].names if tags else (),
            tags[row].relevance if tags else None,
        )
