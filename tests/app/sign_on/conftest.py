"""Providers that run, and applications that know them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from apiflask import APIFlask
from werkzeug.test import TestResponse

from tests.app.accounts.people import Browser, guest, new_name
from tests.app.conftest import MakeApp
from tests.app.sign_on.provider import CLIENT_ID, TestProvider, running_provider

MakeWithProvider = Callable[..., APIFlask]


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait longer for a provider, which shares this machine with other tests."""
    monkeypatch.setattr("app.data.providers.TIMEOUT_S", 60.0)


@pytest.fixture
def provider() -> Iterator[TestProvider]:
    """A provider of the test's own."""
    with running_provider() as provider:
        yield provider


@pytest.fixture
def other_provider() -> Iterator[TestProvider]:
    """Another one."""
    with running_provider() as provider:
        yield provider


@pytest.fixture
def with_provider(make_app: MakeApp, provider: TestProvider, tmp_path: Path) -> MakeWithProvider:
    """Return a function that makes an application that knows the provider as ``house``."""

    def make(
        *others: dict[str, Any], environ: dict[str, str] | None = None, **fields: Any
    ) -> APIFlask:
        first = {"id": "house", "name": "The house", "issuer": provider.issuer}
        entries = [{**first, "client_id": CLIENT_ID, "client_secret": "s3cret", **fields}, *others]
        path = tmp_path / "providers.json"
        path.write_text(json.dumps({"provider": entries}))
        return make_app(ORDAINED_SIGN_ON=str(path), **(environ or {}))

    return make


class Visitor(Browser):
    """A browser that signs in through a provider."""

    def depart(self, provider: str = "house", **values: Any) -> str:
        """Begin; return the provider's address."""
        answer = self.send("POST", "/sign-on", {"provider": provider, **values})
        assert answer.status_code == 200, answer.text
        assert answer.json is not None
        return str(answer.json["location"])

    def arrive(self, came_back: dict[str, str], provider: str = "house") -> TestResponse:
        """Finish, with what the provider sent back."""
        return self.take(self.send("POST", "/sign-on/answer", {"provider": provider, **came_back}))

    def come(
        self, by: TestProvider, subject: str, provider: str = "house", **values: Any
    ) -> TestResponse:
        """Go all the way."""
        return self.arrive(by.authorize(self.depart(provider, **values), subject), provider)


def visitor(app: APIFlask) -> Visitor:
    """Return a browser that is not signed in."""
    return Visitor(app.test_client(), new_name(), guest(app).csrf_token)


def kind(response: TestResponse) -> str:
    """Return the name of a problem."""
    assert response.json is not None
    return str(response.json.get("type", response.json)).rpartition("#")[2]
