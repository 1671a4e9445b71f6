"""Steps are timed where they overlap, and a step that fails still fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import stopwatch


def test_the_table_counts_time_and_not_the_sum_of_steps() -> None:
    lines = stopwatch.table("105.0\t125.0\tmypy\n100.0\t110.5\truff\n").splitlines()
    assert [line.split() for line in lines[1:]] == [
        ["ruff", "0", "10", "10.5"],
        ["mypy", "5", "25", "20.0"],
        ["all", "0", "25", "25.0"],
    ]


def test_nothing_timed() -> None:
    assert "no step" in stopwatch.table("")


@pytest.mark.parametrize("status", [0, 3])
def test_a_step_ends_as_its_command_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, status: int
) -> None:
    monkeypatch.setattr(stopwatch, "NOTES", tmp_path / "made" / "steps.tsv")
    command = [sys.executable, "-c", f"raise SystemExit({status})"]
    assert stopwatch.main(["a step", *command]) == status
    assert "a step" in (tmp_path / "made" / "steps.tsv").read_text()
    assert stopwatch.main(["--begin"]) == 0
    assert not (tmp_path / "made" / "steps.tsv").exists()
