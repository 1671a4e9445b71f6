"""A rebuild's seconds and peak of memory by stage, and the sizes of its tables and indexes.

``python -m benchmarks.rebuild --dataset D [--plots CSV] [--credits PATH] [--home H]``. The rebuild
runs as the command that anyone would give (only that the vectors that ship are not known to it), in
a process of its own; its resident memory is looked at once a second, PostgreSQL's (shared pages
counted once) every ten. Prints one JSON object; the rebuild's own lines go to stderr.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import psutil
from sqlalchemy import Connection, text

from benchmarks.machine import MB, facts, server_mb
from embeddings.settings import Settings
from sql.server import database, make_engine

LOOK_EVERY_S = 1.0
SERVER_EVERY = 10  # looks; the system takes its time to add up which pages processes share
# First words of a stage's first line → the stage, as the rebuild's figures call it.
STAGES = {
    "loading the encoder": "encoder",
    "reading": "catalogue",
    "encoding with": "text vectors",
    "learning taste": "taste vectors",
    "placing films": "map",
    "loading": "load",
    "indexing": "index",
}
SIZES = """
select coalesce(parent.relname, relation.relname) as of_table, relation.relname as name,
    relation.relkind = 'i' as is_index, pg_relation_size(relation.oid) as main_bytes,
    coalesce(pg_total_relation_size(relation.reltoastrelid), 0) as toast_bytes
from pg_class relation
left join pg_index on pg_index.indexrelid = relation.oid
left join pg_class parent on parent.oid = pg_index.indrelid
where relation.relname ~ :pattern and relation.relkind in ('r', 'i')
order by 1, 3, 2
"""


class Watch:
    """Follows the stages of a rebuild and keeps the peak of memory in each, in MB."""

    def __init__(self, process: psutil.Process, data: Path) -> None:
        self.process, self.data = process, data
        self.stage = "start"
        self.python_mb: dict[str, float] = defaultdict(float)
        self.postgres_mb: dict[str, float] = defaultdict(float)
        self.load: list[float] = []
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def follow(self, lines: Iterable[str]) -> None:
        """Read the rebuild's lines to their end, and hand them on."""
        for line in lines:
            sys.stderr.write(line)
            stages = (stage for words, stage in STAGES.items() if line.startswith(words))
            self.stage = next(stages, self.stage)
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        looks = 0
        while not self._ended.wait(LOOK_EVERY_S):
            stage = self.stage
            with suppress(psutil.NoSuchProcess):
                own = self.process.memory_info().rss / MB
                self.python_mb[stage] = max(self.python_mb[stage], own)
            if looks % SERVER_EVERY == 0 or stage not in self.postgres_mb:
                server = server_mb(self.data)
                self.postgres_mb[stage] = max(self.postgres_mb[stage], server)
            self.load.append(os.getloadavg()[0])
            looks += 1


def sizes(connection: Connection, release_id: int) -> dict[str, dict[str, float]]:
    """Return megabytes of the release's tables (with and without TOAST) and of each index."""
    rows = connection.execute(text(SIZES), {"pattern": f"_r{release_id}(_|$)"}).mappings()
    found: dict[str, dict[str, float]] = {"tables": {}, "toast": {}, "indexes": {}}
    for row in rows:
        kind = "indexes" if row["is_index"] else "tables"
        found[kind][row["name"]] = round(row["main_bytes"] / MB, 1)
        if row["toast_bytes"] and not row["is_index"]:
            found["toast"][row["name"]] = round(row["toast_bytes"] / MB, 1)
    return found


def measure(
    dataset: str, plots: Path | None, credits: Path | None, home: Path, url: str
) -> dict[str, Any]:
    """Rebuild into the database at ``url``, whose server is ``home``'s, and return what it took."""
    command = [
        sys.executable,
        "-m",
        "benchmarks.unshipped",
        "rebuild",
        "--dataset",
        dataset,
        "--json",
    ]
    command += ["--plots", str(plots)] if plots else []
    command += ["--credits", str(credits)] if credits else []
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        env={**os.environ, "ORDAINED_HOME": str(home), "DATABASE_URL": url},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        watch = Watch(psutil.Process(running.pid), home / "postgres")
        assert running.stderr
        assert running.stdout
        watch.follow(running.stderr)
        summary = json.loads(_only(running.stdout))
    seconds = time.perf_counter() - started
    engine = make_engine(url)
    with engine.connect() as connection:
        taste, figures = connection.execute(
            text("select taste, figures from releases where release_id = :id"),
            {"id": summary["release_id"]},
        ).one()
        found = sizes(connection, summary["release_id"])
        whole = connection.scalar(text("select pg_database_size(current_database())"))
    engine.dispose()
    return {
        "dataset": Path(dataset).name,
        "machine": facts(),
        "load_while_it_ran": round(sum(watch.load) / max(len(watch.load), 1), 1),
        "films": summary["movies"],
        "people": taste["people"],
        "ratings": taste["ratings"],
        "texts_encoded": summary["encoded"],
        "seconds": {**figures["seconds"], "whole": round(seconds, 1)},
        "taste_seconds": taste["seconds"],
        "warm_films": taste["warm_movies"],
        "python_peak_mb": round(max(watch.python_mb.values())),
        "python_mb_by_stage": {name: round(mb) for name, mb in watch.python_mb.items()},
        "postgres_peak_mb": round(max(watch.postgres_mb.values())),
        "postgres_mb_by_stage": {name: round(mb) for name, mb in watch.postgres_mb.items()},
        "sizes_mb": found,
        "database_mb": round((whole or 0) / MB),
    }


def _only(stream: IO[str]) -> str:
    lines = [line for line in stream.read().splitlines() if line.strip()]
    if not lines:
        raise SystemExit("the rebuild failed; see its lines above")
    return lines[-1]


def main() -> None:
    """Print one JSON object."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--dataset", required=True)
    arguments.add_argument("--plots", type=Path)
    arguments.add_argument("--credits", type=Path)
    arguments.add_argument("--home", type=Path, default=None)
    given = arguments.parse_args()
    home = {"ORDAINED_HOME": str(given.home)} if given.home else {}
    settings = Settings.from_env({**os.environ, **home})
    with database(settings.database_url, settings.home) as url:
        measured = measure(given.dataset, given.plots, given.credits, settings.home, url)
        print(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main()
