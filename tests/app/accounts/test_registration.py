"""Who may make an account: everybody, who has an invitation, or nobody."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from app.__main__ import main
from app.accounts import invitations
from tests.app.accounts.people import PASSWORD, guest, new_name
from tests.app.conftest import MakeApp


def register(app: APIFlask, invitation: str | None = None, **given: str) -> TestResponse:
    body = {"username": new_name(), "password": PASSWORD, **given}
    if invitation is not None:
        body["invitation"] = invitation
    return guest(app).send("POST", "/users", body)


def kind(response: TestResponse) -> str:
    assert response.json is not None
    return str(response.json["type"]).rpartition("#")[2]


@pytest.fixture
def invite(engine: Engine) -> Callable[[float], str]:
    """Return a function that makes an invitation of so many days."""

    def make(days: float = 7) -> str:
        with engine.begin() as connection:
            return invitations.create(connection, timedelta(days=days))[0]

    return make


@pytest.mark.parametrize("registration", ["open", "invitation", "closed"])
def test_the_session_says_what_holds(make_app: MakeApp, registration: str) -> None:
    app = make_app(ORDAINED_REGISTRATION=registration)
    assert guest(app).get("/session")["registration"] == registration


def test_open_is_what_holds_where_nothing_is_said(make_app: MakeApp) -> None:
    assert register(make_app()).status_code == 201


def test_closed_lets_nobody_in(make_app: MakeApp, invite: Callable[[], str]) -> None:
    app = make_app(ORDAINED_REGISTRATION="closed")
    for response in (register(app), register(app, invite())):
        assert (response.status_code, kind(response)) == (403, "registration-closed")


@pytest.mark.parametrize("made_up", [None, "made-up", "x" * 64])
def test_an_invitation_is_needed(make_app: MakeApp, made_up: str | None) -> None:
    response = register(make_app(ORDAINED_REGISTRATION="invitation"), made_up)
    assert (response.status_code, kind(response)) == (403, "invitation-needed")


def test_an_invitation_is_for_one_account(make_app: MakeApp, invite: Callable[[], str]) -> None:
    app, link = make_app(ORDAINED_REGISTRATION="invitation"), invite()
    assert register(app, link).status_code == 201
    assert kind(register(app, link)) == "invitation-needed"


def test_an_invitation_ends(make_app: MakeApp, invite: Callable[[float], str]) -> None:
    app = make_app(ORDAINED_REGISTRATION="invitation")
    assert kind(register(app, invite(-0.001))) == "invitation-needed"


def test_a_refusal_uses_no_invitation_up(make_app: MakeApp, invite: Callable[[], str]) -> None:
    app, link, name = make_app(ORDAINED_REGISTRATION="invitation"), invite(), new_name()
    assert register(make_app(), username=name).status_code == 201
    assert register(app, link, username=name).status_code == 409
    assert register(app, link, password="password12").status_code == 422
    assert register(app, link).status_code == 201


def test_the_link_is_kept_as_a_hash(engine: Engine, invite: Callable[[], str]) -> None:
    secret = invite()
    with engine.connect() as connection:
        rows = connection.execute(text("select * from invitations")).all()
    assert rows
    assert secret not in str(rows)


@pytest.fixture
def command(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Return a function that runs a command of ``python -m app`` and gives what it prints."""
    monkeypatch.setenv("DATABASE_URL", engine.url.render_as_string(hide_password=False))
    monkeypatch.setenv("SECRET_KEY", "k" * 32)
    monkeypatch.setenv("ORDAINED_REGISTRATION", "invitation")

    def run(*arguments: str, typed: str = "") -> str:
        monkeypatch.setattr(sys, "stdin", StringIO(typed))
        assert main(arguments) == 0
        return capsys.readouterr().out

    return run


def test_the_command_makes_a_link_that_works(
    make_app: MakeApp, command: Callable[..., str]
) -> None:
    said = command("invite", "--days", "3")
    assert said.startswith("/register?invitation=")
    link = said.partition("=")[2].split()[0]
    assert register(make_app(ORDAINED_REGISTRATION="invitation"), link).status_code == 201


def test_the_command_makes_the_first_administrator(
    make_app: MakeApp, command: Callable[..., str]
) -> None:
    name = new_name()
    assert "administrator" in command("create-user", "--admin", name, typed=f"{PASSWORD}\n")
    browser = guest(make_app(ORDAINED_REGISTRATION="closed"))
    browser.username = name
    assert browser.sign_in().json["user"]["is_admin"]  # type: ignore[index]
