"""Searches over HTTP beside their parts: ``python -m benchmarks.search_latency``.

Encoding, the bare statement and the answer over HTTP, on the live release: each query once
through each way, in turn, so that none comes out of the cache of repeated queries.
"""

from __future__ import annotations

import json
import logging
import os
import statistics
import threading
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import RowMapping
from werkzeug.serving import make_server

from app import create_app
from app.encoders import load_query_encoder
from app.settings import Settings
from embeddings.evaluation.search import Searcher
from embeddings.queries.search import Asked
from embeddings.releases.registry import live_release
from sql import query as statement
from sql.server import database, make_engine

QUERIES = Path(__file__).parent / "search" / "queries.jsonl"
LIMIT = 20


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def main() -> None:
    """Print medians and their ratio."""
    settings = replace(Settings.from_env(os.environ), rate_limits=False, log_level="error")
    texts = [json.loads(line)["query"] for line in QUERIES.read_text("utf-8").splitlines()]
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with database(settings.database_url, settings.home) as url:
        engine = make_engine(url)
        app = create_app(settings, engine=engine)
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/api/v1/search"
        encoder = load_query_encoder(settings)
        with engine.connect() as connection:
            release = live_release(connection)
            assert release, "no live release"
            searcher = Searcher(connection, release, encoder)
            binds: dict[str, Any] = {}

            def keep(name: str, **given: Any) -> Sequence[RowMapping]:
                binds.update({"name": name, "binds": given})
                return Searcher.rows(searcher, name, **given)

            searcher.rows = keep  # type: ignore[method-assign]

            def served(text: str) -> None:
                with urllib.request.urlopen(f"{address}?{urlencode({'q': text})}") as answer:
                    answer.read()

            def bare() -> None:
                connection.execute(statement(binds["name"]), binds["binds"]).mappings().all()

            served("a query that comes before all others")
            times = []
            for text in texts:
                searcher.find(Asked(text, limit=LIMIT + 1))
                times.append(
                    (
                        milliseconds(lambda text=text: encoder.encode([text])),  # type: ignore[misc]
                        milliseconds(bare),
                        milliseconds(lambda text=text: served(text)),  # type: ignore[misc]
                    )
                )
        server.shutdown()
        engine.dispose()
    encoding_ms, bare_ms, served_ms = (statistics.median(one) for one in zip(*times, strict=True))
    ratio = statistics.median(http / (enc + sql) for enc, sql, http in times)
    print(
        json.dumps(
            {
                "encoding_ms": round(encoding_ms, 2),
                "bare_ms": round(bare_ms, 2),
                "served_ms": round(served_ms, 2),
                "served_over_parts": round(served_ms / (encoding_ms + bare_ms), 2),
                "median_of_ratios": round(ratio, 2),
                "queries": len(texts),
                "films": release.movie_count,
            }
        )
    )


if __name__ == "__main__":
    main()
