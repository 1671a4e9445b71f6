"""Who gets an account, whose it is, and who is an administrator."""

from __future__ import annotations

from typing import Any

import pytest

from tests.app.accounts.people import PASSWORD, new_name, person
from tests.app.sign_on.conftest import MakeWithProvider, Visitor, kind, visitor
from tests.app.sign_on.provider import CLIENT_ID, TestProvider


@pytest.mark.parametrize(
    ("rules", "groups", "comes_in"),
    [
        ({"sign_up": "open"}, None, True),
        ({"sign_up": "nobody"}, ["family"], False),
        ({"sign_up": "groups", "sign_up_groups": ["family"]}, ["family", "other"], True),
        ({"sign_up": "groups", "sign_up_groups": ["family"]}, ["other"], False),
        ({"sign_up": "groups", "sign_up_groups": ["family"]}, None, False),
    ],
)
def test_who_gets_an_account(
    with_provider: MakeWithProvider,
    provider: TestProvider,
    rules: dict[str, Any],
    groups: list[str] | None,
    comes_in: bool,
) -> None:
    browser, name = visitor(with_provider(**rules)), new_name()
    provider.know("new", preferred_username=name, **({"groups": groups} if groups else {}))
    answer = browser.come(provider, "new")
    if comes_in:
        assert answer.status_code == 200, answer.text
    else:
        assert (answer.status_code, kind(answer)) == (403, "sign-up-refused")
        assert browser.user() is None


@pytest.mark.parametrize(
    ("registration", "status"), [("open", 200), ("invitation", 403), ("closed", 403)]
)
def test_without_a_rule_the_mode_of_registration_holds(
    with_provider: MakeWithProvider, provider: TestProvider, registration: str, status: int
) -> None:
    app = with_provider(environ={"ORDAINED_REGISTRATION": registration})
    assert visitor(app).come(provider, "new").status_code == status


def test_a_name_that_is_taken_takes_nobody_over(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app = with_provider()
    ann = person(app)
    provider.know("eve", preferred_username=ann.username.upper())
    eve = visitor(app)
    assert eve.come(provider, "eve").status_code == 200
    assert eve.user_id != ann.user_id
    assert eve.user()["username"] == f"{ann.username.upper()}-2"  # type: ignore[index]


@pytest.mark.parametrize("wanted", ["ä", "", "a b@c", None, "\U0001f600" * 40, "x" * 300])
def test_names_that_are_none_here(
    with_provider: MakeWithProvider, provider: TestProvider, wanted: str | None
) -> None:
    provider.know("new", preferred_username=wanted)
    assert visitor(with_provider()).come(provider, "new").status_code == 200


def test_groups_make_administrators_and_take_it_back(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app = with_provider(admin_groups=["operators"])
    for groups, is_admin in (
        (["operators", "x"], True),
        (["x"], False),
        (["operators"], True),
        (None, False),
    ):
        provider.know("ann", preferred_username="x", **({"groups": groups} if groups else {}))
        browser = visitor(app)
        assert browser.come(provider, "ann").json["user"]["is_admin"] == is_admin  # type: ignore[index]
        assert browser.user()["is_admin"] == is_admin  # type: ignore[index]
        assert browser.send("GET", "/admin/releases").status_code == (200 if is_admin else 403)


def test_groups_of_another_claim(with_provider: MakeWithProvider, provider: TestProvider) -> None:
    app = with_provider(admin_groups=["operators"], groups_claim="roles")
    provider.know("ann", roles="operators", groups=["operators"])
    assert visitor(app).come(provider, "ann").json["user"]["is_admin"]  # type: ignore[index]


def test_a_provider_without_groups_leaves_administrators_alone(
    with_provider: MakeWithProvider, provider: TestProvider, engine: Any
) -> None:
    from app.accounts import people

    app = with_provider()
    browser = visitor(app)
    browser.come(provider, "ann")
    with engine.begin() as connection:
        people.set_admin(connection, browser.user_id, True)
    assert visitor(app).come(provider, "ann").json["user"]["is_admin"]  # type: ignore[index]


def by_password(app: Any) -> Visitor:
    """Return a browser signed in with a password."""
    browser = visitor(app)
    assert browser.register().status_code == 201
    return browser


def linked(browser: Visitor, by: TestProvider, subject: str, password: str = PASSWORD) -> Any:
    begun = browser.send("POST", "/me/identities", {"provider": "house", "password": password})
    if begun.status_code != 200:
        return begun
    return browser.arrive(by.authorize(begun.json["location"], subject))  # type: ignore[index]


def test_linking_from_the_account(with_provider: MakeWithProvider, provider: TestProvider) -> None:
    app = with_provider(sign_up="nobody")
    ann = by_password(app)
    answer = linked(ann, provider, "ann")
    assert answer.status_code == 200, answer.text
    assert (answer.json["linked"], answer.json["next"]) == (True, "/settings")
    browser = visitor(app)
    assert browser.come(provider, "ann").status_code == 200
    assert browser.user_id == ann.user_id
    (identity,) = ann.get("/me/ways-in")["identities"]
    ann.delete(f"/me/identities/{identity['id']}")
    assert kind(visitor(app).come(provider, "ann")) == "sign-up-refused"


def test_linking_needs_the_password(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    ann = by_password(with_provider())
    assert kind(linked(ann, provider, "ann", "wrong")) == "wrong-password"
    assert ann.get("/me/ways-in")["identities"] == []


def test_linking_takes_no_identity_of_somebody_else(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app = with_provider()
    bob, eve = visitor(app), by_password(app)
    bob.come(provider, "bob")
    assert kind(linked(eve, provider, "bob")) == "identity-taken"
    again = visitor(app)
    again.come(provider, "bob")
    assert again.user_id == bob.user_id
    assert eve.get("/me/ways-in")["identities"] == []


def test_linking_goes_to_who_began_it(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    """Eve begins it in the browser in which Ann signs in then."""
    app = with_provider()
    eve, ann = by_password(app), person(app)
    begun = eve.send("POST", "/me/identities", {"provider": "house", "password": PASSWORD})
    came_back = provider.authorize(begun.json["location"], "eve")  # type: ignore[index]
    eve.username = ann.username
    assert eve.sign_in().status_code == 200
    assert kind(eve.arrive(came_back)) == "sign-on-lost"
    assert ann.get("/me/ways-in")["identities"] == []


@pytest.fixture
def two(provider: TestProvider, other_provider: TestProvider) -> dict[str, Any]:
    """The entry of another provider, beside ``house``."""
    return {
        "id": "work",
        "issuer": other_provider.issuer,
        "client_secret": "of another",
        "client_id": CLIENT_ID,
        "sign_up": "open",
    }


@pytest.mark.parametrize(
    ("allowed", "here", "there", "is_same"),
    [
        (True, True, True, True),
        (False, True, True, False),
        (True, False, True, False),
        (True, True, False, False),
        (True, "true", True, False),
    ],
)
def test_linking_by_a_verified_address(
    with_provider: MakeWithProvider,
    provider: TestProvider,
    other_provider: TestProvider,
    two: dict[str, Any],
    allowed: bool,
    here: Any,
    there: Any,
    is_same: bool,
) -> None:
    app = with_provider({**two, "link_by_email": allowed})
    email = f"{new_name()}@films.example"
    provider.know("ann", email=email, email_verified=here)
    other_provider.know("ann-at-work", email=email.upper(), email_verified=there)
    ann, other = visitor(app), visitor(app)
    assert ann.come(provider, "ann").status_code == 200
    assert other.come(other_provider, "ann-at-work", "work").status_code == 200
    assert (other.user_id == ann.user_id) == is_same


def test_one_provider_knows_two_people_by_one_address(
    with_provider: MakeWithProvider, provider: TestProvider
) -> None:
    app, email = with_provider(link_by_email=True), f"{new_name()}@films.example"
    browsers = [visitor(app), visitor(app)]
    for number, browser in enumerate(browsers):
        provider.know(f"no-{number}", email=email, email_verified=True)
        browser.come(provider, f"no-{number}")
    assert browsers[0].user_id != browsers[1].user_id


def test_an_answer_of_one_provider_is_not_taken_for_the_other_s(
    with_provider: MakeWithProvider, provider: TestProvider, two: dict[str, Any]
) -> None:
    ann = visitor(with_provider(two))
    came_back = provider.authorize(ann.depart(), "ann")
    assert kind(ann.arrive(came_back, "work")) == "sign-on-lost"


def test_the_last_way_in_stays(with_provider: MakeWithProvider, provider: TestProvider) -> None:
    ann = visitor(with_provider())
    ann.come(provider, "ann")
    (identity,) = ann.get("/me/ways-in")["identities"]
    path = f"/me/identities/{identity['id']}"
    assert kind(ann.send("DELETE", path)) == "last-way-in"
    assert len(ann.get("/me/ways-in")["identities"]) == 1
    assert ann.send("PUT", "/me/password", {"new_password": PASSWORD}).status_code == 204
    ann.csrf_token = ann.get("/session")["csrf_token"]
    ann.delete(path)
    assert ann.get("/me/ways-in")["has_password"]
