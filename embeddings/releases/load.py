"""Loading a release's tables: COPY first, then the vector index, then ANALYZE.

That order is pgvector's own advice: an index built over all rows at once is
both faster to build and better connected than one grown row by row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from embeddings.arrays import Floats
from embeddings.binary_copy import copy_binary
from embeddings.learning.tag_relevance import TagRelevance
from embeddings.learning.vectors import TasteVectors
from embeddings.releases import records
from embeddings.releases.copying import (
    CREDIT_COLUMNS,
    SENTENCE_COLUMNS,
    TAG_COLUMNS,
    TERM_COLUMNS,
    WORD_COLUMNS,
    copy_rows,
)
from embeddings.releases.movie import MovieRecord, SentenceRecord
from embeddings.releases.movie_rows import copy_movies, release_vectors, sentence_rows
from embeddings.releases.partitions import PARTITIONED, partition
from embeddings.releases.people import PersonIds, credit_rows
from embeddings.releases.tags import direction_rows, tags_of_films
from embeddings.texts.cache import HalfVectors

# Links per node and breadth of the build. Measured in docs/decisions/0010: the texts of many
# films lie close together. Of match vectors the walk is not the only way, see recommend.sql.
HNSW_M = 16
HNSW_EF_CONSTRUCTION = 100
TEXT_HNSW_M = 24
TEXT_HNSW_EF_CONSTRUCTION = 200


@dataclass(frozen=True)
class Content:
    """Everything that a rebuild writes into a release's tables but ``sentences``.

    Attributes
    ----------
    movies
        In order of movie_id.
    film_ids
        movie_id → film_id.
    movie_vectors, term_vectors : (n, d) float16
        Text vectors, unit rows, in the order of movies and terms.
    coordinates : (movies, 2) float32
        Where the movies lie on the map, −1 to 1.
    person_ids
        Of everybody that the movies credit.
    tags
        Relevance of tags and moods; None where there was too little to learn from.
    """

    movies: Sequence[MovieRecord]
    terms: Sequence[records.TermRecord]
    film_ids: dict[int, int]
    movie_vectors: HalfVectors
    term_vectors: HalfVectors
    taste: TasteVectors
    coordinates: Floats
    person_ids: PersonIds
    tags: TagRelevance | None = None


def copy_release(connection: Connection, release_id: int, content: Content) -> None:
    """Fill the release's own tables but ``sentences``: see `copy_sentences`."""
    movies = content.movies
    copy_movies(
        connection,
        partition("movies", release_id),
        release_id,
        content.film_ids,
        movies,
        release_vectors(
            movies,
            content.movie_vectors,
            content.taste,
            content.coordinates,
            content.tags.vectors if content.tags else None,
            tags_of_films(movies, content.tags),
        ),
        content.person_ids,
    )
    for table, columns, rows in (
        ("credits", CREDIT_COLUMNS, credit_rows(release_id, movies, content.person_ids)),
        ("terms", TERM_COLUMNS, records.term_rows(release_id, content.terms, content.term_vectors)),
        ("tag_directions", TAG_COLUMNS, direction_rows(release_id, movies, content.tags)),
        ("words", WORD_COLUMNS, records.word_rows(release_id, movies)),
    ):
        copy_rows(connection, partition(table, release_id), columns, rows)


def copy_sentences(
    connection: Connection,
    release_id: int,
    sentences: Sequence[SentenceRecord],
    vectors: HalfVectors,
) -> None:
    """Fill the release's table ``sentences``; ``vectors`` are (sentences, d) float16, unit rows."""
    copy_binary(
        connection,
        partition("sentences", release_id),
        SENTENCE_COLUMNS,
        sentence_rows(release_id, sentences, vectors),
    )


def index_movies(connection: Connection, release_id: int, text_dimension: int) -> None:
    """Index the movies' text vectors for cosine distance."""
    build = (TEXT_HNSW_M, TEXT_HNSW_EF_CONSTRUCTION)
    _index(connection, partition("movies", release_id), text_dimension, build)


def index_sentences(connection: Connection, release_id: int, text_dimension: int) -> None:
    """Index the sentences' text vectors for cosine distance."""
    build = (HNSW_M, HNSW_EF_CONSTRUCTION)
    _index(connection, partition("sentences", release_id), text_dimension, build)


def _index(connection: Connection, table: str, dimension: int, build: tuple[int, int]) -> None:
    """Build an HNSW index with so many links a node and such a breadth of the build.

    Source: Malkov and Yashunin, "Efficient and robust approximate nearest neighbor
    search using Hierarchical Navigable Small World graphs", TPAMI 2020.
    """
    links, breadth = build
    connection.exec_driver_sql("set local maintenance_work_mem = '512MB'")
    connection.exec_driver_sql(
        f"create index {table}_text_vector_idx on {table} using hnsw"
        f" ((text_vector::halfvec({dimension})) halfvec_cosine_ops)"
        f" with (m = {links}, ef_construction = {breadth})"
    )


def vacuum(engine: Engine, release_id: int) -> None:
    """Vacuum and analyze the release's tables before anybody reads them.

    Otherwise the first readers write hint bits and empty the pending list of the full-text index,
    and the first searches on 9,742 films take 70 ms instead of 30.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in PARTITIONED:
            connection.exec_driver_sql(f"vacuum (analyze) {partition(table, release_id)}")
