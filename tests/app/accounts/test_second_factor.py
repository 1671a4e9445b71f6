"""Codes of an authenticator app, and recovery codes."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pyotp
import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.__main__ import main
from app.data.guesses import CODE
from app.data.second_factor import STEP_S, SecondFactorSecrets
from tests.app.accounts.people import PASSWORD, Browser, guest, person
from tests.app.conftest import MakeApp


class Clock:
    """The server's clock, which stands until it is turned."""

    def __init__(self) -> None:
        self.now_s = 1_800_000_000.0

    def time(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("app.data.second_factor.time", clock)
    return clock


def switched_on(browser: Browser, clock: Clock) -> tuple[pyotp.TOTP, list[str]]:
    """Switch somebody's second factor on; return their app and recovery codes."""
    made = browser.send("POST", "/me/second-factor", {"password": PASSWORD}).json
    assert made is not None
    app = pyotp.TOTP(made["secret"])
    assert pyotp.parse_uri(made["address"]).now() == app.now()
    assert made["qr"].startswith("data:image/svg+xml")
    answer = browser.send("PUT", "/me/second-factor", {"code": app.at(clock.now_s)})
    assert answer.status_code == 200, answer.text
    browser.csrf_token = browser.get("/session")["csrf_token"]
    clock.now_s += 10 * STEP_S
    return app, answer.json["recovery_codes"]  # type: ignore[index]


def sign_in(
    app: APIFlask, whose: Browser, code: str | None = None, password: str = PASSWORD
) -> Any:
    browser = guest(app)
    body = {"username": whose.username, "password": password}
    return browser.send("POST", "/session", body if code is None else {**body, "code": code})


def kind(response: Any) -> str:
    return str(response.json.get("type", "")).rpartition("#")[2]


def test_a_code_is_asked_for_after_the_password(app: APIFlask, clock: Clock) -> None:
    ann = person(app)
    assert sign_in(app, ann).status_code == 200
    totp, _ = switched_on(ann, clock)
    assert ann.get("/me/ways-in")["second_factor"] == {"is_on": True, "recovery_codes_left": 10}
    asked = sign_in(app, ann)
    assert (asked.status_code, kind(asked)) == (403, "second-factor-needed")
    # A wrong password says nothing of it.
    assert kind(sign_in(app, ann, totp.at(clock.now_s), "wrong")) == "wrong-credentials"
    assert kind(sign_in(app, ann, password="wrong")) == "wrong-credentials"
    for wrong in ("000000", "12345", "abcdef", "٠٠٠٠٠٠", totp.at(clock.now_s + 5 * STEP_S)):
        assert kind(sign_in(app, ann, wrong)) == "wrong-code"
    assert sign_in(app, ann, totp.at(clock.now_s)).status_code == 200


def test_a_code_is_taken_once(app: APIFlask, clock: Clock) -> None:
    ann = person(app)
    totp, _ = switched_on(ann, clock)
    code = totp.at(clock.now_s)
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda _: sign_in(app, ann, code).status_code, range(4))
    assert sorted(answers) == [200, 403, 403, 403]
    # Nor is a code of before taken, once a later one was.
    assert kind(sign_in(app, ann, totp.at(clock.now_s - STEP_S))) == "wrong-code"
    clock.now_s += STEP_S
    assert sign_in(app, ann, totp.at(clock.now_s)).status_code == 200


@pytest.mark.parametrize(("away", "status"), [(-2, 403), (-1, 200), (0, 200), (1, 200), (2, 403)])
def test_clocks_may_differ_by_half_a_minute(
    app: APIFlask, clock: Clock, away: int, status: int
) -> None:
    ann = person(app)
    totp, _ = switched_on(ann, clock)
    assert sign_in(app, ann, totp.at(clock.now_s + away * STEP_S)).status_code == status


def test_a_recovery_code_works_once_however_it_is_typed(
    app: APIFlask, clock: Clock, engine: Engine
) -> None:
    ann = person(app)
    _, codes = switched_on(ann, clock)
    assert len(set(codes)) == 10
    assert sign_in(app, ann, codes[0]).status_code == 200
    assert kind(sign_in(app, ann, codes[0])) == "wrong-code"
    assert sign_in(app, ann, f" {codes[1].replace('-', ' ').upper()} ").status_code == 200
    assert ann.get("/me/ways-in")["second_factor"]["recovery_codes_left"] == 8
    # They are of one person, and kept as hashes.
    bob = person(app)
    switched_on(bob, clock)
    assert kind(sign_in(app, bob, codes[2])) == "wrong-code"
    with engine.connect() as connection:
        rows = str(connection.execute(text("select * from recovery_codes")).all())
    assert codes[3] not in rows


def test_new_recovery_codes_end_the_old(app: APIFlask, clock: Clock) -> None:
    ann = person(app)
    _, old = switched_on(ann, clock)
    refused = ann.send("POST", "/me/second-factor/recovery-codes", {"password": "wrong"})
    assert kind(refused) == "wrong-password"
    answer = ann.send("POST", "/me/second-factor/recovery-codes", {"password": PASSWORD})
    assert kind(sign_in(app, ann, old[0])) == "wrong-code"
    assert sign_in(app, ann, answer.json["recovery_codes"][0]).status_code == 200  # type: ignore[index]


def test_nothing_changes_before_the_first_code(app: APIFlask, clock: Clock) -> None:
    ann = person(app)
    assert kind(ann.send("POST", "/me/second-factor", {"password": "wrong"})) == "wrong-password"
    assert kind(ann.send("PUT", "/me/second-factor", {"code": "123456"})) == "no-second-factor"
    first = ann.send("POST", "/me/second-factor", {"password": PASSWORD}).json
    second = ann.send("POST", "/me/second-factor", {"password": PASSWORD}).json
    assert first["secret"] != second["secret"]  # type: ignore[index]
    assert sign_in(app, ann).status_code == 200
    old = pyotp.TOTP(first["secret"]).at(clock.now_s)  # type: ignore[index]
    assert kind(ann.send("PUT", "/me/second-factor", {"code": old})) == "wrong-code"
    assert sign_in(app, ann).status_code == 200


def test_switching_on_ends_what_began_without_it(app: APIFlask, clock: Clock) -> None:
    ann, elsewhere = person(app), guest(app)
    elsewhere.username = ann.username
    elsewhere.sign_in()
    token = ann.token()
    switched_on(ann, clock)
    assert ann.user() is not None
    assert elsewhere.user() is None
    headers = {"Authorization": f"Bearer {token}"}
    assert guest(app).send("GET", "/me/ratings", headers=headers).status_code == 401
    assert kind(ann.send("POST", "/me/second-factor", {"password": PASSWORD})) == "second-factor-on"


def test_a_token_needs_a_code(app: APIFlask, clock: Clock) -> None:
    ann = person(app)
    totp, _ = switched_on(ann, clock)
    body = {"name": "script", "expires_in_days": 7}
    assert kind(ann.send("POST", "/tokens", body)) == "second-factor-needed"
    assert kind(ann.send("POST", "/tokens", {**body, "code": "000000"})) == "wrong-code"
    code = totp.at(clock.now_s)
    assert ann.send("POST", "/tokens", {**body, "code": code}).status_code == 201
    assert kind(ann.send("POST", "/tokens", {**body, "code": code})) == "wrong-code"


def test_switching_off_needs_the_password(app: APIFlask, clock: Clock) -> None:
    ann = person(app)
    switched_on(ann, clock)
    assert kind(ann.send("DELETE", "/me/second-factor", {"password": "x"})) == "wrong-password"
    assert kind(sign_in(app, ann)) == "second-factor-needed"
    assert ann.send("DELETE", "/me/second-factor", {"password": PASSWORD}).status_code == 204
    assert sign_in(app, ann).status_code == 200
    assert ann.get("/me/ways-in")["second_factor"] == {"is_on": False, "recovery_codes_left": 0}


def test_codes_are_guessed_no_more_often_than_passwords(make_app: MakeApp, clock: Clock) -> None:
    app = make_app(ORDAINED_RATE_LIMITS="on")
    ann = person(app)
    totp, _ = switched_on(ann, clock)

    def guess(number: int, code: str) -> int:
        browser = Browser(app.test_client(), ann.username)
        body = {"username": ann.username, "password": PASSWORD, "code": code}
        base = {"REMOTE_ADDR": f"198.51.100.{number}"}
        return browser.send("POST", "/session", body, environ_base=base).status_code

    statuses = [guess(number, "000000") for number in range(CODE.most + 2)]
    assert statuses == [403] * CODE.most + [429] * 2
    assert guess(99, totp.at(clock.now_s)) == 429
    # The person's own browser is counted apart: nobody locks them out.
    body = {"username": ann.username, "password": PASSWORD, "code": totp.at(clock.now_s)}
    assert ann.send("POST", "/session", body).status_code == 200


def test_the_secret_is_stored_encrypted(app: APIFlask, engine: Engine) -> None:
    ann = person(app)
    secret = ann.send("POST", "/me/second-factor", {"password": PASSWORD}).json["secret"]  # type: ignore[index]
    with engine.connect() as connection:
        statement = text("select secret from second_factors where user_id = :id")
        stored = bytes(connection.scalar(statement, {"id": ann.user_id}))
    assert secret.encode() not in stored
    code = pyotp.TOTP(secret).at(900)
    key = str(app.config["SECRET_KEY"])
    assert SecondFactorSecrets(key).matching_step(stored, code, 900) == 30
    # With another SECRET_KEY no code fits, and nobody is let in without one.
    assert SecondFactorSecrets("another" * 8).matching_step(stored, code, 900) is None


def test_the_operator_helps_who_lost_it(
    app: APIFlask,
    engine: Engine,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ann = person(app)
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["reset-second-factor", ann.username]) == 1
    assert "has no second factor" in capsys.readouterr().err
    switched_on(ann, clock)
    assert main(["reset-second-factor", ann.username]) == 0
    assert ann.user() is None
    assert sign_in(app, ann).status_code == 200
