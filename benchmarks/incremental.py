"""Rebuilds in which little changed, and films added: ``python -m benchmarks.incremental``.

On made-up films (``--films``, by default as many as MovieLens 32M has) and the stand-in
encoder, so that what is measured is all but encoding: a first rebuild, one with 100 changed
titles, and films added to the live release. For each the seconds by stage and the peak memory
of the process. Then what a web process does when it meets a changed release: reading all
titles and words anew, against taking in what has changed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from sql import migrations
from sql.embedded import embedded_server
from sql.server import make_engine
from tests.embeddings.generated import write_films

CHANGED = 100
ADDED = 20


def peak_mb() -> int:
    """Return the most memory this process has had."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def rebuild_once(url: str, folder: str) -> None:
    """Rebuild in this process, and print what it did."""
    from embeddings.rebuild.pipeline import rebuild
    from embeddings.releases.registry import rebuild_lock
    from embeddings.sources.movielens import MovieLens
    from embeddings.texts.stand_in import StandInEncoder

    engine = make_engine(url)
    started = time.perf_counter()
    with rebuild_lock(engine):
        summary = rebuild(engine, MovieLens(Path(folder)), StandInEncoder())
    told: dict[str, Any] = {
        "new": summary.new,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
        "encoded": summary.encoded,
        "seconds": {name: round(s, 1) for name, s in summary.seconds.items()},
        "all_s": round(time.perf_counter() - started, 1),
        "peak_mb": peak_mb(),
    }
    print(json.dumps(told))


def in_a_process(url: str, *arguments: str) -> dict[str, Any]:
    """Run `rebuild_once` or `cache_once` in a process of its own, whose peak is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.incremental", "--url", url, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


class RandomEncoder:
    """Vectors as long as all-MiniLM-L6-v2's, at no cost."""

    name = "random"
    revision = "1"
    dimension = 384

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return (texts, 384) float32 with unit rows."""
        rows = np.random.default_rng(len(texts)).standard_normal((len(texts), self.dimension))
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def cache_once(url: str, films: int, changed: int) -> None:
    """Ask for the vectors of as many texts of 384 numbers, of which some are new."""
    from embeddings.texts.cache import encode_cached

    engine = make_engine(url)
    texts = [f"Film number {film}" for film in range(films)]
    texts[:changed] = [f"{text} Restored" for text in texts[:changed]]
    before_mb, started, worked = peak_mb(), time.perf_counter(), time.process_time()
    vectors, encoded = encode_cached(engine, RandomEncoder(), texts)
    told = {
        "encoded": encoded,
        "all_s": round(time.perf_counter() - started, 1),
        "processor_s": round(time.process_time() - worked, 1),
        "vectors_mb": round(vectors.nbytes / 2**20),
        "more_memory_mb": peak_mb() - before_mb,
    }
    print(json.dumps(told))


def add(engine: Engine) -> dict[str, Any]:
    """Add films one by one, each in its transaction."""
    from embeddings.releases.add import add_films
    from embeddings.sources.given_film import read_film
    from embeddings.texts.stand_in import StandInEncoder

    encoder = StandInEncoder()
    taken = []
    for number in range(ADDED):
        film = read_film(
            {
                "title": f"Added film {number}",
                "year": 2031,
                "genres": ["Drama", "War"],
                "tags": ["lighthouse", f"tag number {number}"],
                "plot": "A keeper collects dragonflies. One night a ship brings her twin home.",
            }
        )
        started = time.perf_counter()
        with engine.begin() as connection:
            add_films(connection, encoder, [film])
        taken.append(time.perf_counter() - started)
    taken.sort()
    return {
        "films": ADDED,
        "median_ms": round(1000 * taken[ADDED // 2], 1),
        "most_ms": round(1000 * taken[-1], 1),
    }


def learn(engine: Engine) -> dict[str, Any]:
    """Read what a web process holds of the release: whole, and only what has changed."""
    from embeddings.answers.facets import load_facets
    from embeddings.answers.rows import rows_on
    from embeddings.answers.sample import load_sample
    from embeddings.answers.understand.lexicon import load_lexicon, update_lexicon
    from embeddings.releases.registry import live_release

    with engine.connect() as connection:
        rows = rows_on(connection)
        release = live_release(connection)
        assert release is not None
        started = time.perf_counter()
        load_facets(rows, release)
        facets_s = time.perf_counter() - started
        started = time.perf_counter()
        sample = load_sample(rows, release.release_id)
        known = load_lexicon(rows, release.release_id, ["Drama"], sample, release.revision - 1)
        whole_s = time.perf_counter() - started
        started = time.perf_counter()
        update_lexicon(rows, known, release, ["Drama"])
        one_s = time.perf_counter() - started
    return {
        "facets_ms": round(1000 * facets_s, 1),
        "all_titles_and_words_ms": round(1000 * whole_s, 1),
        "one_film_ms": round(1000 * one_s, 2),
        "ratio": round(whole_s / one_s),
    }


def main() -> None:
    """Measure, and print JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--films", type=int, default=87_585)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    parser.add_argument("--folder", help=argparse.SUPPRESS)
    parser.add_argument("--changed", type=int, help=argparse.SUPPRESS)
    parser.add_argument(
        "--only-cache", action="store_true", help="vectors of 384 numbers out of the cache, alone"
    )
    chosen = parser.parse_args()
    if chosen.changed is not None:
        cache_once(chosen.url, chosen.films, chosen.changed)
        return
    if chosen.folder:
        rebuild_once(chosen.url, chosen.folder)
        return
    with tempfile.TemporaryDirectory() as made, embedded_server(Path(made) / "home") as url:
        engine = make_engine(url)
        migrations.upgrade(engine)
        told: dict[str, Any] = {"films": chosen.films}
        films = ("--films", str(chosen.films), "--changed")
        told["cache_empty"] = in_a_process(url, *films, "0")
        told["cache"] = in_a_process(url, *films, str(CHANGED))
        rebuilds = () if chosen.only_cache else (("first", 0), ("again", CHANGED))
        for name, changed in rebuilds:
            folder = write_films(Path(made) / name, chosen.films, changed=changed)
            told[name] = in_a_process(url, "--folder", str(folder))
        if rebuilds:
            told["added"] = add(engine)
            told["web_process"] = learn(engine)
        engine.dispose()
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
