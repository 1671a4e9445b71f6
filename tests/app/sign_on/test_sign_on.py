"""Signing in through a provider, over HTTP, and what is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.app.accounts.people import new_name, person
from tests.app.sign_on.conftest import MakeWithProvider, kind, visitor
from tests.app.sign_on.provider import CLIENT_ID, Claims, TestProvider


def test_the_whole_way(with_provider: MakeWithProvider, provider: TestProvider) -> None:
    app, name = with_provider(), new_name()
    provider.know("ann-1", preferred_username=name)
    ann = visitor(app)
    assert ann.get("/session")["providers"] == [{"id": "house", "name": "The house"}]
    answer = ann.come(provider, "ann-1", next="/for-you")
    assert answer.status_code == 200, answer.text
    assert answer.json["user"]["username"] == name  # type: ignore[index]
    assert (answer.json["next"], answer.json["linked"]) == ("/for-you", False)  # type: ignore[index]
    assert ann.get("/me/ratings")["items"] == []
    ways = ann.get("/me/ways-in")
    assert not ways["has_password"]
    assert [identity["provider"]["id"] for identity in ways["identities"]] == ["house"]
    # The same person next time, under whatever name.
    provider.know("ann-1", preferred_username=new_name())
    again = visitor(app)
    again.come(provider, "ann-1")
    assert again.user_id == ann.user_id
    # Without a password nobody signs in by one.
    ann.username = name
    assert kind(ann.sign_in("")) == "invalid"
    assert kind(ann.sign_in("anything")) == "wrong-credentials"


def test_what_the_provider_is_asked(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    address = visitor(with_provider(scopes=["openid", "groups"])).depart()
    for part in (
        "response_type=code",
        f"client_id={CLIENT_ID}",
        "redirect_uri=http%3A%2F%2Flocalhost%2Fsign-on%2Fhouse",
        "scope=openid+groups",
        "code_challenge_method=S256",
        "nonce=",
        "state=",
    ):
        assert part in address
    assert address.startswith(f"{provider.issuer}/oauth2/authorize?")


def changed(**values: Any) -> Callable[[Claims], Claims]:
    def change(claims: Claims) -> Claims:
        kept = {**claims, **values}
        return {name: value for name, value in kept.items() if value is not None}

    return change


TAMPERED = {
    "another sign-in's": changed(nonce="of another sign-in"),
    "without a nonce": changed(nonce=None),
    "for another client": changed(aud="somebody-else"),
    "for another client, says ours is authorised": changed(aud="somebody-else", azp=CLIENT_ID),
    "for two, authorised another": changed(aud=[CLIENT_ID, "else"], azp="else"),
    "of another issuer": changed(iss="https://evil.example"),
    "expired": changed(exp=int(time.time()) - 3600),
    "without an end": changed(exp=None),
    "of nobody": changed(sub=None),
    "of a name that no database takes": changed(sub="a\0b"),
}


@pytest.mark.parametrize("why", TAMPERED)
def test_a_token_that_is_not_right_is_refused(
    with_provider: MakeWithProvider, provider: TestProvider, why: str
) -> None:
    browser = visitor(with_provider())
    provider.know("ann-2", preferred_username=new_name())
    provider.tamper = TAMPERED[why]
    answer = browser.come(provider, "ann-2")
    assert (answer.status_code, kind(answer)) == (403, "sign-on-refused")
    assert browser.user() is None
    provider.tamper = None
    assert browser.come(provider, "ann-2").status_code == 200  # the test can fail


def test_a_forged_signature_is_refused(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    browser = visitor(with_provider())
    provider.forge = True
    assert kind(browser.come(provider, "ann-3")) == "sign-on-refused"
    assert browser.user() is None


def test_a_token_that_nobody_signed_is_refused(
    with_provider: MakeWithProvider, provider: TestProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    from base64 import urlsafe_b64encode
    from json import dumps

    def unsigned(claims: Claims, header: Claims | None = None) -> str:
        parts = [{"alg": "none"}, claims]
        packed = [urlsafe_b64encode(dumps(part).encode()).decode().rstrip("=") for part in parts]
        return ".".join([*packed, ""])

    browser = visitor(with_provider())
    provider.tamper = dict
    monkeypatch.setattr(provider, "sign", unsigned)
    assert kind(browser.come(provider, "ann-3")) == "sign-on-refused"


def test_a_state_is_of_one_browser_and_holds_once(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app = with_provider()
    ann, eve = visitor(app), visitor(app)
    came_back = provider.authorize(ann.depart(), "ann-4")
    assert kind(eve.arrive(came_back)) == "sign-on-lost"
    assert kind(ann.arrive({**came_back, "state": "made-up"})) == "sign-on-lost"
    assert ann.arrive(came_back).status_code == 200
    assert kind(ann.arrive(came_back)) == "sign-on-lost"


def test_a_code_needs_its_own_verifier(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    ann = visitor(with_provider())
    mine = provider.authorize(ann.depart(), "ann-5")
    stolen = provider.authorize(visitor(with_provider()).depart(), "bob-5")
    assert kind(ann.arrive({**mine, "code": stolen["code"]})) == "sign-on-refused"


def test_a_state_of_yesterday_holds_no_longer(
    with_provider: MakeWithProvider, provider: TestProvider, monkeypatch: pytest.MonkeyPatch
) -> None:
    ann = visitor(with_provider())
    came_back = provider.authorize(ann.depart(), "ann-6")
    monkeypatch.setattr("app.sign_on.pending.LIFETIME_S", -1)
    assert kind(ann.arrive(came_back)) == "sign-on-lost"


@pytest.mark.parametrize(
    "page", ["//evil.example", "https://evil.example", "/\\evil", "x", "/" * 900]
)
def test_it_leads_to_no_other_site(
    with_provider: MakeWithProvider, provider: TestProvider, page: str
) -> None:
    answer = visitor(with_provider()).come(provider, "ann-7", next=page)
    assert answer.json["next"] == "/"  # type: ignore[index]


def test_a_provider_that_does_not_answer(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app = with_provider(issuer="http://localhost:9")
    answer = visitor(app).send("POST", "/sign-on", {"provider": "house"})
    assert (answer.status_code, kind(answer)) == (502, "provider-unreachable")
    assert answer.json["detail"] == "The house did not answer."  # type: ignore[index]
    # And one that stops to answer on the way.
    ann = visitor(with_provider())
    came_back = provider.authorize(ann.depart(), "ann-8")
    provider.answers = False
    assert kind(ann.arrive(came_back)) == "provider-unreachable"
    assert ann.user() is None


def test_a_provider_of_another_name_is_refused(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app = with_provider(issuer=provider.issuer + "/")
    answer = visitor(app).send("POST", "/sign-on", {"provider": "house"})
    assert kind(answer) == "sign-on-refused"


def test_signing_in_anew_takes_over_no_session(
    with_provider: MakeWithProvider, provider: TestProvider, engine: Engine
) -> None:
    """Who is signed in and signs in as somebody else is that one, and the first session ends."""
    app = with_provider()
    first = person(app)
    browser = visitor(app)
    browser.client, browser.csrf_token = first.client, first.csrf_token
    assert browser.come(provider, "bob-9").status_code == 200
    assert browser.user_id != first.user_id
    with engine.connect() as connection:
        count = text("select count(*) from sessions where user_id = :person")
        assert connection.scalar(count, {"person": first.user_id}) == 0
