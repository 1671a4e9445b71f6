"""A film that somebody rated, saw or hid comes back neither for tonight nor in their room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from apiflask import APIFlask

from tests.app.accounts.people import Browser
from tests.app.rooms.parties import party
from tests.app.tonight.asking import ME, choose

Marking = Callable[[Browser, int], object]
MARKS: dict[str, Marking] = {
    # Two and a half stars weigh nothing, so they leave a person without any taste.
    "rated in the middle": lambda ann, film: ann.put(f"/me/ratings/{film}", {"rating": 2.5}),
    "rated high": lambda ann, film: ann.put(f"/me/ratings/{film}", {"rating": 5}),
    "seen": lambda ann, film: ann.put(f"/me/history/{film}", {"watched_on": None}),
    "hidden": lambda ann, film: ann.put(f"/me/hidden/{film}"),
}


def for_tonight(ann: Browser, app: APIFlask) -> list[int]:
    answer = choose(ann, ME, limit=30)
    return [film["movie"]["id"] for film in (*answer["picks"], *answer["movies"])]


def with_a_guest(ann: Browser, app: APIFlask) -> list[int]:
    answer = choose(ann, ME, {"name": "Cem"}, limit=30)
    return [film["movie"]["id"] for film in (*answer["picks"], *answer["movies"])]


def in_a_room(ann: Browser, app: APIFlask) -> list[int]:
    room = party(app, ann)
    seen = room.see(room.add("Ben"))
    return [film["movie"]["id"] for film in (*seen["picks"], *seen["movies"])]


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
@pytest.mark.parametrize("listed", [for_tonight, with_a_guest, in_a_room])
def test_a_marked_film_does_not_come_back(
    ann: Browser, app: APIFlask, listed: Callable[[Browser, APIFlask], list[int]], mark: Marking
) -> None:
    before = list(dict.fromkeys(listed(ann, app)))
    for movie_id in before[:3]:
        mark(ann, movie_id)
    after = listed(ann, app)
    assert after
    assert not set(before[:3]) & set(after)
