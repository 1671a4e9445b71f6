"""Two tabs, two devices, one person: nothing said is lost."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

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


def test_nobody_in_a_queue_waits_longer_than_the_first(
    app: APIFlask, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With PostgreSQL's `lock_timeout` alone, the second waits twice as long."""
    ann = person(app)
    monkeypatch.setattr(people, "LOCK_TIMEOUT_MS", 1_000)

    def wait() -> float:
        began = monotonic()
        with pytest.raises(OperationalError), engine.begin() as connection:
            people.lock_for_writing(connection, ann.user_id)
        return monotonic() - began

    with engine.begin() as connection:
        people.lock_for_writing(connection, ann.user_id)
        with ThreadPoolExecutor(3) as pool:
            waited = [waiter.result(30) for waiter in [pool.submit(wait) for _ in range(3)]]
    assert max(waited) < 1.9  # 1.1 s, and 2.1 s before


def test_after_the_lock_statements_may_take_as_long_as_before(
    app: APIFlask, engine: Engine
) -> None:
    ann = person(app)
    with engine.begin() as connection:
        shown = text("show statement_timeout")
        connection.execute(text("set local statement_timeout = '47s'"))
        people.lock_for_writing(connection, ann.user_id)
        assert connection.scalar(shown) == "47s"
