"""Guessing passwords: by address, by name, and without keeping the owner out for long."""

import pytest
from apiflask import APIFlask

from app.web import limits
from tests.app.accounts.people import PASSWORD, Browser, guest, new_name, person
from tests.app.conftest import MakeApp

OTHER = "wobbly-quince-31-jamb"


@pytest.fixture
def limited(make_app: MakeApp) -> APIFlask:
    """An application that counts, from nothing."""
    return make_app(ORDAINED_RATE_LIMITS="on")


def guess(
    limited: APIFlask, username: str, address: str = "192.0.2.1", password: str = "not-the-password"
) -> int:
    browser = Browser(limited.test_client(), username)
    return browser.sign_in(password, environ_base={"REMOTE_ADDR": address}).status_code


def test_one_address_cannot_try_many_names(limited: APIFlask) -> None:
    tries = [guess(limited, new_name()) for _ in range(11)]
    assert tries == [401] * 10 + [429]
    assert guess(limited, new_name(), "192.0.2.2") == 401


def test_many_addresses_cannot_try_one_name(limited: APIFlask, ann: Browser) -> None:
    tries = [guess(limited, ann.username, f"192.0.2.{n}") for n in range(12)]
    assert tries == [401] * 10 + [429] * 2
    # The right one is not told apart either, while it lasts, nor is another case a new name.
    assert guess(limited, ann.username, "198.51.100.1", PASSWORD) == 429
    assert guess(limited, ann.username.upper(), "198.51.100.2") == 429
    assert guess(limited, person(limited).username, "198.51.100.3", PASSWORD) == 200


def test_unknown_names_are_limited_alike(limited: APIFlask) -> None:
    name = new_name()
    tries = [guess(limited, name, f"192.0.2.{n}") for n in range(11)]
    assert tries == [401] * 10 + [429]


def test_who_is_signed_in_stays_so_while_others_guess(limited: APIFlask) -> None:
    ann = person(limited)
    for n in range(12):
        guess(limited, ann.username, f"192.0.2.{n}")
    assert ann.user() is not None


def test_own_success_counts_for_nothing(limited: APIFlask) -> None:
    name = person(limited).username
    tries = [guess(limited, name, f"192.0.2.{n}", PASSWORD) for n in range(15)]
    assert tries == [200] * 15


def test_refusal_says_when_to_come_back(limited: APIFlask) -> None:
    name = new_name()
    for n in range(11):
        response = Browser(limited.test_client(), name).sign_in(
            "not-the-password", environ_base={"REMOTE_ADDR": f"192.0.2.{n}"}
        )
    assert response.status_code == 429
    assert response.json["type"] == "/api/docs#too-many-requests"
    assert 60 < int(response.headers["Retry-After"]) <= 900


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "/me/password", {"current_password": "wrong", "new_password": OTHER}),
        ("DELETE", "/me", {"password": "wrong"}),
    ],
)
def test_stolen_session_cannot_guess_the_password(
    limited: APIFlask, method: str, path: str, body: dict[str, str]
) -> None:
    ann = person(limited)
    statuses = [
        ann.send(method, path, body, environ_base={"REMOTE_ADDR": f"192.0.2.{n}"}).status_code
        for n in range(11)
    ]
    assert statuses == [403] * 10 + [429]


def test_one_address_cannot_make_many_accounts(limited: APIFlask) -> None:
    statuses = [guest(limited).register().status_code for _ in range(6)]
    assert statuses == [201] * 5 + [429]


def test_names_cannot_be_probed_without_end(limited: APIFlask, ann: Browser) -> None:
    statuses = []
    for n in range(21):
        given = {"username": ann.username, "password": PASSWORD}
        address = {"REMOTE_ADDR": f"192.0.2.{n}"}
        statuses.append(guest(limited).send("POST", "/users", given, environ_base=address))
    assert [status.status_code for status in statuses] == [409] * 20 + [429]


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b"[" * 100_000, b'{"username": [1]}', b"7"])
def test_bodies_of_any_kind_are_counted(limited: APIFlask, body: bytes) -> None:
    response = limited.test_client().post(
        "/api/v1/session", data=body, content_type="application/json"
    )
    assert response.status_code in (400, 422)


def test_every_limit_is_of_a_route(limited: APIFlask) -> None:
    endpoints = set(limited.view_functions)
    assert set(limits.LIMITS) | set(limits.FORGEABLE) <= endpoints
