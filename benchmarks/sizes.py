"""The same questions to releases of two sizes: ``python -m benchmarks.sizes HOME HOME``.

Each home's live release is served by a worker of its own, and each question goes to the one and
then to the other, so that what else the machine does is shared. Prints one JSON object: search
and recommendations over HTTP, and the 95th percentile of the second home over the first's.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from app.settings import Settings
from benchmarks.machine import facts
from benchmarks.measuring import Times, milliseconds, ratio
from benchmarks.recommend import somebody
from benchmarks.search_latency import LIMIT, own_queries
from benchmarks.serving import Client, serving
from embeddings.releases.registry import live_release
from sql.server import database, make_engine

# So many ratings have the people who ask.
RATINGS = (5, 10, 20, 50, 100, 200, 500)
ROUNDS = 20


@dataclass(frozen=True)
class Side:
    """A home's live release, and somebody who asks for it over HTTP."""

    engine: Engine
    settings: Settings
    client: Client
    films: int


@contextmanager
def side(home: Path) -> Iterator[Side]:
    """Serve a home's live release."""
    settings = Settings.from_env({**os.environ, "ORDAINED_HOME": str(home)})
    with database(None, home) as url, serving(url, home, workers=1) as server:
        engine = make_engine(url)
        with engine.connect() as connection:
            release = live_release(connection)
        if release is None:
            raise SystemExit(f"no release is live in {home}")
        yield Side(engine, settings, Client(server.port), release.movie_count)
        engine.dispose()


def ask(sides: Sequence[Side], path: str, **arguments: object) -> list[float]:
    """Return the milliseconds of each side's answer, in turn."""
    return [milliseconds(partial(side.client.get, path, **arguments)) for side in sides]


def searches(sides: Sequence[Side]) -> list[list[float]]:
    """Return the milliseconds of our own queries: (queries, sides).

    Others like them come first, so that PostgreSQL has in memory what it has after a day.
    """
    queries = own_queries()
    for query in queries:
        ask(sides, "/search", q=f"{query} again", limit=LIMIT)
    return [ask(sides, "/search", q=query, limit=LIMIT) for query in queries]


def recommendations(sides: Sequence[Side]) -> list[list[float]]:
    """Return the milliseconds of lists for people of few and of many ratings: (lists, sides)."""
    taken = []
    for ratings in RATINGS:
        with ExitStack() as people:
            for side in sides:
                people.enter_context(somebody(side.engine, side.settings, side.client, ratings))
            ask(sides, "/me/recommendations")
            taken += [ask(sides, "/me/recommendations") for _ in range(ROUNDS)]
    return taken


def compared(taken: Sequence[Sequence[float]]) -> dict[str, Any]:
    """Return the second side's times over the first's."""
    small, large = (Times(column) for column in zip(*taken, strict=True))
    return {
        "p95_ratio": ratio(large.p95, small.p95),
        "median_ratio": ratio(large.median, small.median),
        "times": [small.as_dict(), large.as_dict()],
        "asked": len(taken),
    }


def main() -> None:
    """Print one JSON object."""
    parser = argparse.ArgumentParser()
    parser.add_argument("homes", type=Path, nargs=2)
    with ExitStack() as stack:
        sides = [stack.enter_context(side(home)) for home in parser.parse_args().homes]
        told = {
            "machine": facts(),
            "films": [side.films for side in sides],
            "search": compared(searches(sides)),
            "recommendations": compared(recommendations(sides)),
        }
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
