"""Mutated files raise nothing unknown, and what is read of them stands in them."""

from __future__ import annotations

import pytest

from tests.app.transfer import fuzz
from tests.app.transfer.cases import Case
from tests.app.transfer.test_cases import CASES

COUNT = 4_000
SEEDS = (1, 2)


@pytest.mark.parametrize("seed", SEEDS)
def test_mutated_files(seed: int) -> None:
    outcomes, wrong = fuzz.run(CASES, COUNT // len(SEEDS), seed)
    assert wrong == []
    # A test of which nothing is read, or nothing refused, would show nothing.
    assert outcomes["read"] > COUNT // 10
    assert outcomes["refused"] > COUNT // 20
    assert outcomes["rows"] > COUNT // 5


def test_the_fuzz_notices_what_is_read_wrongly() -> None:
    case = Case("x", {"t.csv": "Title,Year,Rating\nHeat,1995,4\n"}, ())
    outcomes, wrong = fuzz.run([case], 50, seed=1)
    assert outcomes["read"] and not wrong  # noqa: PT018 - one fact
    from app.transfer.rows import FilmKey, Row

    def cells(_line: int) -> dict[str, str]:
        return {"Title": "Heat", "Rating": "4"}

    right = Row(FilmKey(title="Heat"), frozenset({"ratings"}), 4.0, origin=cells)
    assert fuzz.faults_of(right) == []
    for row in (
        Row(FilmKey(title="Heat"), frozenset({"ratings"}), 3.0, origin=cells),
        Row(FilmKey(title="Alien"), frozenset({"ratings"}), 4.0, origin=cells),
        Row(FilmKey(title="Heat"), frozenset(), None, origin=cells),
    ):
        assert fuzz.faults_of(row)
