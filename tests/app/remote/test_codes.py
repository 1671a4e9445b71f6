"""Accounts of Trakt and Simkl connected by a code; see `code_stand_ins` for who answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from flask import Flask, Response, request
from sqlalchemy import Engine, text

from app.data.services import services_of
from app.remote import keeping, renewing
from app.remote.commands import sync as sync_all
from app.remote.diaries.codes import Tokens, tokens_of
from tests.app.accounts.apps import app_on
from tests.app.accounts.people import Browser, person
from tests.app.remote.code_stand_ins import Codes, add_codes
from tests.app.remote.conftest import rows
from tests.listening import listening

CODE, CHECK = "/me/remote-accounts/code", "/me/remote-accounts/code/check"


@pytest.fixture
def codes() -> Codes:
    return Codes()


@pytest.fixture
def url(codes: Codes) -> Iterator[str]:
    app = Flask("codes")
    add_codes(app, codes)

    @app.get("/trakt/users/settings")
    def trakt_settings() -> Any:
        if request.headers["Authorization"] != f"Bearer {codes.access}":
            return Response(status=401)
        return {"user": {"username": "ann-there"}}

    @app.get("/trakt/sync/<what>/movies")
    def trakt(what: str) -> Any:
        if request.headers["Authorization"] != f"Bearer {codes.access}":
            return Response(status=401)
        return app.json.response([])

    @app.post("/simkl/users/settings")
    def simkl_settings() -> Any:
        assert request.headers["Authorization"] == "Bearer simkls-token"
        return {"user": {}, "account": {"id": 42}}

    @app.get("/simkl/sync/all-items/movies")
    def simkl() -> Any:
        return app.json.response(None)

    with listening(app) as url:
        yield url


@pytest.fixture
def app(engine: Engine, tmp_path: Path, url: str) -> APIFlask:
    return app_on(
        engine,
        tmp_path,
        ORDAINED_TRAKT_URL=f"{url}/trakt",
        ORDAINED_SIMKL_URL=f"{url}/simkl",
        TRAKT_CLIENT_ID="a-client-id",
        TRAKT_CLIENT_SECRET="a-client-secret",
        SIMKL_CLIENT_ID="a-client-id",
    )


def begin(who: Browser, service: str = "trakt") -> dict[str, Any]:
    answer = who.send("POST", CODE, {"service": service})
    assert answer.status_code == 200, answer.text
    assert answer.json
    return answer.json


def check(who: Browser, ticket: str) -> dict[str, Any]:
    answer = who.send("POST", CHECK, {"ticket": ticket})
    assert answer.status_code == 200, answer.text
    assert answer.json
    return answer.json


def connect(who: Browser, codes: Codes) -> str:
    """Connect Trakt by a code; return the account's address."""
    ticket = begin(who)["ticket"]
    codes.status = 200
    return f"/me/remote-accounts/{check(who, ticket)['account']['id']}"


def sync(who: Browser, path: str) -> dict[str, Any]:
    answer = who.send("POST", f"{path}/sync")
    assert answer.json
    found: dict[str, Any] = answer.json["result"]
    return found


def stored(app: APIFlask, engine: Engine) -> Tokens | None:
    """Return the tokens in the database."""
    ((box,),) = rows(engine, "select token_box from remote_accounts")
    return tokens_of(keeping.token_of(services_of(app), box))


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


def test_a_token_is_renewed_before_it_ends(
    ann: Browser, app: APIFlask, engine: Engine, codes: Codes
) -> None:
    codes.lasts_s = 1800  # less than an hour, so that it is due at once
    path = connect(ann, codes)
    codes.lasts_s = 86_400
    first = codes.access
    assert sync(ann, path)["failure"] is None
    assert codes.renewed == 1
    tokens = stored(app, engine)
    assert tokens
    assert tokens.access == codes.access != first
    assert sync(ann, path)["failure"] is None
    assert sync_all(app, None) == 0
    assert codes.renewed == 1


def test_while_a_renewal_fails_the_token_serves_until_it_ends(ann: Browser, codes: Codes) -> None:
    codes.lasts_s = 1800
    path = connect(ann, codes)
    codes.renewal_status = 503
    assert sync(ann, path)["failure"] is None
    codes.renewal_status = 200
    assert sync(ann, path)["failure"] is None
    assert codes.renewed == 1


def test_a_token_that_has_ended_is_not_used_while_trakt_is_away(
    ann: Browser, app: APIFlask, engine: Engine, codes: Codes
) -> None:
    codes.lasts_s = 1
    path = connect(ann, codes)
    before = stored(app, engine)
    codes.renewal_status = 503
    threading.Event().wait(1.1)
    assert sync(ann, path)["failure"] == "away"
    assert stored(app, engine) == before
    codes.renewal_status = 200
    assert sync(ann, path)["failure"] is None


def test_a_connection_that_was_ended_there_is_told(ann: Browser, codes: Codes) -> None:
    codes.lasts_s = 1800
    path = connect(ann, codes)
    codes.refresh = "another"
    assert sync(ann, path)["failure"] == "refused"


def test_two_readings_at_once_renew_once(
    ann: Browser, app: APIFlask, engine: Engine, codes: Codes
) -> None:
    """A second renewal by the same token would be refused, and the account be lost."""
    codes.lasts_s = 1800
    connect(ann, codes)
    codes.lasts_s = 86_400
    services = services_of(app)
    found: list[str] = []
    start = threading.Barrier(4)

    def read() -> None:
        with app.test_request_context("/", method="POST"):
            (account,) = keeping.accounts(services.database.connection())
            services.database.connection().commit()
            start.wait()
            found.append(renewing.token_of(services, account))

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert codes.renewed == 1
    assert {tokens_of(account) for account in found} == {stored(app, engine)}


def test_an_account_that_is_locked_for_long_keeps_none_of_the_others_from_being_read(
    ann: Browser,
    app: APIFlask,
    engine: Engine,
    codes: Codes,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.accounts.people.LOCK_TIMEOUT", "200ms")
    codes.lasts_s = 1800
    connect(ann, codes)
    codes.lasts_s = 86_400
    ben = person(app)
    codes.status, codes.pin = 400, {"result": "OK", "access_token": "simkls-token"}
    check(ben, begin(ben, "simkl")["ticket"])
    with engine.begin() as connection:
        connection.execute(text("select 1 from remote_accounts where service = 'trakt' for update"))
        assert sync_all(app, None) == 1
    said = capsys.readouterr()
    assert "Somebody else is at work on it." in said.err
    assert "Simkl" in said.out or "simkl" in said.out
    assert sync_all(app, None) == 0


def test_disconnecting_ends_the_token_there(ann: Browser, engine: Engine, codes: Codes) -> None:
    ann.delete(connect(ann, codes))
    assert codes.revoked == [codes.access]
    assert rows(engine, "select from remote_accounts") == []


def test_a_token_that_a_person_brought_is_left_alone(
    ann: Browser, engine: Engine, codes: Codes
) -> None:
    codes.access = "anns-own-token"
    body = {"service": "trakt", "name": "ann", "token": codes.access}
    answer = ann.send("POST", "/me/remote-accounts", body)
    assert answer.status_code == 201, answer.text
    assert answer.json
    ann.delete(f"/me/remote-accounts/{answer.json['id']}")
    assert codes.revoked == []
