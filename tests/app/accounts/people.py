"""People who use the application in tests: each a browser or a program of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from apiflask import APIFlask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

API = "/api/v1"
PASSWORD = "joint-plover-94-xeric"

_numbers = itertools.count(1)


def new_name() -> str:
    """Return a username that nobody has on the databases of this test process."""
    return f"person-{next(_numbers)}"


@dataclass
class Browser:
    """A client with cookies, which sends the CSRF token of its session."""

    client: FlaskClient
    username: str = field(default_factory=new_name)
    csrf_token: str = ""
    user_id: int = 0

    def send(self, method: str, path: str, json: Any = None, **options: Any) -> TestResponse:
        headers = {"X-CSRF-Token": self.csrf_token} if self.csrf_token else {}
        headers |= options.pop("headers", {})
        body = {} if json is None else {"json": json}
        return self.client.open(API + path, method=method, headers=headers, **body, **options)

    def get(self, path: str) -> Any:
        response = self.send("GET", path)
        assert response.status_code == 200, response.text
        return response.json

    def put(self, path: str, json: Any = None) -> Any:
        response = self.send("PUT", path, json)
        assert response.status_code in (200, 204), response.text
        return response.json

    def delete(self, path: str) -> None:
        assert self.send("DELETE", path).status_code == 204

    def take(self, response: TestResponse) -> TestResponse:
        """Remember the session that an answer tells of."""
        if response.status_code < 300:
            assert response.json is not None
            self.csrf_token = response.json["csrf_token"]
            user = response.json["user"]
            self.user_id = user["id"] if user else 0
        return response

    def register(self, password: str = PASSWORD) -> TestResponse:
        given = {"username": self.username, "password": password}
        return self.take(self.send("POST", "/users", given))

    def sign_in(self, password: str = PASSWORD, **options: Any) -> TestResponse:
        given = {"username": self.username, "password": password}
        return self.take(self.send("POST", "/session", given, **options))

    def user(self) -> dict[str, Any] | None:
        """Return whom the server takes this browser for."""
        return self.get("/session")["user"]  # type: ignore[no-any-return]

    def token(
        self, name: str = "a program", scopes: Sequence[str] = ("read", "write"), days: int = 30
    ) -> str:
        given = {"name": name, "scopes": list(scopes), "expires_in_days": days}
        response = self.send("POST", "/tokens", given)
        assert response.status_code == 201, response.text
        return str(response.json["token"])  # type: ignore[index]


@dataclass
class Program:
    """A client with a bearer token and nothing else."""

    client: FlaskClient
    token: str

    def send(self, method: str, path: str, json: Any = None, **options: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}"}
        body = {} if json is None else {"json": json}
        return self.client.open(API + path, method=method, headers=headers, **body, **options)


def guest(app: APIFlask) -> Browser:
    """Return a browser that is not signed in."""
    return Browser(app.test_client())


def person(app: APIFlask) -> Browser:
    """Return a browser signed in to a new account."""
    browser = guest(app)
    assert browser.register().status_code == 201
    return browser


def program(app: APIFlask, whose: Browser, scopes: Sequence[str] = ("read", "write")) -> Program:
    """Return a program with a bearer token of somebody's."""
    return Program(app.test_client(use_cookies=False), whose.token(scopes=scopes))
