"""Every test that is collected is run, a file by a single process, in an order that saves time."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.scheduling import ALONE, LONG, ByFile, file_of, is_heavy, slow_first

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
    f"{ALONE[0]}::test_h",
    f"{ALONE[0]}::test_i",
]


class Process:
    """A process of xdist that takes what it is sent, and runs it when told to."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.ran: list[int] = []
        self.beside: list[int] = []
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


def scheduled(
    config: pytest.Config, processes: int, collection: list[str] = COLLECTION
) -> list[Process]:
    """Run a collection to the end; each test sees how many processes there are."""
    scheduler: Any = ByFile(config)
    nodes = [Process() for _ in range(processes)]
    for node in nodes:
        scheduler.add_node(node)
        scheduler.node2collection[node] = collection
    scheduler.schedule()
    while going := [node for node in scheduler.nodes if node.runs() or node.shutting_down]:
        for node in going:
            if not node.runs():
                scheduler.remove_node(node)
                continue
            node.ran.append(node.sent[len(node.ran)])
            node.beside.append(len(scheduler.nodes) - 1)
            scheduler.mark_test_complete(node, node.ran[-1], 0.2)
    return nodes


def files(node: Process) -> list[str]:
    """Return the files that a process ran, in order."""
    return list(dict.fromkeys(file_of(COLLECTION[test]) for test in node.ran))


@pytest.fixture
def config(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> pytest.Config:
    monkeypatch.setattr(pytestconfig.option, "tx", ["popen"])
    return pytestconfig


@pytest.mark.parametrize("processes", [1, 2, 3, 30])
def test_each_test_runs_once_though_ids_repeat(config: pytest.Config, processes: int) -> None:
    nodes = scheduled(config, processes)
    assert sorted(test for node in nodes for test in node.ran) == list(range(len(COLLECTION)))
    assert all(node.shutting_down for node in nodes)


@pytest.mark.parametrize("processes", [2, 3])
def test_no_file_is_split(config: pytest.Config, processes: int) -> None:
    ran = [file for node in scheduled(config, processes) for file in files(node)]
    assert sorted(ran) == sorted({file_of(test) for test in COLLECTION})


def test_one_of_two_processes_takes_what_is_heavy(config: pytest.Config) -> None:
    first, other = scheduled(config, 2)
    assert files(first)[:4] == [file_of(test) for test in COLLECTION[:4]]
    assert not any(is_heavy(file) for file in files(other))


def test_what_is_heavy_is_shared_when_nothing_else_is_left(config: pytest.Config) -> None:
    heavy = [*COLLECTION[:4], *["tests/faults/test_z.py::test_z"] * 2]
    first, other = scheduled(config, 2, heavy)
    assert first.ran[0] == 0
    assert other.ran[:2] == [4, 5]


@pytest.mark.parametrize("collection", [COLLECTION, COLLECTION[-2:]])
def test_what_must_run_alone_runs_after_all_others(
    config: pytest.Config, collection: list[str]
) -> None:
    nodes = scheduled(config, 3, collection)
    alone = [place for place, test in enumerate(collection) if file_of(test) in ALONE]
    (last,) = [node for node in nodes if set(node.ran) & set(alone)]
    assert last.ran[-2:] == alone
    assert last.beside[-2:] == [0, 0]


def test_files_that_are_named_are_there() -> None:
    root = Path(__file__).resolve().parents[1]
    assert [file for file in (*ALONE, *LONG) if not (root / file).is_file()] == []


class Item:
    """What is asked of an item of pytest."""

    def __init__(self, nodeid: str, slow: bool = False, fixturenames: tuple[str, ...] = ()) -> None:
        self.nodeid, self.path, self._slow = nodeid, Path(nodeid.split("::")[0]), slow
        self.fixturenames = fixturenames

    def get_closest_marker(self, _name: str) -> bool:
        return self._slow


def test_heavy_then_files_with_a_slow_test_then_others_then_alone() -> None:
    longest, long = [file for file in LONG if is_heavy(file)][:2]
    light = next(file for file in LONG if not is_heavy(file))
    items: list[Any] = [
        Item(f"{ALONE[0]}::test_z", slow=True),
        Item("tests/app/test_a.py::test_b", fixturenames=("sample_template",)),
        Item("tests/app/test_h.py::test_i"),
        Item("tests/app/test_j.py::test_k", slow=True, fixturenames=("sample_template",)),
        Item("tests/sql/test_c.py::test_d"),
        Item("tests/sql/test_c.py::test_e", slow=True),
        Item("tests/e2e/test_f.py::test_g"),
        *[Item(f"{file}::test_l", slow=True) for file in (long, longest, light)],
    ]
    assert [item.nodeid for item in slow_first(items)] == [
        f"{longest}::test_l",
        f"{long}::test_l",
        "tests/e2e/test_f.py::test_g",
        f"{light}::test_l",
        "tests/sql/test_c.py::test_d",
        "tests/sql/test_c.py::test_e",
        "tests/app/test_j.py::test_k",
        "tests/app/test_a.py::test_b",
        "tests/app/test_h.py::test_i",
        f"{ALONE[0]}::test_z",
    ]
