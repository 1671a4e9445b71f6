"""Viewings of several files, and of the library, that are the same."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.transfer.merging import ImportedMark, SeenOn, pair
from tests.effort import growth

FEW, MANY = 1_000, 10_000
DAY, OTHER_DAY = date(2024, 5, 6), date(2024, 5, 7)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        ([SeenOn(DAY, "a"), SeenOn(DAY, "b")], [SeenOn(DAY, "b")], [(1, 0)]),
        ([SeenOn(DAY, "a"), SeenOn(DAY, "b")], [SeenOn(DAY, "c")], [(0, 0)]),
        ([SeenOn(DAY)], [SeenOn(OTHER_DAY)], [(None, 0)]),
        ([SeenOn(DAY, "a")], [SeenOn(None, "b")], [(None, 0)]),
        ([SeenOn(DAY, "a"), SeenOn(DAY)], [SeenOn(None, "b")], [(1, 0)]),
        ([SeenOn(DAY), SeenOn(None, "a")], [SeenOn(OTHER_DAY, "a")], [(1, 0)]),
        ([SeenOn(None, "a"), SeenOn()], [SeenOn(DAY), SeenOn(DAY)], [(0, 0), (1, 1)]),
        ([SeenOn(DAY)], [SeenOn(), SeenOn(DAY)], [(0, 1), (None, 0)]),
        ([SeenOn(DAY)], [SeenOn(DAY), SeenOn(DAY)], [(0, 0), (None, 1)]),
        ([], [SeenOn()], [(None, 0)]),
    ],
)
def test_pairs(
    here: list[SeenOn], there: list[SeenOn], expected: list[tuple[int | None, int]]
) -> None:
    wanted = [(None if place is None else here[place], there[other]) for place, other in expected]
    assert pair(here, there) == wanted


def test_many_viewings_of_a_film_are_paired_quickly() -> None:
    """Of two files, and of a file and the library, in whatever order; the person is locked."""

    def make(count: int) -> Callable[[], object]:
        first = [SeenOn(DAY + timedelta(days=place // 4), f"a {place}") for place in range(count)]
        second = [SeenOn(seen.watched_on, f"b {place}") for place, seen in enumerate(first)]

        def pair_all() -> None:
            mark = ImportedMark((True, True), viewings={"a.csv": first, "b.csv": first[::-1]})
            assert mark.seen == first
            assert len(pair(first, second[::-1])) == count

        return pair_all

    # Looking through all of them for each took four minutes of 20,000.
    assert growth(make, FEW, MANY) < 4
