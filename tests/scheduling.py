"""How pytest-xdist shares tests out among its processes.

A file goes to one process as a whole, so that a fixture of its module is set up once. One half of
the processes takes files of `HEAVY` folders first, the other half all other files: two browsers, or
a browser and a server that is killed, meet only at the end. Files of `ALONE` come last, in a single
process, after the others have ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from xdist.scheduler import LoadScheduling

# Fixtures that make a release, for half a minute and more.
TEMPLATES = {"sample_template", "small_template"}

# Folders of what wants much of the machine.
HEAVY = ("e2e", "faults")

# Files that take minutes, the longest first, by the table at the end of a run. Begun last, such a
# file would keep one process busy while the others have nothing left.
LONG = (
    "tests/faults/test_rolling.py",
    "tests/embeddings/texts/test_ray_engine.py",
    "tests/contract/test_schemathesis.py",
    "tests/e2e/test_screens.py",
    "tests/faults/test_rebuild_faults.py",
    "tests/e2e/test_onboarding.py",
    "tests/e2e/test_lists.py",
    "tests/embeddings/rebuild/test_pipeline.py",
    "tests/faults/test_killed_load.py",
    "tests/e2e/test_admin.py",
    "tests/e2e/test_journey.py",
    "tests/faults/test_rolling_models.py",
)

# Files that limit how long an answer may take, which says nothing where another test computes.
ALONE = ("tests/app/tonight/test_latency.py",)


def is_heavy(nodeid: str) -> bool:
    """Return whether a test is in a folder of `HEAVY`."""
    return nodeid.split("/")[1] in HEAVY


def file_of(nodeid: str) -> str:
    """Return the file of a test."""
    return nodeid.split("::")[0]


class ByFile(LoadScheduling):  # type: ignore[misc]
    """Hands out files, heavy ones to half of the processes, and `ALONE` to the last one.

    Unlike the schedulers of ``--dist loadfile`` and ``loadgroup`` it counts tests by their place in
    the collection: those keep one test of all that share an id, as schemathesis's do, and leave out
    the others without a word.
    """

    def schedule(self) -> None:
        """Begin: a process that gets no test ends, or waits to run the tests of `ALONE`."""
        super().schedule()
        self._check_all()

    def check_schedule(self, node: Any, duration: float = 0) -> None:
        """Send the next file to a process that has nearly ended its last one."""
        if node.shutting_down:
            return
        only_alone_left = all(file_of(self.collection[test]) in ALONE for test in self.pending)
        if not self.pending or (only_alone_left and node is not self.nodes[0]):
            node.shutdown()
        elif not only_alone_left or len(self.nodes) == 1:
            self._send_tests(node, 0)

    def remove_node(self, node: Any) -> str | None:
        """Take a process off that has ended: the last one may have waited for it."""
        crashed: str | None = super().remove_node(node)
        if self.collection is not None:
            self._check_all()
        return crashed

    def _check_all(self) -> None:
        for node in self.nodes:
            self.check_schedule(node)

    def _send_tests(self, node: Any, num: int) -> None:
        """Send files, ``num`` or not, until two tests wait: xdist runs no last one before."""
        while len(self.node2pending[node]) < 2 and (tests := self._next_file(node)):
            self.pending[:] = [test for test in self.pending if test not in tests]
            self.node2pending[node].extend(tests)
            node.send_runtest_some(tests)

    def _next_file(self, node: Any) -> list[int]:
        """Return the tests of the file that comes next for a process; none where it waits."""
        files: dict[str, list[int]] = {}
        for test in self.pending:
            files.setdefault(file_of(self.collection[test]), []).append(test)
        ordinary = [file for file in files if file not in ALONE]
        if not ordinary:
            return next(iter(files.values()), []) if len(self.nodes) == 1 else []
        heavy = [file for file in ordinary if is_heavy(file)]
        light = [file for file in ordinary if not is_heavy(file)]
        if self.nodes.index(node) < max(1, len(self.nodes) // 2):
            return files[(heavy or light)[0]]
        return files[light[0] if light else heavy[-1]]


def slow_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Order tests: heavy ones, files with a slow test, all others, and what runs alone.

    The last process then ends soon after the first, with many short files left to share: `LONG`
    ones come first among the heavy and among the others. Of the slow files those come first that
    need no template with a release: while one process makes it the others should not have to wait
    for it.
    """
    kept = list(items)
    slow = {item.path for item in kept if item.get_closest_marker("slow")}
    waiting = {item.path for item in kept if TEMPLATES & set(getattr(item, "fixturenames", ()))}

    def order(item: pytest.Item) -> tuple[bool, bool, int, bool, bool]:
        file = file_of(item.nodeid)
        is_slow = item.path in slow
        return (
            file in ALONE,
            not is_heavy(file),
            LONG.index(file) if file in LONG else len(LONG),
            not is_slow,
            is_slow and item.path in waiting,
        )

    return sorted(kept, key=order)
