"""The stages of a rebuild: how long each takes, and at which one the rebuild is.

The stage is written into the release's record, in a transaction of its own, so that whoever reads
the database sees how far the rebuild is. It is written seldom: a rebuild is not slower for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Engine

from embeddings.progress import Steps, timed
from embeddings.releases import registry

# In the order in which they run.
STAGES: Final = ("text vectors", "taste vectors", "tags", "map", "load", "index", "quality")
# Between two notes of one stage.
NOTE_INTERVAL_S: Final = 2.0


class Stages:
    """Times the stages of one rebuild, and notes each in the release's record.

    Parameters
    ----------
    seconds : dict
        Gets the duration of each stage, by its name.
    """

    def __init__(self, engine: Engine, release_id: int, seconds: dict[str, float]) -> None:
        self._engine = engine
        self._release_id = release_id
        self._seconds = seconds
        self._stage = STAGES[0]
        self._noted = 0.0

    @contextmanager
    def __call__(self, stage: str, doing: str) -> Iterator[None]:
        """Print what is being done, note the stage, and store its duration in seconds."""
        self._stage = stage
        self._note(0, 0)
        with timed(self._seconds, stage, doing):
            yield

    @contextmanager
    def steps(self, label: str) -> Iterator[Callable[[int, int], None]]:
        """Yield what reports that so many of so many parts of the stage are done."""
        with Steps(label) as steps:

            def report(done: int, total: int) -> None:
                steps(done, total)
                if time.monotonic() - self._noted >= NOTE_INTERVAL_S:
                    self._note(done, total)

            yield report

    def _note(self, done: int, total: int) -> None:
        self._noted = time.monotonic()
        progress = {
            "stage": self._stage,
            "number": STAGES.index(self._stage) + 1,
            "stages": len(STAGES),
            "done": done,
            "total": total,
        }
        with self._engine.begin() as connection:
            registry.record(connection, self._release_id, progress=progress)
