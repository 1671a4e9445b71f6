"""Kills at random of everything; more of them by ``python -m tests.faults.kills N``."""

from __future__ import annotations

import os

import pytest

from tests.faults import kills

KILLS = int(os.environ.get("ORDAINED_KILLS", "14"))


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_what_is_killed_at_random_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    counts, told, wrong = kills.run(KILLS, seed=1)
    with capsys.disabled():
        print(f"\n{counts.total()} kills: {dict(counts)}\n{told}")  # noqa: T201
    assert wrong == []
    assert counts.total() == KILLS
