"""Accounts made at once, on a real server of two processes, in every mode of registration."""

from __future__ import annotations

import subprocess
import sys
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any, Final

import pytest
from sqlalchemy import Engine, text

from app.accounts import invitations
from sql.server import make_engine
from tests.faults import load
from tests.faults.own_server import OwnServer
from tests.processes import ROOT, App, running_app

pytestmark = pytest.mark.slow

AT_ONCE: Final = 12
USERS: Final = f"{load.API}/users"
Made = tuple[int, str]


@pytest.fixture(scope="module", params=["open", "invitation", "closed"])
def app(
    request: pytest.FixtureRequest,
    own_environ: dict[str, str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[App]:
    given = {**own_environ, "ORDAINED_REGISTRATION": request.param, "ORDAINED_WORKERS": "2"}
    with running_app(tmp_path_factory.mktemp(request.param), **given) as app:
        yield app


@pytest.fixture
def engine(own_server: OwnServer) -> Iterator[Engine]:
    engine = make_engine(own_server.url)
    yield engine
    engine.dispose()


def new_name() -> str:
    return f"race-{uuid.uuid4().hex[:10]}"


def invite(engine: Engine, days: float = 1) -> str:
    with engine.begin() as connection:
        return invitations.create(connection, timedelta(days=days))[0]


def race(app: App, bodies: list[dict[str, Any]]) -> Counter[Made]:
    """Register all of them at once; return how many got which status and kind of problem."""

    def register(body: dict[str, Any]) -> Made:
        status, answer, _ = load.ask(app.port, "POST", USERS, {"password": load.PASSWORD, **body})
        return status, str(answer.get("type", "")).rpartition("#")[2]

    with ThreadPoolExecutor(len(bodies)) as pool:
        return Counter(pool.map(register, bodies))


def accounts(engine: Engine, names: list[str]) -> int:
    with engine.connect() as connection:
        count = text("select count(*) from users where username = any(:names)")
        return int(connection.execute(count, {"names": names}).scalar_one())


def test_one_link_raced_twice_makes_one_account(app: App, engine: Engine) -> None:
    link, used = invite(engine), app.environ["ORDAINED_REGISTRATION"]
    names = [new_name() for _ in range(AT_ONCE * 2)]
    halves = (names[:AT_ONCE], names[AT_ONCE:])
    first, second = (
        race(app, [{"username": name, "invitation": link} for name in half]) for half in halves
    )
    refused = (403, "invitation-needed")
    expected: dict[str, tuple[dict[Made, int], dict[Made, int], int]] = {
        # Where none is needed, an invitation says nothing.
        "open": ({(201, ""): AT_ONCE}, {(201, ""): AT_ONCE}, AT_ONCE * 2),
        "invitation": ({(201, ""): 1, refused: AT_ONCE - 1}, {refused: AT_ONCE}, 1),
        "closed": ({(403, "registration-closed"): AT_ONCE},) * 2 + (0,),
    }
    assert (first, second, accounts(engine, names)) == expected[used]


def test_an_ended_link_raced_makes_none(app: App, engine: Engine) -> None:
    if (mode := app.environ["ORDAINED_REGISTRATION"]) == "open":
        pytest.skip("no link is needed")
    link, names = invite(engine, days=-0.001), [new_name() for _ in range(AT_ONCE)]
    answers = race(app, [{"username": name, "invitation": link} for name in names])
    kind = "registration-closed" if mode == "closed" else "invitation-needed"
    assert answers == {(403, kind): AT_ONCE}
    assert accounts(engine, names) == 0


def test_one_name_raced_is_one_persons_and_uses_one_link(app: App, engine: Engine) -> None:
    mode, name = app.environ["ORDAINED_REGISTRATION"], new_name()
    # Letters outside ASCII are no part of a name, so this is all that others may spell differently.
    spelled = [name, name.upper(), name.title()]
    bodies = [
        {"username": spelled[place % 3], "invitation": invite(engine)} for place in range(AT_ONCE)
    ]
    answers = race(app, bodies)
    if mode == "closed":
        assert answers == {(403, "registration-closed"): AT_ONCE}
        return
    assert answers == {(201, ""): 1, (409, "username-taken"): AT_ONCE - 1}
    links = [{"username": new_name(), "invitation": body["invitation"]} for body in bodies]
    again = race(app, links)
    assert again[201, ""] == (AT_ONCE if mode == "open" else AT_ONCE - 1), again


def test_nobody_becomes_an_administrator_by_registering(app: App, engine: Engine) -> None:
    names = [new_name() for _ in range(AT_ONCE)]
    race(app, [{"username": name, "invitation": invite(engine)} for name in names])
    asks = [
        {"username": new_name(), "invitation": invite(engine), field: True}
        for field in ("is_admin", "admin", "administrator", "role")
    ]
    answers = race(app, asks)
    assert {status for status, _ in answers} <= {403, 422}, answers
    with engine.connect() as connection:
        admins = text("select count(*) from users where is_admin and username = any(:names)")
        assert connection.execute(admins, {"names": names}).scalar_one() == 0


def test_the_first_administrator_is_made_once(app: App, engine: Engine) -> None:
    """By two commands at once, while others register the same name."""
    name = new_name()
    command = [sys.executable, "-m", "app", "create-user", "--admin", name]
    making = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env=app.environ,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    told: list[tuple[str, str]] = []
    with ThreadPoolExecutor(2) as pool:
        ends = [pool.submit(process.communicate, f"{load.PASSWORD}\n", 60) for process in making]
        answers = race(app, [{"username": name, "invitation": invite(engine)}] * 4)
        told = [end.result(90) for end in ends]
    ended = sorted(process.returncode for process in making)
    made = ended.count(0) + answers[201, ""]
    assert made == 1, (ended, answers, told)
    for process, (_, error) in zip(making, told, strict=True):
        assert process.returncode == 0 or len(error.strip().splitlines()) == 1, error
    with engine.connect() as connection:
        is_admin = text("select is_admin from users where username = :name")
        found = connection.execute(is_admin, {"name": name}).scalars().all()
    # Whoever registers the name first has it, and is no administrator.
    assert found == [0 in ended]
