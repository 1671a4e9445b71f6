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
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from sql import migrations, query
from sql.server import embedded_server, make_engine
from tests.embeddings.generated import write_films

CHANGED = 100
ADDED = 20


def peak_mb() -> int:
    """Return the most memory this process has had."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def rebuild_once(url: str, folder: str) -> None:
    """Rebuild in this process, and print what it did."""
    from embeddings.datasets.movielens import MovieLens
    from embeddings.pipeline import rebuild
    from embeddings.releases.registry import rebuild_lock
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


def in_a_process(url: str, folder: Path) -> dict[str, Any]:
    """Run `rebuild_once` in a process of its own, whose peak is its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.incremental", "--url", url, "--folder", str(folder)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def add(engine: Engine) -> dict[str, Any]:
    """Add films one by one, each in its transaction."""
    from embeddings.catalogue.given import read_film
    from embeddings.releases.add import add_films
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
    from embeddings.queries.knowledge import load_knowledge, update_knowledge
    from embeddings.releases.registry import live_release

    with engine.connect() as connection:

        def rows(name: str, **binds: Any) -> Any:
            return connection.execute(query(name), binds).mappings().all()

        release = live_release(connection)
        assert release is not None
        started = time.perf_counter()
        rows("release_facets", release_id=release.release_id)
        facets_s = time.perf_counter() - started
        started = time.perf_counter()
        known = load_knowledge(rows, release.release_id, ["Drama"], release.revision - 1)
        whole_s = time.perf_counter() - started
        started = time.perf_counter()
        update_knowledge(rows, known, release, ["Drama"])
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
    chosen = parser.parse_args()
    if chosen.folder:
        rebuild_once(chosen.url, chosen.folder)
        return
    with tempfile.TemporaryDirectory() as made, embedded_server(Path(made) / "home") as url:
        engine = make_engine(url)
        migrations.upgrade(engine)
        told: dict[str, Any] = {"films": chosen.films}
        for name, changed in (("first", 0), ("again", CHANGED)):
            folder = write_films(Path(made) / name, chosen.films, changed=changed)
            told[name] = in_a_process(url, folder)
        told["added"] = add(engine)
        told["web_process"] = learn(engine)
        engine.dispose()
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
