"""Search beside what people would pick instead: LanceDB, Qdrant, pgvector by itself, NumPy.

The same films, documents, vectors and queries, which are encoded before, and the first 20 films
asked for, in turn on one machine. LanceDB and Qdrant run inside this process, as their local modes
do. ``ndcg_at_10`` is of the graded queries of `JUDGED` that the release has a good film for: what
is asked is how good a list is for its time. The served search does more than the others: it reads
the query, filters, gives a reason for each film, and returns the films' cards.

LanceDB and Qdrant are optional: what is not installed is named as missing.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, text

from benchmarks.measuring import Times, milliseconds, ratio
from benchmarks.vectors import Floats, ReleaseVectors
from embeddings.answers.search import SearchRequest
from embeddings.evaluation.judged import answerable, measure_query, read_judged
from embeddings.evaluation.search import Searcher
from embeddings.releases.registry import ReleaseInfo
from embeddings.texts.document import movie_document
from embeddings.texts.encoder import Encoder

JUDGED = Path(__file__).parent / "search" / "everyday.jsonl"
FOUND = 20
ROWS_A_CALL = 1000

Search = Callable[[str, Floats], Sequence[int]]
"""Takes a query and its vector, gives movie ids, best first."""


def measure(
    connection: Connection,
    release: ReleaseInfo,
    vectors: ReleaseVectors,
    encoder: Encoder,
    queries: int,
) -> dict[str, Any]:
    """Return milliseconds and ranking quality by way of searching, and what is missing and why.

    Parameters
    ----------
    queries
        Graded queries at most.
    """
    asked, imdb_ids = answerable(connection, release.release_id, read_judged(JUDGED))
    asked = asked[:: max(1, len(asked) // queries)][:queries]
    encoded = [encoder.encode([judged.query])[0] for judged in asked]
    missing: dict[str, str] = {}
    ways: dict[str, dict[str, Any]] = {}
    with ExitStack() as open_ways:
        searches = {"served": _served(connection, release, encoder)}
        for name, make in _WAYS.items():
            search = open_ways.enter_context(make(connection, release, vectors))
            if isinstance(search, str):
                missing[name] = search
            else:
                searches[name] = search
        times: dict[str, list[float]] = {name: [] for name in searches}
        gains: dict[str, list[float]] = {name: [] for name in searches}
        for query, vector in zip(asked, encoded, strict=True):
            for name, search in searches.items():
                found: list[int] = []
                search(query.query, vector)  # so that nobody's cache is cold
                times[name].append(
                    milliseconds(lambda: found.extend(search(query.query, vector)))  # noqa: B023
                )
                numbers = [imdb_ids.get(movie_id, "") for movie_id in found]
                gains[name].append(measure_query(query, numbers)[0])
    served = Times(times["served"])
    for name, ms in times.items():
        timing = Times(ms)
        over = {} if name == "served" else {"served_over_this": ratio(served.median, timing.median)}
        ndcg = round(float(np.mean(gains[name])), 4) if asked else None
        ways[name] = {**over, **timing.as_dict(), "ndcg_at_10": ndcg}
    return {
        "queries": len(asked),
        "films": len(vectors.movie_ids),
        "ways": ways,
        "missing": missing,
    }


def _served(connection: Connection, release: ReleaseInfo, encoder: Encoder) -> Search:
    searcher = Searcher(connection, release, encoder)

    def search(words: str, _vector: Floats) -> Sequence[int]:
        # The searcher keeps the vectors of texts, so the second time nothing is encoded.
        return [hit.card.movie_id for hit in searcher.find(SearchRequest(words, limit=FOUND)).hits]

    return search


Made = Iterator[Search | str]


@contextmanager
def _pgvector(connection: Connection, release: ReleaseInfo, _: ReleaseVectors) -> Made:
    size = release.text_dimension
    statement = text(
        "select movie_id from movies where release_id = :release_id"
        f" order by cast(text_vector as halfvec({size})) <=> cast(:vector as halfvec({size}))"
        f" limit {FOUND}"
    )

    def search(_words: str, vector: Floats) -> Sequence[int]:
        connection.exec_driver_sql("select set_config('hnsw.ef_search', '100', true)")
        written = "[" + ",".join(map(str, vector)) + "]"
        binds = {"release_id": release.release_id, "vector": written}
        return list(connection.scalars(statement, binds))

    yield search


@contextmanager
def _numpy(_connection: Connection, _release: ReleaseInfo, vectors: ReleaseVectors) -> Made:
    def search(_words: str, vector: Floats) -> Sequence[int]:
        distances = -(vectors.text @ vector)
        first = np.argpartition(distances, FOUND)[:FOUND]
        return list(vectors.movie_ids[first[np.argsort(distances[first])]])

    yield search


@contextmanager
def _lancedb_vectors(_: Connection, _release: ReleaseInfo, vectors: ReleaseVectors) -> Made:
    if find_spec("lancedb") is None:
        yield "lancedb is not installed"
        return
    with _lancedb_table(vectors, [""] * len(vectors.movie_ids)) as table:

        def search(_words: str, vector: Floats) -> Sequence[int]:
            asked = table.search(vector).distance_type("cosine").select(["movie_id", "_distance"])
            return list(asked.limit(FOUND).to_arrow()["movie_id"].to_pylist())

        yield search


@contextmanager
def _lancedb_hybrid(connection: Connection, release: ReleaseInfo, vectors: ReleaseVectors) -> Made:
    if find_spec("lancedb") is None:
        yield "lancedb is not installed"
        return
    from lancedb.rerankers import RRFReranker

    with _lancedb_table(vectors, _documents(connection, release, vectors)) as table:
        table.create_fts_index("document")
        fused = RRFReranker()

        def search(words: str, vector: Floats) -> Sequence[int]:
            asked = table.search(query_type="hybrid").vector(vector).text(words)
            found = asked.distance_type("cosine").rerank(fused).limit(FOUND)
            return list(found.to_arrow()["movie_id"].to_pylist())

        yield search


@contextmanager
def _lancedb_table(vectors: ReleaseVectors, documents: Sequence[str]) -> Iterator[Any]:
    import lancedb
    import pyarrow

    numbers = pyarrow.array(vectors.text.reshape(-1))
    rows = pyarrow.table(
        {
            "movie_id": vectors.movie_ids,
            "document": documents,
            "vector": pyarrow.FixedSizeListArray.from_arrays(numbers, vectors.text.shape[1]),
        }
    )
    with tempfile.TemporaryDirectory(prefix="b") as folder:
        yield lancedb.connect(folder).create_table("films", rows)


@contextmanager
def _qdrant(_: Connection, _release: ReleaseInfo, vectors: ReleaseVectors) -> Made:
    if find_spec("qdrant_client") is None:
        yield "qdrant-client is not installed"
        return
    from qdrant_client import QdrantClient, models

    client = QdrantClient(":memory:")
    size = models.VectorParams(size=vectors.text.shape[1], distance=models.Distance.COSINE)
    client.create_collection("films", vectors_config=size)
    for start in range(0, len(vectors.movie_ids), ROWS_A_CALL):
        some = slice(start, start + ROWS_A_CALL)
        points = models.Batch(
            ids=vectors.movie_ids[some].tolist(), vectors=vectors.text[some].tolist()
        )
        client.upsert("films", points)

    def search(_words: str, vector: Floats) -> Sequence[int]:
        found = client.query_points("films", query=vector.tolist(), limit=FOUND)
        return [int(point.id) for point in found.points]

    yield search
    client.close()


def _documents(
    connection: Connection, release: ReleaseInfo, vectors: ReleaseVectors
) -> Sequence[str]:
    """Return what the films' text vectors were made of, in the order of the vectors."""
    rows = connection.execute(
        text(
            "select movie_id, title, year, genres, tags, plot, original_title from movies"
            " where release_id = :release_id"
        ),
        {"release_id": release.release_id},
    )
    documents = {row[0]: movie_document(*row[1:]) for row in rows}
    return [documents[movie_id] for movie_id in vectors.movie_ids.tolist()]


_WAYS = {
    "pgvector, bare statement": _pgvector,
    "numpy, exact": _numpy,
    "lancedb, vectors": _lancedb_vectors,
    "lancedb, hybrid": _lancedb_hybrid,
    "qdrant, local": _qdrant,
}
