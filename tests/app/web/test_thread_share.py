"""One account cannot take all threads, and no statement waits for ever."""

from __future__ import annotations

import http.client
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from app.accounts import access
from app.accounts.sessions import COOKIE
from app.data.database import Database
from app.web import thread_share
from app.web.metrics import Metrics
from app.web.problems import Problem, problem_of
from app.web.thread_share import ThreadShare
from sql.server import WEB_SETTINGS, make_engine
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import API, person
from tests.listening import listening

THREADS = 8
WRITES = 18

Answer = tuple[int, str | None]


@pytest.fixture
def limited_app(engine: Engine, tmp_path: Path) -> Iterator[APIFlask]:
    """The application with limits, and connections for as many requests as are sent."""
    pool = make_engine(engine.url.render_as_string(hide_password=False), pool_size=WRITES + 4)
    limits = {"ORDAINED_RATE_LIMITS": "on", "ORDAINED_THREADS": str(THREADS)}
    yield app_on(pool, tmp_path, **limits)
    pool.dispose()


@pytest.fixture
def port(limited_app: APIFlask) -> Iterator[int]:
    with listening(limited_app) as url:
        yield int(url.rpartition(":")[2])


def ask(port: int, token: str, method: str, path: str) -> Answer:
    """Return status and Retry-After."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    connection.request(method, API + path, '{"rating": 4}' if method == "PUT" else None, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers["Retry-After"]


def wait_for(sent: list[Future[Answer]], count: int) -> list[Future[Answer]]:
    """Wait until so many requests are answered; return the others."""
    deadline = monotonic() + 9  # of the 10 s after which PostgreSQL gives up a lock
    while sum(request.done() for request in sent) < count:
        assert monotonic() < deadline, f"only {sum(request.done() for request in sent)} answered"
        sleep(0.05)
    return [request for request in sent if not request.done()]


def test_waiting_writes_of_an_account_leave_threads_to_others(
    limited_app: APIFlask, port: int, engine: Engine
) -> None:
    ann, bob = person(limited_app), person(limited_app)
    token, other = ann.token(), bob.token()
    items = ann.get(f"/movies/popular?limit={WRITES}")["items"]
    paths = [f"/me/ratings/{item['movie']['id']}" for item in items]
    with ThreadPoolExecutor(WRITES) as pool:
        with engine.begin() as connection:
            # As a write of the same person that takes long.
            lock = text("select from users where user_id = :id for update")
            connection.execute(lock, {"id": ann.user_id})
            sent = [pool.submit(ask, port, token, "PUT", path) for path in paths]
            waiting = wait_for(sent, WRITES - THREADS // 4)
            assert len(waiting) == THREADS // 4
            assert ask(port, other, "GET", "/me/ratings") == (200, None)
            assert ask(port, token, "GET", "/me/ratings") == (200, None)
        answers = Counter(request.result() for request in sent)
    assert answers == {(200, None): THREADS // 4, (503, "2"): WRITES - THREADS // 4}
    # Whoever comes back is answered.
    assert ask(port, token, "PUT", paths[0]) == (200, None)


def test_a_page_may_read_from_most_threads_and_no_more() -> None:
    share = ThreadShare(THREADS)
    for _ in range(6):
        share.begin("1", reads=True)
    for reads in (True, False):
        with pytest.raises(Problem, match="under way"):
            share.begin("1", reads=reads)
    share.begin("2", reads=False)
    share.end("1", reads=True)
    share.begin("1", reads=False)


def test_a_cookie_names_its_account(limited_app: APIFlask) -> None:
    ann = person(limited_app)
    with limited_app.test_request_context(
        headers={"Cookie": f"{COOKIE}={ann.client.get_cookie(COOKIE).value}"}  # type: ignore[union-attr]
    ):
        assert access.account_of_request() == str(ann.user_id)
    with limited_app.test_request_context(headers={"Cookie": f"{COOKIE}=x.y.z"}):
        assert access.account_of_request() is None
    with limited_app.test_request_context(headers={"Authorization": "Bearer x.y.z"}):
        assert access.account_of_request() is None


def test_answers_do_not_vary_by_cookie_because_of_the_limit(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vary = []
    for limited in (True, False):
        if not limited:
            monkeypatch.setattr(thread_share, "init_app", lambda *_: None)
        ann = person(app_on(engine, tmp_path, ORDAINED_RATE_LIMITS="on"))
        film = ann.get("/movies/popular?limit=1")["items"][0]["movie"]["id"]
        paths = (f"/movies/{film}", f"/movies/{film}/similar", "/genres", "/search?q=heat")
        vary.append([ann.send("GET", path).headers.get("Vary") for path in paths])
    assert vary[0] == vary[1]


def test_statements_of_requests_end(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WEB_SETTINGS, "statement_timeout", "200ms")
    database = Database(engine.url.render_as_string(hide_password=False), 1, Metrics())
    with database.engine.connect() as connection:
        shown = connection.execute(text("select current_setting('lock_timeout')")).scalar_one()
        with pytest.raises(OperationalError) as error:
            connection.execute(text("select pg_sleep(20)"))
    database.close()
    assert shown == "10s"
    problem = problem_of(error.value)
    assert (problem.status, problem.headers["Retry-After"]) == (503, "2")
    assert "too long" in problem.detail
