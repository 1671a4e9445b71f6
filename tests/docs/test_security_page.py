"""docs/security.md has every requirement of ASVS 5.0.0, levels 1 and 2, and tests that exist."""

from __future__ import annotations

import ast
import re
from collections import Counter

from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "security.md").read_text()
STATES = "met|met, no test|not met|n/a"
ROW = re.compile(rf"^\| V(\d+\.\d+\.\d+) \| ({STATES}) \| (.+?) \| (.*?) ?\|$", re.M)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")

# Level 1 and 2 by section: the numbers of the last requirement, less those of level 3.
# Source: OWASP ASVS 5.0.0, May 2025.
SECTIONS = {
    "1.1": (2, ()), "1.2": (10, (10,)), "1.3": (12, (12,)), "1.4": (3, ()), "1.5": (3, (3,)),
    "2.1": (3, ()), "2.2": (3, ()), "2.3": (5, (5,)), "2.4": (2, (2,)),
    "3.2": (3, (3,)), "3.3": (5, (5,)), "3.4": (8, (7, 8)), "3.5": (8, (6, 7, 8)),
    "3.7": (5, (3, 4, 5)),
    "4.1": (5, (4, 5)), "4.2": (5, (2, 3, 4, 5)), "4.3": (2, ()), "4.4": (4, ()),
    "5.1": (1, ()), "5.2": (6, (4, 5, 6)), "5.3": (3, (3,)), "5.4": (3, ()),
    "6.1": (3, ()), "6.2": (12, ()), "6.3": (8, (5, 6, 7, 8)), "6.4": (6, (5, 6)),
    "6.5": (8, (6, 7, 8)), "6.6": (4, (4,)), "6.8": (4, ()),
    "7.1": (3, ()), "7.2": (4, ()), "7.3": (2, ()), "7.4": (5, ()), "7.5": (3, (3,)),
    "7.6": (2, ()),
    "8.1": (4, (3, 4)), "8.2": (4, (4,)), "8.3": (3, (2, 3)), "8.4": (2, (2,)),
    "9.1": (3, ()), "9.2": (4, ()),
    "10.1": (2, ()), "10.2": (3, (3,)), "10.3": (5, (5,)), "10.4": (16, (12, 13, 14, 15, 16)),
    "10.5": (5, ()), "10.6": (2, ()), "10.7": (3, ()),
    "11.1": (4, (3, 4)), "11.2": (5, (4, 5)), "11.3": (5, (4, 5)), "11.4": (4, ()),
    "11.5": (2, (2,)), "11.6": (2, (2,)),
    "12.1": (5, (4, 5)), "12.2": (2, ()), "12.3": (5, (5,)),
    "13.1": (4, (2, 3, 4)), "13.2": (6, (6,)), "13.3": (4, (3, 4)), "13.4": (7, (6, 7)),
    "14.1": (2, ()), "14.2": (8, (5, 6, 7, 8)), "14.3": (3, ()),
    "15.1": (5, (4, 5)), "15.2": (5, (4, 5)), "15.3": (7, ()),
    "16.1": (1, ()), "16.2": (5, ()), "16.3": (4, ()), "16.4": (3, ()), "16.5": (4, (4,)),
    "17.1": (2, (2,)), "17.2": (8, (5, 6, 7, 8)), "17.3": (2, ()),
}  # fmt: skip


def test_every_requirement_stands_there_once() -> None:
    wanted = [
        f"{section}.{number}"
        for section, (last, of_level_3) in SECTIONS.items()
        for number in range(1, last + 1)
        if number not in of_level_3
    ]
    assert len(wanted) == 253  # 70 of level 1 and 183 of level 2
    assert [row[0] for row in ROW.findall(PAGE)] == wanted


def test_what_is_met_has_a_test_or_says_that_it_has_none() -> None:
    for number, state, why, tests in ROW.findall(PAGE):
        assert why.strip(), number
        assert bool(TEST.search(tests)) or state != "met", number
        assert state not in ("met, no test", "n/a") or not tests, number


def test_counts_are_those_of_the_table() -> None:
    counted = re.search(r"Counted: (.+)\.$", PAGE, re.M)
    assert counted
    parts = re.findall(r"(\d+) ([a-z/, ]+?)(?:, (?=\d)|$)", counted[1])
    said = {state: int(count) for count, state in parts}
    assert said == dict(Counter(row[1] for row in ROW.findall(PAGE)))


def test_every_named_file_or_folder_of_tests_exists() -> None:
    """The first table names files, of `tests/app/accounts` without the folder."""
    named = set(
        re.findall(r"`(?:python -m pytest )?((?:tests/[\w/]+/)?test_\w+\.py|tests/[\w/]+)`", PAGE)
    )
    assert len(named) > 30
    folder = ROOT / "tests" / "app" / "accounts"
    missing = {name for name in named if not ((ROOT if "/" in name else folder) / name).exists()}
    assert not missing


def test_every_named_test_exists() -> None:
    named = set(TEST.findall(PAGE))
    assert len(named) > 60
    for file in {file for file, _ in named}:
        tree = ast.parse((ROOT / file).read_text())
        defined = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        missing = {name for path, name in named if path == file} - defined
        assert not missing, f"{file} has no {missing}"
