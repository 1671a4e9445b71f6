"""Tokens of Trakt are renewed, told to be over, and given back; see `code_stand_ins`."""

from __future__ import annotations

import threading

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text

from app.data.services import services_of
from app.remote import keeping, renewing
from app.remote.commands import sync as sync_all
from app.remote.diaries.codes import tokens_of
from tests.app.accounts.people import Browser, person
from tests.app.remote.code_stand_ins import Codes
from tests.app.remote.codes.connecting import begin, check, connect, stored, sync
from tests.app.remote.conftest import rows


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
    monkeypatch.setattr("app.accounts.people.LOCK_TIMEOUT_MS", 200)
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
