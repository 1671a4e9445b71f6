"""A plugin of pytest: a long run ends with a list of its slowest files and fixtures."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Generator, Mapping
from typing import Any

import pytest

# A shorter run needs no list of what is slow in it.
LONG_S = 60
LISTED = 12


class Slowest:
    """Sums seconds by test file and by fixture, over all processes of pytest-xdist."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._files: defaultdict[str, float] = defaultdict(float)
        self._fixtures: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._files[report.nodeid.split("::")[0]] += report.duration

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any]
    ) -> Generator[None, object, object]:
        """Time a fixture without those it asks for: pytest has set these up before."""
        began = time.monotonic()
        try:
            return (yield)
        finally:
            name = f"{fixturedef.argname}, {fixturedef.baseid or 'pytest'}"
            self._fixtures[name] += time.monotonic() - began

    def pytest_sessionfinish(self) -> None:
        """Hand the seconds of a worker to the process that reports."""
        if hasattr(self._config, "workeroutput"):
            self._config.workeroutput["fixtures"] = dict(self._fixtures)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take the seconds of a worker that ends; one that died has none to give."""
        worker: Mapping[str, float] = getattr(node, "workeroutput", {}).get("fixtures", {})
        for name, seconds in worker.items():
            self._fixtures[name] += seconds

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if sum(self._files.values()) < LONG_S:
            return
        for title, seconds in (("files", self._files), ("fixtures", self._fixtures)):
            terminalreporter.section(f"slowest {title}, in seconds")
            for name in sorted(seconds, key=seconds.__getitem__, reverse=True)[:LISTED]:
                terminalreporter.write_line(f"{seconds[name]:8.1f}  {name}")
