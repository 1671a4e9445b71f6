"""Where the time of the search and recommend statements goes: ``make explain``.

Prints ``EXPLAIN (ANALYZE, BUFFERS)`` of both on the live release. Each node has its own time, which
is its time less that of the nodes below it. Before the nodes stand the medians of planning, of
execution, and of the whole statement's processor time with and without a kept plan. Processor time
comes from Linux's ``/proc/PID/schedstat`` of the server process, where that is on this machine, and
means something while other programs run.

``python -m benchmarks.plans [--home H] [--queries N]``
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Connection, RowMapping, text

from app.settings import Settings
from benchmarks import machine
from benchmarks.search_latency import own_queries
from benchmarks.vectors import read_vectors, simulate_people
from embeddings.answers.filters import Filters
from embeddings.answers.person import PersonVectors
from embeddings.answers.recommend import rank
from embeddings.answers.rows import Rows, rows_on
from embeddings.answers.search import SearchRequest
from embeddings.evaluation.search import Searcher
from embeddings.releases.registry import ReleaseInfo, live_release
from embeddings.texts.exports import load_query_encoder
from sql import bound, query, statement
from sql.server import database, make_engine

PAGE = 21
SHOWN = 25
REPEATS = 3


@dataclass
class Cost:
    """What the runs of a statement took: milliseconds, summed by node or one for each run."""

    nodes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    buffers: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))
    planning: list[float] = field(default_factory=list)
    execution: list[float] = field(default_factory=list)
    planned_cpu: list[float] = field(default_factory=list)
    kept_cpu: list[float] = field(default_factory=list)


def processor_ms(connection: Connection) -> float | None:
    """Return the processor time so far of a connection's server process, in milliseconds."""
    pid = connection.exec_driver_sql("select pg_backend_pid()").scalar_one()
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e6
    except OSError:
        return None  # another machine, or another system


@dataclass
class _Node:
    name: str
    ms: float
    blocks: float


def own_times(plan: Mapping[str, Any]) -> list[tuple[str, float, int]]:
    """Return each node of a plan as name, own milliseconds and own blocks read from memory.

    A name begins with the step of the statement, a CTE, that the node belongs to. A step runs
    while the first node that reads it waits, whatever node of the plan it hangs below: so its
    time is taken from its readers, from the slowest first.
    """
    nodes: list[_Node] = []
    steps: dict[str, tuple[float, int]] = {}
    readers: defaultdict[str, list[_Node]] = defaultdict(list)

    def walk(node: Mapping[str, Any], part: str) -> None:
        below = [child for child in node.get("Plans", []) if not _step(child)]
        spent = _milliseconds(node) - sum(map(_milliseconds, below))
        blocks = _blocks(node) - sum(map(_blocks, below))
        of = node.get("Index Name") or node.get("Relation Name") or node.get("CTE Name") or ""
        found = _Node(f"{part}: {node['Node Type']} {of}".rstrip(), spent, blocks)
        nodes.append(found)
        if "CTE Name" in node:
            readers[node["CTE Name"]].append(found)
        for child in node.get("Plans", []):
            if step := _step(child):
                steps[step] = _milliseconds(child), _blocks(child)
            walk(child, step or part)

    walk(plan, "page")
    for step, (spent, blocks) in steps.items():
        left, left_blocks = spent, float(blocks)
        for reader in sorted(readers[step], key=lambda reader: -reader.ms):
            taken, taken_blocks = min(left, reader.ms), min(left_blocks, reader.blocks)
            reader.ms, reader.blocks = reader.ms - taken, reader.blocks - taken_blocks
            left, left_blocks = left - taken, left_blocks - taken_blocks
    return [(node.name, node.ms, int(node.blocks)) for node in nodes]


def _step(node: Mapping[str, Any]) -> str:
    named = str(node.get("Subplan Name", ""))
    return named.removeprefix("CTE ") if named.startswith("CTE ") else ""


def _milliseconds(node: Mapping[str, Any]) -> float:
    return float(node["Actual Total Time"]) * float(node["Actual Loops"])


def _blocks(node: Mapping[str, Any]) -> int:
    return int(node.get("Shared Hit Blocks", 0))


def measured(connection: Connection, name: str, costs: dict[str, Cost]) -> Rows:
    """Return a callable that runs statements, and adds what ``name`` takes to ``costs``."""
    rows = rows_on(connection)
    explain = bound(text("explain (analyze, buffers, format json) " + statement(name)))

    def run(asked: str, **binds: Any) -> Sequence[RowMapping]:
        if asked == name:
            cost = costs[name]
            if breadth := binds.get("index_breadth"):
                connection.exec_driver_sql(f"set local hnsw.ef_search = {breadth:d}")
            for _ in range(2):
                found = connection.execute(explain, binds).scalar_one()[0]
            cost.planning.append(found["Planning Time"])
            cost.execution.append(found["Execution Time"])
            for node, spent, blocks in own_times(found["Plan"]):
                cost.nodes[node] += spent
                cost.buffers[node] += blocks
            cost.planned_cpu += _least(
                connection, lambda: connection.execute(query(name), binds).all()
            )
            cost.kept_cpu += _least(connection, lambda: rows(name, **binds))
        return rows(asked, **binds)

    return run


def _least(connection: Connection, run: Any) -> list[float]:
    """Return the least processor time of some runs, so that a cold cache does not count."""
    times = []
    for _ in range(REPEATS):
        before = processor_ms(connection)
        run()
        after = processor_ms(connection)
        if before is None or after is None:
            return []
        times.append(after - before)
    return [min(times)]


def measure(
    connection: Connection, release: ReleaseInfo, settings: Settings, queries: int
) -> dict[str, Cost]:
    """Run our own queries, and recommendations for as many simulated people."""
    costs: dict[str, Cost] = defaultdict(Cost)
    encoder = load_query_encoder(settings.encoder, settings.home)
    searcher = Searcher(connection, release, encoder)
    searcher.rows = measured(connection, "search", costs)
    for words in own_queries()[:queries]:
        searcher.find(SearchRequest(words, limit=PAGE))
    vectors = read_vectors(connection, release)
    rows = measured(connection, "recommend", costs)
    for person in simulate_people(vectors, queries, seed=1):
        known = Filters(excluded_film_ids=tuple(vectors.film_ids[person.rows].tolist()))
        rank(rows, release, PersonVectors.of_taste(person.taste), known, limit=PAGE)
    return costs


def lines(name: str, cost: Cost) -> Iterator[str]:
    """Yield what is printed of a statement."""
    runs = len(cost.planning)

    def median(times: Sequence[float]) -> str:
        return f"{np.median(times):.2f}" if times else "unknown"

    yield f"{name}: {runs} runs, medians in ms"
    yield f"  planning {median(cost.planning)}, execution with timing {median(cost.execution)}"
    yield f"  processor: planned anew {median(cost.planned_cpu)}, kept plan {median(cost.kept_cpu)}"
    yield f"  {'own ms':>8} {'blocks':>8}  node, mean of a run"
    for node in sorted(cost.nodes, key=lambda node: -cost.nodes[node])[:SHOWN]:
        yield f"  {cost.nodes[node] / runs:8.3f} {cost.buffers[node] / runs:8.0f}  {node}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the nodes of both statements."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.plans")
    parser.add_argument("--home", type=Path)
    parser.add_argument("--queries", type=int, default=30)
    given = parser.parse_args(arguments)
    environ = dict(os.environ) | ({"ORDAINED_HOME": str(given.home)} if given.home else {})
    settings = Settings.from_env(environ)
    with database(None if given.home else settings.database_url, settings.home) as url:
        engine = make_engine(url, application_name="benchmarks")
        with engine.connect() as connection:
            release = live_release(connection)
            if release is None:
                raise SystemExit("no release is live here")
            facts: dict[str, Any] = machine.facts()
            print(f"{release.movie_count:,} films, {facts['cpu']}, load {facts['load_average'][0]}")
            for name, cost in measure(connection, release, settings, given.queries).items():
                print("\n".join(lines(name, cost)))
        engine.dispose()


if __name__ == "__main__":
    main()
