"""Nobody can lock somebody else out, nor get more guesses by spelling a name or address anew."""

from __future__ import annotations

import pytest
from apiflask import APIFlask

from app.data.guesses import SIGN_IN
from tests.app.accounts.people import PASSWORD, Browser, guest, new_name, person
from tests.app.conftest import MakeApp

HERE = {"REMOTE_ADDR": "192.0.2.77"}


@pytest.fixture
def limited(make_app: MakeApp) -> APIFlask:
    """An application that counts, from nothing."""
    return make_app(ORDAINED_RATE_LIMITS="on")


def guess(app: APIFlask, username: str, address: str, password: str = "not-the-password") -> int:
    browser = Browser(app.test_client(), username)
    return browser.sign_in(password, environ_base={"REMOTE_ADDR": address}).status_code


def guess_from_everywhere(app: APIFlask, username: str) -> None:
    statuses = [guess(app, username, f"198.51.100.{n}") for n in range(SIGN_IN.most + 2)]
    assert statuses == [401] * SIGN_IN.most + [429] * 2


def test_another_sites_page_cannot_use_up_a_visitors_attempts(limited: APIFlask) -> None:
    ann = person(limited)
    for _ in range(30):
        forged = ann.sign_in("wrong", headers={"Sec-Fetch-Site": "cross-site"}, environ_base=HERE)
        assert forged.status_code == 403
    assert ann.sign_in(environ_base=HERE).status_code == 200


def test_a_session_without_its_csrf_token_uses_up_nothing(limited: APIFlask) -> None:
    ann = person(limited)
    token, ann.csrf_token = ann.csrf_token, ""
    for method, path in (("POST", "/session"), ("PUT", "/me/password"), ("DELETE", "/me")):
        body = {"username": ann.username, "password": PASSWORD}
        statuses = [ann.send(method, path, body, environ_base=HERE).status_code for _ in range(30)]
        assert statuses == [403] * 30
    ann.csrf_token = token
    assert ann.sign_in(environ_base=HERE).status_code == 200
    response = ann.send("DELETE", "/me", {"password": PASSWORD}, environ_base=HERE)
    assert response.status_code == 204


def test_another_sites_page_cannot_use_up_a_visitors_searches(
    limited: APIFlask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.web.limits.LIMITS", {"search.search": "3/minute"})
    client = limited.test_client()
    path = "/api/v1/search?limit=0"
    other = {"Sec-Fetch-Site": "cross-site"}
    foreign = [client.get(path, headers=other).status_code for _ in range(4)]
    assert foreign == [422] * 3 + [429]
    assert client.get(path).status_code == 422


def test_a_browser_that_has_signed_in_before_is_let_in(limited: APIFlask) -> None:
    ann = person(limited)
    assert ann.send("DELETE", "/session").status_code == 204
    ann.csrf_token = ""
    guess_from_everywhere(limited, ann.username)
    assert guess(limited, ann.username, "203.0.113.9", PASSWORD) == 429  # no such browser
    assert ann.sign_in(environ_base=HERE).status_code == 200


def test_a_known_browser_has_as_many_guesses_and_no_more(limited: APIFlask) -> None:
    ann = person(limited)
    statuses = [
        Browser(ann.client, ann.username, ann.csrf_token)
        .sign_in("wrong", environ_base={"REMOTE_ADDR": f"192.0.2.{n}"})
        .status_code
        for n in range(12)
    ]
    assert statuses == [401] * 10 + [429] * 2


@pytest.mark.parametrize("value", ["", "made up", "W1s3LCJhIl1d.aaaa.bbbb"])
def test_a_device_cookie_that_was_made_up_does_not_help(limited: APIFlask, value: str) -> None:
    ann = person(limited)
    guess_from_everywhere(limited, ann.username)
    stranger = guest(limited)
    stranger.client.set_cookie("ordained_device", value, path="/api/v1")
    stranger.username = ann.username
    assert stranger.sign_in(environ_base=HERE).status_code == 429


def test_a_device_cookie_helps_its_own_people_only(limited: APIFlask) -> None:
    ann, bob = person(limited), person(limited)
    guess_from_everywhere(limited, ann.username)
    bob.username = ann.username
    assert bob.sign_in(environ_base=HERE).status_code == 429


def test_the_device_cookie_is_out_of_reach_of_pages(limited: APIFlask) -> None:
    response = guest(limited).register()
    (cookie,) = [c for c in response.headers.getlist("Set-Cookie") if c.startswith("ordained_dev")]
    assert {"HttpOnly", "SameSite=Lax", "Path=/api/v1"} <= set(cookie.split("; "))


def test_servers_share_their_counts_of_guesses(make_app: MakeApp) -> None:
    name = new_name()
    servers = [make_app(ORDAINED_RATE_LIMITS="on") for _ in range(3)]
    statuses = [guess(servers[n % 3], name, f"192.0.2.{n}") for n in range(12)]
    assert statuses == [401] * 10 + [429] * 2


def test_a_name_spelled_anew_is_no_new_name(limited: APIFlask) -> None:
    owner = guest(limited)
    owner.username = new_name().replace("person", "kIm")
    assert owner.register().status_code == 201
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in owner.username)
    spellings = (owner.username, owner.username.upper(), wide, "\u212a" + owner.username[1:])
    statuses = [guess(limited, spellings[n % 4], f"192.0.2.{n}") for n in range(12)]
    assert statuses == [401] * 10 + [429] * 2


def test_an_i_with_a_dot_is_nobody_elses_i(limited: APIFlask) -> None:
    """PostgreSQL takes it for an i, and Python does not: one of them counted another account."""
    owner = guest(limited)
    owner.username = new_name().replace("person", "ipek")
    assert owner.register().status_code == 201
    assert guess(limited, "\u0130" + owner.username[1:], "192.0.2.1", PASSWORD) == 401
    assert guess(limited, owner.username, "192.0.2.1", PASSWORD) == 200


def test_a_network_of_ipv6_addresses_is_one_client(limited: APIFlask) -> None:
    near = [guess(limited, new_name(), f"2001:db8:1:2:{n}::1") for n in range(11)]
    assert near == [401] * 10 + [429]
    assert guess(limited, new_name(), "2001:db8:1:3::1") == 401


def test_an_ipv4_address_written_as_ipv6_is_the_same(limited: APIFlask) -> None:
    for _ in range(10):
        guess(limited, new_name(), "192.0.2.5")
    assert guess(limited, new_name(), "::ffff:192.0.2.5") == 429
