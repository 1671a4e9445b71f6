"""What the log app.security says, and what it never says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from apiflask import APIFlask

from app.web import limits
from app.web.events import EVENTS
from tests.app.accounts.people import PASSWORD, Browser, guest, person

MakeApp = Callable[..., APIFlask]


def events(capsys: pytest.CaptureFixture[str]) -> list[str]:
    rows = capsys.readouterr().err.splitlines()
    return [row.split("logger=app.security ")[1] for row in rows if "app.security" in row]


def test_every_event_is_of_a_route(app: APIFlask) -> None:
    assert set(EVENTS) <= {rule.endpoint for rule in app.url_map.iter_rules()}


def test_an_account_s_life_is_logged(app: APIFlask, capsys: pytest.CaptureFixture[str]) -> None:
    ann = guest(app)
    capsys.readouterr()
    ann.register()
    ann.send("DELETE", "/session")
    ann.csrf_token = ""
    ann.sign_in()
    token = ann.token()
    ann.send("DELETE", "/me", {"password": PASSWORD})
    said = events(capsys)
    assert [row.split()[1] for row in said] == [
        "event=registration",
        "event=sign-out",
        "event=sign-in",
        "event=token-creation",
        "event=account-deletion",
    ]
    assert all("outcome=done" in row and f"person={ann.user_id} " in row for row in said[2:])
    assert all("address=127.0.0.1" in row and row.startswith("request_id=") for row in said)
    for secret in (PASSWORD, token, ann.username, ann.csrf_token):
        assert secret not in "".join(said)


def test_refusals_are_logged_with_their_reason(
    app: APIFlask, ann: Browser, capsys: pytest.CaptureFixture[str]
) -> None:
    other = guest(app)
    capsys.readouterr()
    other.send("GET", "/me/ratings")
    other.send("POST", "/session", {"username": "nobody at all", "password": "guess"})
    other.send("GET", "/me/ratings", headers={"Authorization": "Bearer forged"})
    ann.send("GET", "/admin/people")
    ann.send("DELETE", "/me", {"password": "wrong"})
    ann.csrf_token = "wrong"
    ann.send("PUT", "/me/ratings/1", {"rating": 4})
    said = events(capsys)
    reasons = [row.split("reason=")[1].split()[0] for row in said]
    assert reasons == [
        "not-signed-in",
        "wrong-credentials",
        "invalid-token",
        "forbidden",
        "wrong-password",
        "csrf",
    ]
    assert all("outcome=refused" in row for row in said)
    assert "nobody at all" not in "".join(said)
    assert "event=sign-in" in said[1]
    assert f"person={ann.user_id} " in said[3]


def test_too_many_requests_are_logged(
    make_offline: MakeApp, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(limits.LIMITS, "search.search", "1/minute")
    client = make_offline(rate_limits=True).test_client()
    for _ in range(2):
        client.get("/api/v1/search?q=secret+words&limit=0")
    (said,) = events(capsys)
    assert "reason=too-many-requests" in said
    assert "secret" not in said


def test_nobody_writes_lines_of_their_own(
    app: APIFlask, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither a header nor a name gets into a line, so none can end it."""
    browser = person(app)
    capsys.readouterr()
    browser.send(
        "POST",
        "/session",
        {"username": "a\nlogger=app.security event=forged", "password": "b\r\nc"},
        headers={"X-Request-ID": "a event=forged", "X-Forwarded-For": "1.2.3.4 event=forged"},
    )
    assert not [row for row in events(capsys) if "forged" in row]
