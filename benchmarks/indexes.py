"""What a vector index finds and takes by how it was built: ``python -m benchmarks.indexes``.

Copies the live release's vectors (of films' texts, of sentences, match vectors) into scratch
tables, builds HNSW indexes over them with each setting, asks each for the exact nearest at several
breadths of the search, and drops them. Prints a line of JSON for each. What is served is
`benchmarks.recall`'s.

``--home H [--queries N] [--only text|sentence|taste] [--settings m:ef_construction …]``
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pgvector import HalfVector
from sqlalchemy import Connection

from app.settings import Settings
from benchmarks.measuring import Times, milliseconds
from benchmarks.recall import share_found
from benchmarks.search_latency import own_queries
from benchmarks.vectors import Floats, Ints, read_sentences, read_vectors, simulate_people
from embeddings.releases.partitions import partition
from embeddings.releases.registry import live_release
from embeddings.texts.exports import load_query_encoder
from sql.server import database, make_engine

SETTINGS = ("16:100", "16:200", "24:200", "32:200", "32:400")
BREADTHS = (100, 200, 400, 800)
DEPTHS = (100, 200)
SCRATCH = "bench_vectors"
SENTENCE_KEY = "movie_id::bigint * 1000 + position"


@dataclass(frozen=True)
class Kind:
    """One of a release's vectors: its column, how it is compared, and what it is asked.

    Attributes
    ----------
    asked
        (queries, dimension) float32.
    nearest
        (queries, 200) int64, the exact nearest ids.
    table
        Of the release.
    key
        The id of a row, as SQL.
    """

    name: str
    column: str
    operators: str
    operator: str
    dimension: int
    asked: Floats
    nearest: Ints
    table: str = "movies"
    key: str = "movie_id"


def exact(vectors: Floats, movie_ids: Ints, asked: Floats) -> Ints:
    """Return the ids of the 200 largest inner products, (queries, 200), best first."""
    scores = asked.astype(np.float16).astype(np.float32) @ vectors.T
    return movie_ids[np.argsort(-scores, axis=1)[:, : max(DEPTHS)]]


def build(connection: Connection, kind: Kind, links: int, breadth: int) -> dict[str, Any]:
    """Build the index of the scratch table anew; return its seconds and megabytes."""
    started = time.perf_counter()
    connection.exec_driver_sql(f"drop index if exists {SCRATCH}_idx")
    connection.exec_driver_sql("set maintenance_work_mem = '512MB'")
    connection.exec_driver_sql(
        f"create index {SCRATCH}_idx on {SCRATCH} using hnsw (vector {kind.operators})"
        f" with (m = {links}, ef_construction = {breadth})"
    )
    seconds = time.perf_counter() - started
    size = connection.exec_driver_sql(f"select pg_relation_size('{SCRATCH}_idx')").scalar_one()
    return {"build_s": round(seconds, 1), "index_mb": round(size / 2**20, 1)}


def ask(connection: Connection, kind: Kind, breadth: int, *, whole: bool) -> dict[str, Any]:
    """Return which share of the exact nearest is found, and in what time."""
    connection.exec_driver_sql(f"set hnsw.ef_search = {breadth}")
    connection.exec_driver_sql(f"set enable_indexscan = {'off' if whole else 'on'}")
    statement = (
        f"select movie_id from {SCRATCH} order by vector {kind.operator} %s limit {max(DEPTHS)}"
    )
    shares: dict[int, list[float]] = {depth: [] for depth in DEPTHS}
    times = []
    for vector, right in zip(kind.asked, kind.nearest, strict=True):
        bind = (HalfVector(vector).to_text(),)
        found: list[int] = []
        times.append(
            milliseconds(
                lambda: found.extend(  # noqa: B023
                    connection.exec_driver_sql(statement, bind).scalars()  # noqa: B023
                )
            )
        )
        for depth in DEPTHS:
            shares[depth].append(share_found(found[:depth], right[:depth].tolist()))
    return {
        **{
            f"recall_at_{depth}": round(float(np.mean(share)), 4) for depth, share in shares.items()
        },
        "worst_at_100": round(min(shares[100]), 3),
        **Times(times).as_dict(),
    }


def fill(connection: Connection, kind: Kind, release_id: int) -> None:
    """Copy the vectors of one kind into the scratch table."""
    connection.exec_driver_sql(
        f"drop table if exists {SCRATCH};"
        f"create unlogged table {SCRATCH} (movie_id bigint, vector halfvec({kind.dimension}));"
        f"insert into {SCRATCH} select {kind.key}, {kind.column}"
        f" from {partition(kind.table, release_id)} where {kind.column} is not null"
    )
    connection.exec_driver_sql(f"vacuum analyze {SCRATCH}")


def measure(
    connection: Connection, kinds: Sequence[Kind], release_id: int, settings: Sequence[str]
) -> None:
    """Print a line for each kind, setting and breadth of search; without an index first."""

    def say(**facts: Any) -> None:
        print(json.dumps(facts), flush=True)

    for kind in kinds:
        fill(connection, kind, release_id)
        say(kind=kind.name, index=None, **ask(connection, kind, BREADTHS[0], whole=True))
        for setting in settings:
            links, breadth = map(int, setting.split(":"))
            built = build(connection, kind, links, breadth)
            for search in BREADTHS:
                found = ask(connection, kind, search, whole=False)
                say(kind=kind.name, index=setting, ef_search=search, **found, **built)
        connection.exec_driver_sql(f"drop table {SCRATCH}")


def main() -> None:
    """Measure the live release of ``--home``."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path)
    parser.add_argument("--queries", type=int, default=50)
    parser.add_argument("--only", choices=("text", "sentence", "taste"))
    parser.add_argument("--settings", nargs="+", default=SETTINGS)
    given = parser.parse_args()
    settings = Settings.from_env(os.environ)
    url = None if given.home else settings.database_url
    with database(url, given.home or settings.home) as at:
        engine = make_engine(at)
        encoder = load_query_encoder(settings.encoder, given.home or settings.home)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            release = live_release(connection)
            assert release, "no live release"
            vectors = read_vectors(connection, release)
            sentence_ids, sentences = read_sentences(connection, release, SENTENCE_KEY)
            people = simulate_people(vectors, given.queries, seed=1)
            texts = encoder.encode(own_queries()[: given.queries])
            tastes = np.stack([person.taste for person in people])
            kinds = [
                Kind(
                    "text",
                    "text_vector",
                    "halfvec_cosine_ops",
                    "<=>",
                    texts.shape[1],
                    texts,
                    exact(vectors.text, vectors.movie_ids, texts),
                ),
                Kind(
                    "sentence",
                    "text_vector",
                    "halfvec_cosine_ops",
                    "<=>",
                    texts.shape[1],
                    texts,
                    exact(sentences, sentence_ids, texts),
                    "sentences",
                    SENTENCE_KEY,
                ),
                Kind(
                    "taste",
                    "match_vector",
                    "halfvec_ip_ops",
                    "<#>",
                    tastes.shape[1],
                    tastes,
                    exact(vectors.match, vectors.movie_ids, tastes),
                ),
            ]
            measure(
                connection,
                [kind for kind in kinds if given.only in (None, kind.name)],
                release.release_id,
                given.settings,
            )


if __name__ == "__main__":
    main()
