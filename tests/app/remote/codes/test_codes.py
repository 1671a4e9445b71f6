"""Accounts of Trakt and Simkl connected by a code; see `code_stand_ins` for who answers."""

from __future__ import annotations

from pathlib import Path

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine

from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person
from tests.app.remote.code_stand_ins import Codes
from tests.app.remote.codes.connecting import CHECK, CODE, begin, check, connect, stored, sync


def test_trakt_is_connected_by_a_code(
    ann: Browser, app: APIFlask, engine: Engine, codes: Codes
) -> None:
    code = begin(ann)
    assert (code["code"], code["url"]) == ("5055CC52", "https://trakt.tv/activate")
    assert (code["expires_in_s"], code["wait_s"]) == (600, 5)
    assert "d76e2c1f9bc4e7a3" not in str(code)
    assert check(ann, code["ticket"]) == {"state": "waiting", "wait_s": 5, "account": None}
    codes.status = 429
    assert check(ann, code["ticket"])["wait_s"] == 10
    codes.status = 200
    done = check(ann, code["ticket"])
    assert (done["state"], done["account"]["name"]) == ("connected", "ann-there")
    # The answer may have been lost; asked again, the same account is told of.
    assert check(ann, code["ticket"]) == done
    tokens = stored(app, engine)
    assert tokens
    assert (tokens.access, tokens.refresh) == (codes.access, codes.refresh)
    shown = ann.get("/me/remote-accounts")
    assert codes.access not in str(shown)
    assert codes.access not in str(ann.get("/me/export"))
    assert [account["service"] for account in shown["connectable"]] == ["letterboxd", "simkl"]
    assert sync(ann, f"/me/remote-accounts/{done['account']['id']}")["failure"] is None


@pytest.mark.parametrize(
    ("status", "state"), [(418, "denied"), (404, "ended"), (409, "ended"), (410, "ended")]
)
def test_a_code_that_is_denied_or_over_connects_nothing(
    ann: Browser, codes: Codes, status: int, state: str
) -> None:
    ticket = begin(ann)["ticket"]
    codes.status = status
    assert check(ann, ticket) == {"state": state, "wait_s": None, "account": None}
    assert ann.get("/me/remote-accounts")["items"] == []


def test_trakt_that_is_away_or_refuses_the_client_is_told(ann: Browser, codes: Codes) -> None:
    ticket = begin(ann)["ticket"]
    for status, expected in ((503, 503), (403, 409)):
        codes.status = status
        assert ann.send("POST", CHECK, {"ticket": ticket}).status_code == expected
    codes.status = 400
    assert check(ann, ticket)["state"] == "waiting"


def test_a_ticket_is_its_persons_alone(ann: Browser, app: APIFlask, codes: Codes) -> None:
    ticket = begin(ann)["ticket"]
    codes.status = 200
    ben = person(app)
    for given in (ticket, "made up", "{}"):
        assert check(ben, given)["state"] == "ended"
    assert codes.given == 0


def test_a_ticket_ends_with_its_code(
    ann: Browser, codes: Codes, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = begin(ann)["ticket"]
    codes.status = 200
    from time import time

    monkeypatch.setattr("app.remote.code_service.time", lambda: time() + 601)
    assert check(ann, ticket)["state"] == "ended"
    assert codes.given == 0


def test_simkl_is_connected_by_a_code(ann: Browser, codes: Codes) -> None:
    code = begin(ann, "simkl")
    assert (code["code"], code["url"]) == ("ABCDE", "https://simkl.com/pin")
    assert check(ann, code["ticket"])["state"] == "waiting"
    codes.pin = {"result": "KO", "message": "Slow down"}
    assert check(ann, code["ticket"])["wait_s"] == 10
    codes.pin = {"result": "OK", "access_token": "simkls-token"}
    done = check(ann, code["ticket"])
    # A person without a name there is called by the account's number.
    assert (done["state"], done["account"]["name"]) == ("connected", "42")


def test_one_account_with_each_service(ann: Browser, codes: Codes) -> None:
    connect(ann, codes)
    assert ann.send("POST", CODE, {"service": "trakt"}).status_code == 409


def test_codes_are_offered_where_there_is_a_key(engine: Engine, tmp_path: Path) -> None:
    who = person(app_on(engine, tmp_path, TRAKT_CLIENT_ID="a-client-id"))
    offered = {
        account["service"]: account["by_code"]
        for account in who.get("/me/remote-accounts")["connectable"]
    }
    assert offered == {"letterboxd": False, "trakt": False}
    assert who.send("POST", CODE, {"service": "trakt"}).status_code == 422
    assert who.send("POST", CODE, {"service": "letterboxd"}).status_code == 422
