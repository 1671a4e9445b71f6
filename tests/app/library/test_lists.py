from itertools import pairwise
from typing import Any

import pytest
from apiflask import APIFlask

from tests.app.accounts.people import Browser, person

SORTS = ["newest", "oldest", "rating", "title", "year"]
LISTS = ["ratings", "history", "watchlist", "hidden"]
STARS = [3.5, 5, 0.5, 4.5, 3.5, 2, 5, 1]
DAYS = ["2024-03-01", None, "2021-07-15", "2024-03-01", None, "1999-12-31", "2026-01-01", None]


def with_lists(ann: Browser, films: list[int]) -> Browser:
    """Give somebody eight films on each list, put there one after another."""
    for place, (stars, day) in enumerate(zip(STARS, DAYS, strict=True)):
        ann.put(f"/me/ratings/{films[place]}", {"rating": stars})
        ann.put(f"/me/history/{films[place]}", {"watched_on": day})
        ann.put(f"/me/watchlist/{films[place]}")
        ann.put(f"/me/hidden/{films[place + 8]}")
    return ann


@pytest.fixture(scope="module")
def reader(app: APIFlask, films: list[int]) -> Browser:
    """Somebody with eight films on each list, for tests that change none of them."""
    return with_lists(person(app), films)


@pytest.fixture
def writer(ann: Browser, films: list[int]) -> Browser:
    """Somebody with the same lists, for a test that changes them."""
    return with_lists(ann, films)


def on(name: str, films: list[int]) -> list[int]:
    """Return what the reader has on a list: nobody hides a film and means to see it."""
    return films[8:16] if name == "hidden" else films[:8]


def whole(browser: Browser, name: str, sort: str, limit: int) -> list[dict[str, Any]]:
    """Read a list page by page."""
    items, cursor = [], ""
    while cursor is not None:
        page = browser.get(f"/me/{name}?sort={sort}&limit={limit}{cursor and '&cursor=' + cursor}")
        assert 0 < len(page["items"]) <= limit
        items += page["items"]
        cursor = page["next_cursor"]
    return items


def key(name: str, sort: str, item: dict[str, Any]) -> Any:
    """Return what a list should be sorted by, from the top."""
    movie, own = item["movie"], item.get("rating")
    added = item.get("rated_at") or item["added_at"]
    if sort == "rating":
        return (own if name in ("ratings", "history") else movie["rating_mean"]) or 0
    if sort in ("newest", "oldest") and name == "history":
        return item["watched_on"] or added[:10]
    return {"newest": added, "oldest": added, "title": movie["title"], "year": movie["year"]}[sort]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("name", LISTS)
def test_pages_make_up_the_sorted_list(
    reader: Browser, films: list[int], name: str, sort: str
) -> None:
    items = whole(reader, name, sort, limit=100)
    assert {item["movie"]["id"] for item in items} == set(on(name, films))
    keys = [key(name, sort, item) for item in items]
    assert keys == sorted(keys, reverse=sort not in ("oldest", "title"))
    for limit in (1, 3, 8):
        assert whole(reader, name, sort, limit) == items


def test_newest_is_the_default(reader: Browser, films: list[int]) -> None:
    for name in ("ratings", "watchlist", "hidden"):
        assert [item["movie"]["id"] for item in reader.get(f"/me/{name}")["items"]] == [
            *reversed(on(name, films))
        ]


def test_equal_keys_keep_an_order(reader: Browser, films: list[int]) -> None:
    """Films of the same rating: the one rated last comes first."""
    items = whole(reader, "ratings", "rating", 1)
    order = {movie_id: place for place, movie_id in enumerate(films)}
    for item, following in pairwise(items):
        if item["rating"] == following["rating"]:
            assert order[item["movie"]["id"]] > order[following["movie"]["id"]]


def test_items_tell_what_belongs_to_their_list(reader: Browser) -> None:
    fields = {name: set(reader.get(f"/me/{name}?limit=1")["items"][0]) for name in LISTS}
    assert fields == {
        "ratings": {"movie", "rating", "rated_at"},
        "history": {"movie", "watched_on", "rating", "added_at"},
        "watchlist": {"movie", "added_at"},
        "hidden": {"movie", "added_at"},
    }


@pytest.mark.parametrize("sort", SORTS)
def test_list_that_changes_while_it_is_read(writer: Browser, films: list[int], sort: str) -> None:
    """Neither is a film skipped because one before it went, nor shown twice."""
    everything = [item["movie"]["id"] for item in whole(writer, "watchlist", sort, 100)]
    first = writer.get(f"/me/watchlist?sort={sort}&limit=3")
    for item in first["items"][:2]:
        writer.delete(f"/me/watchlist/{item['movie']['id']}")
    writer.put(f"/me/watchlist/{films[20]}")
    query = f"sort={sort}&limit=100&cursor={first['next_cursor']}"
    following = [item["movie"]["id"] for item in writer.get(f"/me/watchlist?{query}")["items"]]
    assert [movie_id for movie_id in following if movie_id != films[20]] == everything[3:]


def test_the_last_film_shown_may_go(writer: Browser) -> None:
    first = writer.get("/me/ratings?limit=4")
    writer.delete(f"/me/ratings/{first['items'][-1]['movie']['id']}")
    page = writer.get(f"/me/ratings?limit=100&cursor={first['next_cursor']}")
    assert len(page["items"]) == 4


@pytest.mark.parametrize(
    "query",
    [
        "sort=best",
        "sort=",
        "sort=newest&sort=year",
        "limit=0",
        "limit=101",
        "limit=x",
        "cursor=",
        "cursor=nonsense",
        "cursor=WzFd.AAAA",
        "cursor=" + "a" * 1001,
        "page=2",
    ],
)
def test_bad_queries(ann: Browser, query: str) -> None:
    response = ann.send("GET", f"/me/ratings?{query}")
    assert response.status_code == 422
    (error,) = response.json["errors"]
    assert error["pointer"] == f"/query/{query.split('=')[0]}"


def test_cursor_belongs_to_its_list_and_person(app: APIFlask, reader: Browser) -> None:
    cursor = reader.get("/me/ratings?limit=2&sort=year")["next_cursor"]
    assert reader.send("GET", f"/me/ratings?sort=year&cursor={cursor}").status_code == 200
    for path in ("/me/ratings?sort=title", "/me/hidden?sort=year"):
        assert reader.send("GET", f"{path}&cursor={cursor}").status_code == 422
    stranger = person(app)
    assert stranger.send("GET", f"/me/ratings?sort=year&cursor={cursor}").status_code == 422
    public = reader.get("/movies/popular?limit=1")["next_cursor"]
    assert reader.send("GET", f"/me/ratings?cursor={public}").status_code == 422
