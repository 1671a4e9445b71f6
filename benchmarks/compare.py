"""What changed between two results of ``make bench``: ``python -m benchmarks.compare B A``.

Compares the ratios and shares in two files of ``benchmarks/results``, and no times, which say as
much of the machine. Prints each that differs by more than ``--most`` (0.15) of the first, and ends
with status 1 where there is any.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

MOST = 0.15
# Names of figures that mean the same on another machine; see `benchmarks.report`.
RATIOS = (
    "http_over_parts",
    "http_over_sql",
    "served_over_this",
    "rebuild_over_encoder",
    "overlap",
    "recall_at_100",
    "worst",
    "p95_over_median",
)


def ratios(figures: Mapping[str, Any], at: str = "") -> Iterator[tuple[str, float]]:
    """Yield each ratio of a result as its path, such as ``search.http_over_parts``, and value."""
    for key, value in figures.items():
        path = f"{at}.{key}" if at else key
        if isinstance(value, Mapping):
            yield from ratios(value, path)
        elif key in RATIOS and isinstance(value, int | float):
            yield path, float(value)


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], most: float = MOST
) -> list[tuple[str, float, float | None]]:
    """Return path, before and after of what changed by more than ``most``; None: it is missing."""
    now = dict(ratios(after))
    found: list[tuple[str, float, float | None]] = []
    for path, was in ratios(before):
        value = now.get(path)
        if value is None or abs(value - was) > most * abs(was):
            found.append((path, was, value))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what changed; return 1 where anything did."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--most", type=float, default=MOST, help="share of the first; 0.15")
    given = parser.parse_args(arguments)
    before, after = (
        json.loads(path.read_text(encoding="utf-8")) for path in (given.before, given.after)
    )
    films = [result.get("release", {}).get("films") for result in (before, after)]
    if films[0] != films[1]:
        parser.error(f"the results are of {films[0]} and of {films[1]} films")
    found = changes(before, after, given.most)
    for path, was, value in found:
        change = "missing" if value is None else f"{value} ({(value - was) / (was or 1):+.0%})"
        print(f"{path}: {was} -> {change}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
