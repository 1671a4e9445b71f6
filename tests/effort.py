"""What a computation costs, in a measure that a slow or busy machine does not change.

A bound in seconds fails on a slow machine, and a clock also counts what others compute. These
helpers count the processor's time of this thread, and compare it with another time of the same run.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from datetime import date

# Rounds, of which the quickest counts: whatever else the machine does only makes a round slower.
ROUNDS = 3
YARDSTICK_ROWS = 10_000


def seconds(work: Callable[[], object]) -> float:
    """Return the processor seconds of this thread in which ``work`` runs once."""
    began = time.thread_time()
    work()
    return time.thread_time() - began


def growth(make: Callable[[int], Callable[[], object]], few: int, many: int) -> float:
    """Return how many times as long a row takes among ``many`` as among ``few``.

    It is 1 for work that grows with the rows, and ``many / few`` for work that grows with their
    square.

    Parameters
    ----------
    make : callable
        Prepares the work on so many rows; what it returns is timed.
    """
    small, large = make(few), make(many)
    rounds = [(seconds(small), seconds(large)) for _ in range(ROUNDS)]
    of_few, of_many = (min(times) for times in zip(*rounds, strict=True))
    return of_many / many / (of_few / few)


def yardstick() -> float:
    """Return the processor seconds in which this machine reads 10,000 rows in plain Python.

    A quick machine took 0.03 s. A bound as a number of yardsticks holds on a slower one, too.
    """
    text = "day,name,year,stars\n" + "2024-01-02,A film of some name,1995,4.5\n" * YARDSTICK_ROWS

    def read() -> None:
        for row in csv.DictReader(io.StringIO(text)):
            date.fromisoformat(row["day"])
            row["name"].casefold().split()
            int(row["year"])
            float(row["stars"])

    return min(seconds(read) for _ in range(ROUNDS))
