"""Two tabs, two devices, one person: nothing said is lost."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from app.accounts import people
from tests.app.accounts.people import Browser, person, program


@pytest.fixture
def devices(app: APIFlask, ann: Browser) -> list[Browser]:
    """Four browsers of one person."""
    found = []
    for _ in range(4):
        browser = Browser(app.test_client(), ann.username)
        assert browser.sign_in().status_code == 200
        found.append(browser)
    return found


def test_different_films_are_all_kept(devices: list[Browser], films: list[int]) -> None:
    def rate(device: int) -> set[int]:
        body = {"rating": 1 + device}
        return {
            devices[device].send("PUT", f"/me/ratings/{film}", body).status_code
            for film in films[device::4]
        }

    with ThreadPoolExecutor(4) as pool:
        assert set().union(*pool.map(rate, range(4))) == {200}
    items = devices[0].get("/me/ratings?limit=100")["items"]
    assert {item["movie"]["id"]: item["rating"] for item in items} == {
        movie_id: 1 + place % 4 for place, movie_id in enumerate(films)
    }


def test_same_film_at_once_is_one_of_the_two(devices: list[Browser], films: list[int]) -> None:
    def rate(device: int) -> int:
        path, body = f"/me/ratings/{films[0]}", {"rating": 1 + device}
        return devices[device].send("PUT", path, body).status_code

    for _ in range(5):
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(rate, range(4))) == [200] * 4
        (item,) = devices[0].get("/me/ratings")["items"]
        assert item["rating"] in (1, 2, 3, 4)


def test_putting_and_removing_at_once_fails_nowhere(
    devices: list[Browser], films: list[int]
) -> None:
    def toggle(device: int) -> set[int]:
        method = ("PUT", "DELETE")[device % 2]
        paths = [f"/me/{name}/{films[0]}" for name in ("hidden", "watchlist") for _ in range(5)]
        return {devices[device].send(method, path).status_code for path in paths}

    with ThreadPoolExecutor(4) as pool:
        assert set().union(*pool.map(toggle, range(4))) <= {200, 204}


@pytest.mark.parametrize("by", ["browser", "program"])
def test_a_persons_writes_wait_for_each_other(
    app: APIFlask, engine: Engine, films: list[int], by: str
) -> None:
    """Else a vector would be computed without the rating that is being written beside it."""
    ann = person(app)
    writer = ann if by == "browser" else program(app, ann)
    path, body = f"/me/ratings/{films[0]}", {"rating": 4}
    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as connection:
            assert people.lock_for_writing(connection, ann.user_id)
            write = pool.submit(writer.send, "PUT", path, body)
            sleep(0.3)
            assert not write.done()
            assert ann.get("/me/ratings")["items"] == []  # reading never waits
            assert person(app).put(path, body)  # nor do other people
        assert write.result(10).status_code == 200
