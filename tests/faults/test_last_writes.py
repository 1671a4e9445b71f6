"""The check of final states tells right from wrong: histories made by hand."""

from __future__ import annotations

import pytest

from tests.faults.load import Client, Write, wrong_places

FILM = ("ann", 1)


def client(*writes: tuple[float | None, float, float, bool]) -> Client:
    made = [Write(FILM, value, began, ended, sure) for value, began, ended, sure in writes]
    return Client(0, "ann", "", 0, writes=made)


ONE_AFTER_ANOTHER = [client((1, 0, 1, True), (2, 2, 3, True), (3, 4, 5, True))]
AT_ONCE = [client((1, 0, 5, True)), client((2, 1, 3, True)), client((3, 2, 4, True))]
REMOVED_LAST = [client((1, 0, 1, True), (None, 2, 3, True))]
LAST_NOT_SURE = [client((1, 0, 1, True), (2, 2, 3, False))]
OLDER_NOT_SURE = [client((1, 0, 1, False), (2, 2, 3, True))]
NEVER_SURE = [client((1, 0, 1, False))]


@pytest.mark.parametrize(
    ("clients", "right", "wrong"),
    [
        (ONE_AFTER_ANOTHER, [3], [1, 2, None]),
        (AT_ONCE, [1, 2, 3], [None, 4]),
        (REMOVED_LAST, [None], [1]),
        (LAST_NOT_SURE, [1, 2], [None]),
        (OLDER_NOT_SURE, [2], [1, None]),
        (NEVER_SURE, [1, None], [2]),
    ],
)
def test_what_may_be_there(
    clients: list[Client], right: list[float | None], wrong: list[float | None]
) -> None:
    for value in right:
        assert wrong_places(clients, {} if value is None else {FILM: value}) == []
    for value in wrong:
        assert wrong_places(clients, {} if value is None else {FILM: value}) != []


def test_ratings_from_nowhere() -> None:
    assert wrong_places([], {FILM: 3}) != []
