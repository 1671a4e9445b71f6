"""How pytest-xdist shares tests out among its processes.

A file goes to one process as a whole, so that a fixture of its module is set up once. What wants
much of the machine, browsers and servers that are killed, goes to one process too: such tests run
beside all others, and never beside each other.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from xdist.scheduler import LoadScopeScheduling

# Folders of what wants much of the machine.
HEAVY = ("e2e", "faults")


def is_heavy(nodeid: str) -> bool:
    """Return whether a test is in a folder of `HEAVY`."""
    return nodeid.split("/")[1] in HEAVY


class ByFile(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out files in the order of collection; all of `HEAVY` as if they were one file."""

    def __init__(self, config: pytest.Config, log: object = None) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return "heavy" if is_heavy(nodeid) else nodeid.split("::")[0]


def slow_first(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """Order tests: heavy ones, files with a slow test, all others.

    The last process then ends soon after the first, with many short files left to share.
    """
    kept = list(items)
    slow_files = {item.path for item in kept if item.get_closest_marker("slow")}
    return sorted(kept, key=lambda item: (not is_heavy(item.nodeid), item.path not in slow_files))
