"""How pytest-xdist shares tests out among its processes.

A file goes to one process as a whole, so that a fixture of its module is set up once. So does each
folder of what wants much of the machine: one process has all browsers, another all servers that
are killed, which wait more than they compute.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile
from typing import Any

import pytest
from xdist.scheduler import LoadScheduling

# Fixtures that make a release, for half a minute and more.
TEMPLATES = {"sample_template", "small_template"}

# Folders of what wants much of the machine.
HEAVY = ("e2e", "faults")


def is_heavy(nodeid: str) -> bool:
    """Return whether a test is in a folder of `HEAVY`."""
    return nodeid.split("/")[1] in HEAVY


def unit(nodeid: str) -> str:
    """Return what goes to one process with a test: its file, or its folder where that is heavy."""
    return nodeid.split("/")[1] if is_heavy(nodeid) else nodeid.split("::")[0]


class ByFile(LoadScheduling):  # type: ignore[misc]
    """Hands out units in the order of collection.

    Unlike the schedulers of ``--dist loadfile`` and ``loadgroup`` it counts tests by their place in
    the collection: those keep one test of all that share an id, as schemathesis's do, and leave out
    the others without a word.
    """

    def check_schedule(self, node: Any, duration: float = 0) -> None:
        """Send the next unit to a process that has nearly ended its last one."""
        if node.shutting_down:
            return
        if self.pending:
            self._send_tests(node, 0)
        else:
            node.shutdown()

    def _send_tests(self, node: Any, num: int) -> None:
        """Send units, ``num`` or not, until two tests wait: xdist runs no last one before."""
        while self.pending and len(self.node2pending[node]) < 2:
            super()._send_tests(node, self._tests_of_next_unit())

    def _tests_of_next_unit(self) -> int:
        units = [unit(self.collection[test]) for test in self.pending]
        return len(list(takewhile(units[0].__eq__, units)))


def slow_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Order tests: heavy ones, files with a slow test, all others.

    The last process then ends soon after the first, with many short files left to share. Of the
    slow files those come first that need no template with a release: while one process makes it
    the others should not have to wait for it.
    """
    kept = list(items)
    slow = {item.path for item in kept if item.get_closest_marker("slow")}
    waiting = {item.path for item in kept if TEMPLATES & set(getattr(item, "fixturenames", ()))}

    def order(item: pytest.Item) -> tuple[bool, bool, bool]:
        is_slow = item.path in slow
        return not is_heavy(item.nodeid), not is_slow, is_slow and item.path in waiting

    return sorted(kept, key=order)
