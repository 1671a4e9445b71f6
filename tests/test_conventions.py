"""Rules of CONTRIBUTING and the glossary that no other tool checks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("app", "embeddings", "sql", "benchmarks", "deploy", "tests")
# docs/glossary.md, "Words for code": these say nothing of what a variable holds.
NO_NAMES = {"one", "each"}


def sources(folder: str, *suffixes: str) -> list[Path]:
    return [path for suffix in suffixes for path in (ROOT / folder).rglob(f"*{suffix}")]


def names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield every name that code gives to something, and its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Attribute):
            yield node.target.attr, node.lineno


@pytest.mark.parametrize("folder", FOLDERS)
def test_variables_say_what_they_hold(folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources(folder, ".py")
        for name, line in names(ast.parse(path.read_text(encoding="utf-8")))
        if name in NO_NAMES
    ]
    assert found == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_stay_under_three_hundred_lines(folder: str) -> None:
    files = sources(folder, ".py", ".sql")
    assert files
    long = {
        str(path.relative_to(ROOT)): lines
        for path in files
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 300
    }
    assert long == {}
