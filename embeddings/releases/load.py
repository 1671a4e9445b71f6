"""Loading a release's tables: COPY first, then the vector index, then ANALYZE.

That order is pgvector's own advice: an index built over all rows at once is
both faster to build and better connected than one grown row by row.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from pgvector import HalfVector
from sqlalchemy import Connection, Engine

from embeddings.releases import records
from embeddings.releases.movie import MovieRecord, SentenceRecord
from embeddings.releases.partitions import PARTITIONED, partition
from embeddings.taste.arrays import Floats
from embeddings.taste.vectors import TasteVectors
from embeddings.texts.cache import HalfVectors
from sql.server import cursor

MOVIE_COLUMNS = (
    "release_id",
    "movie_id",
    "film_id",
    "title",
    "original_title",
    "alternative_titles",
    "title_keys",
    "year",
    "genres",
    "tags",
    "tag_counts",
    "plot",
    "countries",
    "languages",
    "imdb_id",
    "tmdb_id",
    "rating_count",
    "rating_mean",
    "text_hash",
    "text_vector",
    "profile_vector",
    "match_vector",
    "rating_bias",
    "map_x",
    "map_y",
)
TERM_COLUMNS = ("release_id", "kind", "name", "text_vector", "film_count")
SENTENCE_COLUMNS = ("release_id", "movie_id", "place", "sentence", "text_vector")
WORD_COLUMNS = ("release_id", "word", "movie_count")

# Links per node and breadth of the build. Measured in docs/decisions/0003.
HNSW_M = 16
HNSW_EF_CONSTRUCTION = 100

ROWS_PER_COPY = 2000

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _array(values: Sequence[object]) -> str:
    quoted = (str(one).replace("\\", "\\\\").replace('"', '\\"') for one in values)
    return "{" + ",".join(f'"{one}"' for one in quoted) + "}"


def _field(value: object) -> str:
    """Return a value in COPY's text format."""
    if value is None:
        return "\\N"
    if isinstance(value, np.ndarray):
        return HalfVector(value).to_text()
    if isinstance(value, bytes):
        return "\\\\x" + value.hex()
    if isinstance(value, (list, tuple)):
        value = _array(value)
    return str(value).translate(_ESCAPES)


def _batches(rows: Iterable[Sequence[object]]) -> Iterator[io.StringIO]:
    buffer = io.StringIO()
    for count, row in enumerate(rows, start=1):
        buffer.write("\t".join(map(_field, row)) + "\n")
        if count % ROWS_PER_COPY == 0:
            buffer.seek(0)
            yield buffer
            buffer = io.StringIO()
    buffer.seek(0)
    yield buffer


def copy_rows(
    connection: Connection,
    table: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
) -> None:
    """COPY rows of Python values (str, int, float, bytes, lists, None) into a table.

    A NumPy array goes in as a vector of half precision.
    """
    statement = f"copy {table} ({', '.join(columns)}) from stdin"
    with cursor(connection) as raw:
        for batch in _batches(rows):
            raw.copy_expert(statement, batch)


@dataclass(frozen=True)
class Content:
    """What a release holds."""

    movies: Sequence[MovieRecord]
    terms: Sequence[records.TermRecord]
    sentences: Sequence[SentenceRecord]
    film_ids: dict[int, int]
    movie_vectors: HalfVectors
    term_vectors: HalfVectors
    sentence_vectors: HalfVectors
    taste: TasteVectors
    places: Floats


def copy_release(connection: Connection, release_id: int, content: Content) -> None:
    """Fill the release's own tables."""
    movies = content.movies
    for table, columns, rows in (
        (
            "movies",
            MOVIE_COLUMNS,
            records.movie_rows(
                release_id,
                movies,
                content.film_ids,
                content.movie_vectors,
                content.taste,
                content.places,
            ),
        ),
        ("terms", TERM_COLUMNS, records.term_rows(release_id, content.terms, content.term_vectors)),
        (
            "sentences",
            SENTENCE_COLUMNS,
            records.sentence_rows(release_id, content.sentences, content.sentence_vectors),
        ),
        ("words", WORD_COLUMNS, records.word_rows(release_id, movies)),
    ):
        copy_rows(connection, partition(table, release_id), columns, rows)


def build_vector_indexes(
    connection: Connection, release_id: int, text_dimension: int, taste_dimension: int
) -> None:
    """Index text vectors for cosine distance and match vectors for inner product.

    Source: Malkov and Yashunin, "Efficient and robust approximate nearest neighbor
    search using Hierarchical Navigable Small World graphs", TPAMI 2020.
    """
    movies = partition("movies", release_id)
    connection.exec_driver_sql("set local maintenance_work_mem = '512MB'")
    connection.exec_driver_sql(
        f"create index {movies}_text_vector_idx on {movies} using hnsw"
        f" ((text_vector::halfvec({text_dimension})) halfvec_cosine_ops)"
        f" with (m = {HNSW_M}, ef_construction = {HNSW_EF_CONSTRUCTION})"
    )
    sentences = partition("sentences", release_id)
    connection.exec_driver_sql(
        f"create index {sentences}_text_vector_idx on {sentences} using hnsw"
        f" ((text_vector::halfvec({text_dimension})) halfvec_cosine_ops)"
        f" with (m = {HNSW_M}, ef_construction = {HNSW_EF_CONSTRUCTION})"
    )
    connection.exec_driver_sql(
        f"create index {movies}_match_vector_idx on {movies} using hnsw"
        f" ((match_vector::halfvec({taste_dimension})) halfvec_ip_ops)"
        f" with (m = {HNSW_M}, ef_construction = {HNSW_EF_CONSTRUCTION})"
    )


def settle(engine: Engine, release_id: int) -> None:
    """Vacuum and analyze the release's tables, before anybody reads them.

    The first readers would otherwise write hint bits and empty the full-text index's
    pending list: 70 ms instead of 30 for the first searches on 9,742 films.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in PARTITIONED:
            connection.exec_driver_sql(f"vacuum (analyze) {partition(table, release_id)}")
