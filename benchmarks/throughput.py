"""Answers a second with 1, 8 and 64 clients at once, each on a connection that it keeps.

The clients are threads of one Python process on the same machine as the server and the database,
and take their share of it: a lower bound.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from itertools import count

from benchmarks.measuring import Times, milliseconds
from benchmarks.serving import BenchError, Client

CLIENTS = (1, 8, 64)


def measure(
    port: int, cookie: str, queries: Sequence[str], seconds: float, clients: Sequence[int] = CLIENTS
) -> dict[str, dict[str, dict[str, float]]]:
    """Return, for searches and recommendations and each number of clients, rate and times."""
    numbers = count()

    def search(client: Client) -> None:
        # Two queries in one, so that none comes out of the cache of encoded queries.
        place = next(numbers)
        first, second = queries[place % len(queries)], queries[(place * 7 + 3) % len(queries)]
        client.get("/search", q=f"{first} {second.split()[-1]} {place}"[:200])

    def recommend(client: Client) -> None:
        client.get("/me/recommendations")

    return {
        name: {str(n): _run(port, cookie, ask, n, seconds) for n in clients}
        for name, ask in (("search", search), ("recommendations", recommend))
    }


def _run(
    port: int, cookie: str, ask: Callable[[Client], None], clients: int, seconds: float
) -> dict[str, float]:
    taken: list[float] = []
    failed: list[str] = []
    start = threading.Barrier(clients + 1)
    ends = [float("inf")]

    def ask_again() -> None:
        client = Client(port, cookie)
        start.wait()
        while time.perf_counter() < ends[0]:
            try:
                taken.append(milliseconds(lambda: ask(client)))
            except (BenchError, OSError) as error:
                failed.append(str(error))
        client.close()

    threads = [threading.Thread(target=ask_again, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    begun = time.perf_counter()
    ends[0] = begun + seconds
    start.wait()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - begun
    return {
        "answers_per_s": round(len(taken) / took, 1),
        **(Times(taken).as_dict() if taken else {}),
        "failed": len(failed),
    }
