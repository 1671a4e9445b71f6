"""Times in milliseconds, taken in turn so that what else runs on the machine is shared."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Times:
    """Milliseconds of one thing, one for each round."""

    ms: Sequence[float]

    @property
    def median(self) -> float:
        """The median in milliseconds."""
        return round(float(np.median(self.ms)), 2)

    @property
    def p95(self) -> float:
        """The 95th percentile in milliseconds."""
        return round(float(np.percentile(self.ms, 95)), 2)

    def as_dict(self) -> dict[str, float]:
        """Return what is reported, fit for JSON."""
        return {"median_ms": self.median, "p95_ms": self.p95}


def milliseconds(run: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    run()
    return (time.perf_counter() - started) * 1000


def in_turn(rounds: int, **runs: Callable[[], object]) -> dict[str, Times]:
    """Call each once a round, after two rounds that do not count."""
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(-2, rounds):
        for name, run in runs.items():
            ms = milliseconds(run)
            if number >= 0:
                taken[name].append(ms)
    return {name: Times(ms) for name, ms in taken.items()}


def ratio(over: float, under: float) -> float | None:
    """Return a ratio to three digits, None over nothing."""
    return round(over / under, 3) if under else None
