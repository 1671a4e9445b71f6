"""Report the progress of long steps: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from tqdm import tqdm

# Between two plain lines, so that a log file stays readable.
LINE_INTERVAL_S = 10.0


def say(message: str) -> None:
    """Write one line to stderr; results go to stdout."""
    print(message, file=sys.stderr, flush=True)


@contextmanager
def timed(seconds: dict[str, float], name: str, doing: str) -> Iterator[None]:
    """Print what is being done, and store its duration in seconds under ``name``."""
    say(f"{doing} …")
    started = time.perf_counter()
    yield
    seconds[name] = time.perf_counter() - started
    say(f"  {name}: {seconds[name]:.1f} s")


class Steps:
    """Progress of one step with a known total; shows rate and time left.

    Parameters
    ----------
    label : str
        What is counted, such as ``encoding texts``.
    """

    def __init__(self, label: str) -> None:
        self.label = label
        self._bar: tqdm[Any] | None = None
        self._started = self._said = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()

    def __call__(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` are finished."""
        if total == 0:
            return
        if sys.stderr.isatty():
            bar = self._bar or tqdm(total=total, desc=self.label, unit="", smoothing=0.1)
            bar.update(done - bar.n)
            self._bar = bar
            return
        now = time.monotonic()
        if done == 0 or done == total or now - self._said >= LINE_INTERVAL_S:
            self._said = now
            say(f"  {self.label}: {done:,} of {total:,}{self._remaining(done, total, now)}")

    def _remaining(self, done: int, total: int, now: float) -> str:
        if not 0 < done < total:
            return ""
        left_s = (now - self._started) / done * (total - done)
        return f", about {left_s // 60:.0f} min {left_s % 60:.0f} s left"
