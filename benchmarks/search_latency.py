"""Searches over HTTP beside their parts: ``python -m benchmarks.search_latency``.

Encoding, the bare statement and the answer over HTTP from the real server, on the live release:
each query once through each way, in turn, so that none comes out of the cache of repeated queries.
"""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, RowMapping

from app.settings import Settings
from benchmarks.measuring import Times, milliseconds, ratio
from benchmarks.serving import Client, serving
from embeddings.answers.search import SearchRequest
from embeddings.evaluation.search import Searcher
from embeddings.releases.registry import live_release
from embeddings.texts.exports import load_query_encoder
from sql.server import database, make_engine

QUERIES = Path(__file__).parent / "search" / "queries.jsonl"
LIMIT = 20


def own_queries() -> list[str]:
    """Return our own queries about films."""
    return [json.loads(line)["query"] for line in QUERIES.read_text("utf-8").splitlines()]


def measure(
    engine: Engine, settings: Settings, client: Client, queries: Sequence[str]
) -> dict[str, Any]:
    """Return medians, 95th percentiles and the ratio of HTTP to encoding and statement."""
    encoder = load_query_encoder(settings.encoder, settings.home)
    with engine.connect() as connection:
        release = live_release(connection)
        assert release, "no live release"
        searcher = Searcher(connection, release, encoder)
        binds: dict[str, Any] = {}

        run = searcher.rows

        def keep(name: str, **given: Any) -> Sequence[RowMapping]:
            if name == "search":
                binds.update(given)
            return run(name, **given)

        searcher.rows = keep

        def bare() -> None:
            run("search", **binds)

        client.get("/search", q="a query that comes before all others", limit=LIMIT)
        times = []
        for text in queries:
            searcher.find(SearchRequest(text, limit=LIMIT + 1))
            times.append(
                (
                    milliseconds(lambda text=text: encoder.encode([text])),  # type: ignore[misc]
                    milliseconds(bare),
                    milliseconds(lambda text=text: client.get("/search", q=text, limit=LIMIT)),  # type: ignore[misc]
                )
            )
    encoding, sql, http = (Times(column) for column in zip(*times, strict=True))
    return {
        "http_over_parts": ratio(http.median, encoding.median + sql.median),
        "median_of_ratios": round(statistics.median(h / (e + s) for e, s, h in times), 3),
        "encoding": encoding.as_dict(),
        "sql": sql.as_dict(),
        "http": http.as_dict(),
        "queries": len(times),
        "films": release.movie_count,
    }


def main() -> None:
    """Print one JSON object."""
    settings = Settings.from_env(os.environ)
    with (
        database(settings.database_url, settings.home) as url,
        serving(url, settings.home, workers=1) as server,
    ):
        engine = make_engine(url)
        print(json.dumps(measure(engine, settings, Client(server.port), own_queries())))
        engine.dispose()


if __name__ == "__main__":
    main()
