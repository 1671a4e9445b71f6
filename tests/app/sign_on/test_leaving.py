"""Signing out here and at the provider, at the provider and here, and passwords that are off."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from apiflask import APIFlask
from sqlalchemy import Engine, text
from werkzeug.test import TestResponse

from app.data.providers import LOGOUT_EVENT
from tests.app.accounts.people import PASSWORD, guest
from tests.app.sign_on.conftest import MakeWithProvider, kind, visitor
from tests.app.sign_on.provider import CLIENT_ID, TestProvider


def test_signing_out_goes_on_to_the_provider(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    ann = visitor(with_provider())
    ann.come(provider, "ann")
    location = ann.send("POST", "/sign-out").json["location"]  # type: ignore[index]
    address = urlsplit(location)
    assert f"{address.scheme}://{address.netloc}" == provider.issuer
    values = {name: found[0] for name, found in parse_qs(address.query).items()}
    assert values["post_logout_redirect_uri"] == "http://localhost/"
    assert values["client_id"] == CLIENT_ID
    assert values["id_token_hint"].count(".") == 2
    assert ann.user() is None


def test_signing_out_of_a_password_stays_here(with_provider: MakeWithProvider) -> None:
    ann = guest(with_provider())
    ann.register()
    assert ann.send("POST", "/sign-out").json == {"location": None}
    assert ann.user() is None


def test_signing_out_works_without_the_provider(
    with_provider: MakeWithProvider, provider: TestProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = visitor(with_provider())
    ann.come(provider, "ann")
    provider.answers = False
    monkeypatch.setattr("app.data.providers.KEPT_S", -1)
    assert ann.send("POST", "/sign-out").json == {"location": None}
    assert ann.user() is None


def post(app: APIFlask, token: str) -> TestResponse:
    """Post a logout token as a provider does: without a browser."""
    client = app.test_client(use_cookies=False)
    return client.post("/api/v1/sign-on/logout", data={"logout_token": token})


def logout_claims(provider: TestProvider, **claims: Any) -> dict[str, Any]:
    made: dict[str, Any] = {
        "iss": provider.issuer,
        "aud": CLIENT_ID,
        "iat": int(time.time()),
        "exp": int(time.time()) + 120,
        "jti": "1",
        "events": {LOGOUT_EVENT: {}},
        **claims,
    }
    return {name: value for name, value in made.items() if value is not None}


def test_the_provider_signs_out_by_subject(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app = with_provider()
    ann, bob = visitor(app), visitor(app)
    ann.come(provider, "ann")
    bob.come(provider, "bob")
    assert post(app, provider.sign(logout_claims(provider, sub="ann"))).status_code == 204
    assert ann.user() is None
    assert bob.user() is not None


def test_the_provider_signs_out_one_session(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app, browsers = with_provider(), []
    for session in ("one", "two"):
        provider.tamper = lambda claims, session=session: {**claims, "sid": session}  # type: ignore[misc]
        browser = visitor(app)
        browser.come(provider, "ann")
        browsers.append(browser)
    token = provider.sign(logout_claims(provider, sid="one"))
    assert post(app, token).status_code == 204
    assert [browser.user() is None for browser in browsers] == [True, False]


NOT_LOGOUT: dict[str, Callable[[TestProvider], dict[str, Any]]] = {
    "an ID token": lambda provider: logout_claims(provider, sub="ann", events=None, nonce="x"),
    "of nobody": logout_claims,
    "with a nonce": lambda provider: logout_claims(provider, sub="ann", nonce="x"),
    "for another client": lambda provider: logout_claims(provider, sub="ann", aud="else"),
    "of another issuer": lambda provider: logout_claims(
        provider, sub="ann", iss="https://evil.example"
    ),
    "expired": lambda provider: logout_claims(provider, sub="ann", exp=1),
}


@pytest.mark.parametrize("why", NOT_LOGOUT)
def test_a_logout_that_is_none(
    with_provider: MakeWithProvider, provider: TestProvider, why: str
) -> None:
    app = with_provider()
    ann = visitor(app)
    ann.come(provider, "ann")
    answer = post(app, provider.sign(NOT_LOGOUT[why](provider)))
    assert (answer.status_code, kind(answer)) == (400, "bad-request")
    assert ann.user() is not None


def test_a_forged_logout(with_provider: MakeWithProvider, provider: TestProvider) -> None:
    app = with_provider()
    ann = visitor(app)
    ann.come(provider, "ann")
    provider.forge = True
    assert post(app, provider.sign(logout_claims(provider, sub="ann"))).status_code == 400
    assert ann.user() is not None


def test_passwords_can_be_off(with_provider: MakeWithProvider, provider: TestProvider) -> None:
    app = with_provider(sign_up="open", environ={"ORDAINED_PASSWORD_LOGIN": "off"})
    ann = visitor(app)
    assert ann.get("/session")["password_login"] is False
    assert kind(ann.register()) == "password-login-off"
    assert kind(ann.sign_in()) == "password-login-off"
    ann.come(provider, "ann")
    assert kind(ann.send("PUT", "/me/password", {"new_password": PASSWORD})) == "password-login-off"
    assert ann.send("DELETE", "/me", {}).status_code == 204
    assert ann.user() is None


def test_what_cannot_be_undone_needs_a_new_sign_in(
    with_provider: MakeWithProvider, provider: TestProvider, engine: Engine
) -> None:
    app = with_provider()
    ann = visitor(app)
    ann.come(provider, "ann")
    age = text("update sessions set created_at = now() - interval '11 minutes' where user_id = :id")
    with engine.begin() as connection:
        connection.execute(age, {"id": ann.user_id})
    for method, path, body in (
        ("DELETE", "/me", {}),
        ("PUT", "/me/password", {"new_password": PASSWORD}),
        ("POST", "/me/identities", {"provider": "house"}),
    ):
        assert kind(ann.send(method, path, body)) == "sign-in-again"
    ann.come(provider, "ann")
    assert ann.send("DELETE", "/me", {}).status_code == 204
