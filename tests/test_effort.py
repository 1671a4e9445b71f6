"""That work which grows with the square of the rows is told from work which grows with them."""

from __future__ import annotations

from collections.abc import Callable

from tests.effort import growth, yardstick

FEW, MANY = 200, 2_000


def loops(count: int, inner: int) -> Callable[[], None]:
    def work() -> None:
        for _ in range(count):
            for _ in range(inner):
                pass

    return work


def test_work_that_grows_with_the_rows() -> None:
    assert growth(lambda count: loops(count, 500), FEW, MANY) < 2


def test_work_that_grows_with_their_square() -> None:
    assert growth(lambda count: loops(count, count), FEW, MANY) > 5


def test_a_yardstick_is_some_time() -> None:
    assert 0.001 < yardstick() < 5
