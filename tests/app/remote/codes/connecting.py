"""Connect an account by a code, read from it, and look at its tokens."""

from __future__ import annotations

from typing import Any

from apiflask import APIFlask
from sqlalchemy import Engine

from app.data.services import services_of
from app.remote import keeping
from app.remote.diaries.codes import Tokens, tokens_of
from tests.app.accounts.people import Browser
from tests.app.remote.code_stand_ins import Codes
from tests.app.remote.conftest import rows

CODE, CHECK = "/me/remote-accounts/code", "/me/remote-accounts/code/check"


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
