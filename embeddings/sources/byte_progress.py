"""Progress of a large file: a bar with time left on a terminal, plain lines elsewhere."""

import sys
import time
from types import TracebackType
from typing import Final, Never, Self

from tqdm import tqdm

from embeddings.progress import say

# Between two plain lines, so that a log file stays readable.
_LINE_INTERVAL_S: Final = 10.0


class ByteProgress:
    """Shows how much of a file has arrived or is read.

    Parameters
    ----------
    label
        What is fetched or read.
    start
        Bytes that were there before.
    total
        Bytes of the whole; None if the server does not say.
    """

    def __init__(self, label: str, start: int, total: int | None) -> None:
        self._label, self._done, self._start, self._total = label, start, start, total
        self._began = self._said = time.monotonic()
        self._bar: tqdm[Never] | None = None
        if sys.stderr.isatty():
            self._bar = tqdm(
                desc=label, initial=start, total=total, unit="B", unit_scale=True, unit_divisor=1024
            )

    def __enter__(self) -> Self:
        if self._bar is None:
            self._say()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.close()
        else:
            self._say()

    def add(self, count: int) -> None:
        """Report that ``count`` more bytes have arrived or are read."""
        self._done += count
        if self._bar is not None:
            self._bar.update(count)
        elif time.monotonic() - self._said >= _LINE_INTERVAL_S:
            self._say()

    def _say(self) -> None:
        now = self._said = time.monotonic()
        text = f"  {self._label}: {self._done / 2**20:,.1f} MiB"
        if self._total is not None:
            text += f" of {self._total / 2**20:,.1f} MiB"
            arrived = self._done - self._start
            if arrived and self._done < self._total:
                left_s = (now - self._began) / arrived * (self._total - self._done)
                text += f", about {left_s // 60:.0f} min {left_s % 60:.0f} s left"
        say(text)
