"""A provider for tests: the package oidc-provider-mock, listening on a port of this machine.

It issues codes and signed tokens as providers do. It does not check PKCE, so a hook here does; and
a test may have its ID tokens changed, or signed by somebody else.
"""

from __future__ import annotations

from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import oidc_provider_mock
import requests
from joserfc import jwt
from joserfc.jwk import JWKRegistry, RSAKey

from tests.listening import listening

CLIENT_ID = "ordained"
Claims = dict[str, Any]


@dataclass
class TestProvider:
    """A provider that runs.

    Attributes
    ----------
    tamper : callable or None
        Changes the claims of ID tokens before they are signed.
    forge : bool
        Whether ID tokens are signed with a key that is not the provider's.
    requests : list
        Path and values of each request, the oldest first.
    """

    __test__ = False
    issuer: str = ""
    tamper: Callable[[Claims], Claims] | None = None
    forge: bool = False
    answers: bool = True
    algorithm: str = "RS256"
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    key: RSAKey | None = None
    challenges: dict[str, str] = field(default_factory=dict)

    def know(self, subject: str, **claims: Any) -> None:
        """Have the provider know somebody."""
        requests.put(f"{self.issuer}/users/{subject}", json=claims, timeout=5).raise_for_status()

    def authorize(self, address: str, subject: str) -> dict[str, str]:
        """Do what the person does at the provider; return the values that come back."""
        answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        came_to, _, query = answer.headers["Location"].partition("?")
        assert came_to == asked["redirect_uri"]
        return {name: values[0] for name, values in parse_qs(query).items()}

    def sign(self, claims: Claims, header: Claims | None = None) -> str:
        """Sign claims as this provider does."""
        assert self.key is not None
        key = RSAKey.generate_key(2048) if self.forge else self.key
        head = (
            {"alg": self.algorithm, "kid": self.key.kid}
            if self.key.kid
            else {"alg": self.algorithm}
        )
        return jwt.encode({**head, **(header or {})}, claims, key, algorithms=[self.algorithm])

    def init_app(self, app: flask.Flask) -> None:
        @app.before_request
        def note() -> flask.Response | None:
            stored = flask.g.oidc_provider_mock_storage.jwk
            self.key = JWKRegistry.import_key(stored.as_dict(is_private=True))  # type: ignore[assignment]
            self.requests.append((flask.request.path, flask.request.values.to_dict()))
            if not self.answers:
                return flask.Response("down for a moment", 503)
            if flask.request.path == "/oauth2/token":
                verifier = flask.request.form["code_verifier"]
                digest = urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
                if self.challenges.pop(flask.request.form["code"], "") != digest:
                    return flask.Response(
                        '{"error": "invalid_grant"}', 400, content_type="application/json"
                    )
            return None

        @app.after_request
        def change(response: flask.Response) -> flask.Response:
            gone_to = parse_qs(urlsplit(response.headers.get("Location", "")).query)
            if flask.request.path == "/oauth2/authorize" and "code" in gone_to:
                assert flask.request.args["code_challenge_method"] == "S256"
                self.challenges[gone_to["code"][0]] = flask.request.args["code_challenge"]
            body = response.json if flask.request.path == "/oauth2/token" else None
            if body and "id_token" in body and (self.tamper or self.forge):
                assert self.key is not None
                claims = dict(jwt.decode(body["id_token"], self.key).claims)
                changed = self.tamper(claims) if self.tamper else claims
                response.set_data(flask.json.dumps({**body, "id_token": self.sign(changed)}))
            return response


@contextmanager
def running_provider() -> Iterator[TestProvider]:
    """Run a provider."""
    provider = TestProvider()
    app = oidc_provider_mock.app()
    app.debug = False
    provider.init_app(app)
    with listening(app, "localhost") as provider.issuer:
        requests.get(provider.issuer, timeout=5)
        yield provider
