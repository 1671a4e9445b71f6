"""All benchmarks in one run: ``make bench``, ``python -m benchmarks [--dataset D] [--smoke]``.

Rebuilds into a home of its own and measures what that gives; ``--home`` measures the live release
that is there instead, without a rebuild. ``--smoke`` is the bundled sample with the stand-in
encoder and a few rounds: it shows that everything runs, its times mean nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, text

from app.settings import Settings
from benchmarks import (
    machine,
    peers,
    rebuild,
    recall,
    recommend,
    report,
    search_latency,
    throughput,
)
from benchmarks import ranking as ranking_of
from benchmarks.measuring import ratio
from benchmarks.serving import Client, serving
from benchmarks.vectors import read_vectors, simulate_people
from embeddings.progress import say
from embeddings.releases.registry import live_release
from embeddings.texts.document import movie_document
from embeddings.texts.encoder import load_encoder
from embeddings.texts.exports import load_query_encoder
from sql.server import database, make_engine

SEED = 1


@dataclass(frozen=True)
class Size:
    """How much is measured."""

    queries: int = 200
    rounds: int = 60
    people: int = 50
    seconds: float = 5.0
    encoded: int = 500


SMOKE = Size(queries=5, rounds=2, people=3, seconds=0.3, encoded=50)


def run(
    settings: Settings,
    dataset: str | None,
    plots: Path | None,
    credits: Path | None,
    size: Size,
) -> dict[str, Any]:
    """Measure everything; rebuild first where ``dataset`` is given."""
    figures: dict[str, Any] = {"machine": machine.facts()}
    with database(settings.database_url, settings.home) as url:
        if dataset:
            figures["rebuild"] = rebuild.measure(dataset, plots, credits, settings.home, url)
        engine = make_engine(url)
        try:
            _figures(figures, engine, url, settings, size)
            if dataset:
                figures["rebuild"] |= _encoder_alone(engine, settings, figures["rebuild"], size)
        finally:
            engine.dispose()
    return figures


def _figures(
    figures: dict[str, Any], engine: Engine, url: str, settings: Settings, size: Size
) -> None:
    queries = search_latency.own_queries()[: size.queries]
    with engine.connect() as connection:
        release = live_release(connection)
    if release is None:
        raise SystemExit("no release is live here; name a data set")
    figures["release"] = {
        "dataset": release.dataset,
        "films": release.movie_count,
        "ratings": release.rating_count,
        "simulated_ratings": release.simulated_ratings,
        "encoder": release.encoder,
        "taste_dimension": release.taste_dimension,
    }
    say("search and recommendations over HTTP …")
    with serving(url, settings.home, workers=1) as server:
        ready_mb, client = server.worker_mb(), Client(server.port)
        figures["search"] = search_latency.measure(engine, settings, client, queries)
        figures["recommendations"] = recommend.measure(engine, settings, client, rounds=size.rounds)
        figures["worker"] = {
            "ready_s": server.start_s,
            "ready_mb": ready_mb,
            "searched_mb": server.worker_mb(),
            "holds_torch": server.holds_torch(),
        }
    say("throughput …")
    with serving(url, settings.home, workers=settings.workers) as server:
        client = Client(server.port)
        client.get("/search", q="to have every worker ready")
        with recommend.somebody(engine, settings, client, 50):
            figures["throughput"] = throughput.measure(
                server.port, client.cookie, queries, size.seconds
            )
    say("ranking and recall …")
    encoder = load_query_encoder(settings.encoder, settings.home)
    with engine.connect() as connection:
        vectors = read_vectors(connection, release)
        people = simulate_people(vectors, size.people, seed=SEED)
        encoded = [encoder.encode([query])[0] for query in queries]
        figures["recall"] = {
            "text": recall.text_recall(connection, release, vectors, encoded),
            "taste": recall.taste_recall(connection, release, vectors, people),
        }
        figures["ranking"] = ranking_of.measure(connection, release, vectors, people)
        say("search beside others …")
        figures["peers"] = peers.measure(connection, release, vectors, encoder, size.queries)
    figures["missing"] = figures["ranking"]["missing"] | figures["peers"]["missing"]


def _texts(connection: Connection, release_id: int, limit: int) -> list[str]:
    """Return some of the release's texts, of every kind as many as its share, by length."""
    documents = connection.execute(
        text(
            "select title, year, genres, tags, plot, original_title from movies"
            " where release_id = :id order by movie_id"
        ),
        {"id": release_id},
    )
    others = connection.scalars(
        text(
            "select name from terms where release_id = :id"
            " union all select sentence from sentences where release_id = :id"
            " order by 1"
        ),
        {"id": release_id},
    )
    texts = [*(movie_document(*row) for row in documents), *others]
    chosen = np.random.default_rng(SEED).permutation(len(texts))[:limit]
    return sorted((texts[position] for position in chosen), key=len)


def _encoder_alone(
    engine: Engine, settings: Settings, rebuilt: dict[str, Any], size: Size
) -> dict[str, Any]:
    """Encode some of the texts again with nothing around, and say what all would take."""
    say("the encoder by itself …")
    encoder = load_encoder(settings.encoder)
    with engine.connect() as connection:
        release = live_release(connection)
        assert release
        texts = _texts(connection, release.release_id, size.encoded)
    encoder.encode(texts[:64])
    started = time.perf_counter()
    encoder.encode(texts)
    rate = len(texts) / (time.perf_counter() - started)
    alone_s = round(rebuilt["texts_encoded"] / rate, 1)
    return {
        "encoder_texts_per_s": round(rate, 1),
        "encoder_alone_s": alone_s,
        "rebuild_over_encoder": ratio(rebuilt["seconds"]["whole"], alone_s),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, write ``benchmarks/results`` and the table; print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--dataset", help="as of `python -m embeddings rebuild`; else the sample")
    parser.add_argument("--plots", type=Path)
    parser.add_argument("--credits", type=Path)
    parser.add_argument("--home", type=Path, help="measure the live release of this ORDAINED_HOME")
    parser.add_argument("--name", help="of the results; else the data set's")
    parser.add_argument("--smoke", action="store_true", help="small, and writes nothing")
    given = parser.parse_args(arguments)
    if given.home and given.dataset:
        parser.error("--home measures what is live there; leave --dataset out")
    environ = dict(os.environ) | ({"ORDAINED_ENCODER": "stand-in"} if given.smoke else {})
    os.environ.update(environ)
    kept = nullcontext(str(given.home)) if given.home else tempfile.TemporaryDirectory(prefix="b")
    with kept as home:
        settings = Settings.from_env(environ | {"ORDAINED_HOME": home})
        smallest = "sample:600" if given.smoke else "sample"
        dataset = None if given.home else given.dataset or smallest
        size = SMOKE if given.smoke else Size()
        figures = run(settings, dataset, given.plots, given.credits, size)
    if given.smoke:
        print(json.dumps(figures))
    else:
        name = given.name or Path(figures["release"]["dataset"]).name
        report.write(figures, name)
        print(report.table(figures))
    for name, why in figures["missing"].items():
        print(f"missing: {name}: {why}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
