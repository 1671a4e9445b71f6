"""Every test that is collected is run, a file by a single process, the long ones first."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.scheduling import ByFile, slow_first

# Schemathesis gives the tests of all operations one id.
COLLECTION = [
    "tests/e2e/test_a.py::test_a",
    "tests/e2e/test_b.py::test_b",
    "tests/faults/test_a.py::test_a",
    "tests/faults/test_b.py::test_b",
    *["tests/contract/test_c.py::test_c"] * 40,
    "tests/app/test_d.py::test_d",
    "tests/app/test_e.py::test_e",
    "tests/app/test_e.py::test_f",
    "tests/app/test_g.py::test_g",
]


class Process:
    """A process of xdist that takes what it is sent, and runs it when told to."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.ran: list[int] = []
        self.shutting_down = False
        self.gateway = SimpleNamespace(id=id(self))

    def send_runtest_some(self, tests: list[int]) -> None:
        self.sent += tests

    def shutdown(self) -> None:
        self.shutting_down = True

    def runs(self) -> bool:
        """Tell whether it goes on: the last test waits for the next one, or for the end."""
        left = len(self.sent) - len(self.ran)
        return left >= 2 or (left == 1 and self.shutting_down)


def scheduled(config: pytest.Config, processes: int, collection: list[str]) -> list[Process]:
    """Run a collection to the end."""
    scheduler: Any = ByFile(config)
    nodes = [Process() for _ in range(processes)]
    for node in nodes:
        scheduler.add_node(node)
        scheduler.node2collection[node] = collection
    scheduler.schedule()
    while going := [node for node in nodes if node.runs()]:
        for node in going:
            node.ran.append(node.sent[len(node.ran)])
            scheduler.mark_test_complete(node, node.ran[-1], 0.2)
    return nodes


@pytest.fixture
def config(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> pytest.Config:
    monkeypatch.setattr(pytestconfig.option, "tx", ["popen"])
    return pytestconfig


@pytest.mark.parametrize("processes", [1, 2, 3, 30])
def test_each_test_runs_once_though_ids_repeat(config: pytest.Config, processes: int) -> None:
    nodes = scheduled(config, processes, COLLECTION)
    assert sorted(test for node in nodes for test in node.ran) == list(range(len(COLLECTION)))
    assert all(node.shutting_down for node in nodes)


def test_neither_a_file_nor_a_heavy_folder_is_split(config: pytest.Config) -> None:
    nodes = scheduled(config, 2, COLLECTION)
    of = {COLLECTION[test]: place for place, node in enumerate(nodes) for test in node.ran}
    assert of["tests/e2e/test_a.py::test_a"] == of["tests/e2e/test_b.py::test_b"]
    assert of["tests/faults/test_a.py::test_a"] == of["tests/faults/test_b.py::test_b"]
    assert of["tests/e2e/test_a.py::test_a"] != of["tests/faults/test_a.py::test_a"]
    assert of["tests/app/test_e.py::test_e"] == of["tests/app/test_e.py::test_f"]
    contract = [
        place
        for place, node in enumerate(nodes)
        for test in node.ran
        if COLLECTION[test].startswith("tests/contract/")
    ]
    assert contract == [contract[0]] * 40
    assert [COLLECTION[test] for test in nodes[0].ran[:2]] == COLLECTION[:2]


class Item:
    """What is asked of an item of pytest."""

    def __init__(self, nodeid: str, slow: bool = False, fixturenames: tuple[str, ...] = ()) -> None:
        self.nodeid, self.path, self._slow = nodeid, Path(nodeid.split("::")[0]), slow
        self.fixturenames = fixturenames

    def get_closest_marker(self, _name: str) -> bool:
        return self._slow


def test_heavy_then_files_with_a_slow_test_then_others() -> None:
    items: list[Any] = [
        Item("tests/app/test_a.py::test_b", fixturenames=("sample_template",)),
        Item("tests/app/test_h.py::test_i"),
        Item("tests/app/test_j.py::test_k", slow=True, fixturenames=("sample_template",)),
        Item("tests/sql/test_c.py::test_d"),
        Item("tests/sql/test_c.py::test_e", slow=True),
        Item("tests/e2e/test_f.py::test_g"),
    ]
    assert [item.nodeid for item in slow_first(items)] == [
        "tests/e2e/test_f.py::test_g",
        "tests/sql/test_c.py::test_d",
        "tests/sql/test_c.py::test_e",
        "tests/app/test_j.py::test_k",
        "tests/app/test_a.py::test_b",
        "tests/app/test_h.py::test_i",
    ]
