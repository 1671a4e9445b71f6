"""Asks OpenID Connect providers who somebody is: authorisation code with PKCE, by Authlib.

Sources: OpenID Connect Core 1.0, Discovery 1.0, RP-Initiated Logout 1.0 and Back-Channel Logout
1.0; RFC 7636 (PKCE).
"""

from __future__ import annotations

import hmac
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.common.security import generate_token
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from app.data.provider_answers import (
    Arrival,
    Departure,
    ProviderError,
    ProviderUnreachableError,
    text_claim,
)
from app.provider_file import Provider

TIMEOUT_S = 5.0
# How far the clocks of a provider and this machine may differ, in seconds.
LEEWAY_S = 60
# Discovery and keys are asked for again after this time, in seconds.
KEPT_S = 3600.0
# A token that names an unknown key makes the keys be asked for again, at most this often.
KEYS_PAUSE_S = 30.0
# Keys are public, so a signature must be one that needs a private key: neither "none" nor HMAC.
ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
)
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"


class ProviderClient:
    """A provider, as far as this service talks to it; threads may share it."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._metadata: dict[str, Any] | None = None
        self._keys: KeySet | None = None
        self._read_at = self._keys_read_at = -KEPT_S

    def depart(self, redirect_uri: str) -> Departure:
        """Return the address at which the provider asks the person who they are.

        Raises
        ------
        ProviderError
            The provider does not answer, or not as one does.
        """
        endpoint = self._endpoint("authorization_endpoint")
        verifier, nonce = generate_token(48), generate_token(30)
        with self._session(redirect_uri) as session:
            address, state = session.create_authorization_url(
                endpoint, state=generate_token(30), code_verifier=verifier, nonce=nonce
            )
        return Departure(address, state, nonce, verifier)

    def arrive(self, code: str, redirect_uri: str, nonce: str, verifier: str) -> Arrival:
        """Exchange a code for who the person is.

        Raises
        ------
        ProviderError
            The provider does not answer, does not take the code, or what it says about the
            person is not signed by it, not for this service, not for this sign-in, or too old.
        """
        endpoint = self._endpoint("token_endpoint")
        try:
            with self._session(redirect_uri) as session:
                tokens = session.fetch_token(
                    endpoint, grant_type="authorization_code", code=code, code_verifier=verifier
                )
        except OAuthError as error:
            raise ProviderError(f"the code was not taken: {error.error}") from None
        except (requests.RequestException, ValueError) as error:
            raise _unreachable(error) from None
        id_token = tokens.get("id_token")
        if not isinstance(id_token, str):
            raise ProviderError("there is no ID token in the answer")
        claims = self._verified(
            id_token, {"nonce": nonce, "access_token": tokens.get("access_token")}
        )
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise ProviderError("the ID token is of another sign-in")
        subject = text_claim(claims, "sub")
        if subject is None:
            raise ProviderError("the ID token names nobody")
        return Arrival(subject, {**claims, **self._userinfo(tokens, subject)}, id_token)

    def leave(self, id_token: str | None, return_to: str) -> str | None:
        """Return the address at which the provider signs the person out; None where it has none."""
        try:
            endpoint = self._endpoint("end_session_endpoint")
        except ProviderError:
            return None
        values = {"client_id": self.provider.client_id, "post_logout_redirect_uri": return_to}
        if id_token:
            values["id_token_hint"] = id_token
        return f"{endpoint}{'&' if urlsplit(endpoint).query else '?'}{urlencode(values)}"

    def read_logout(self, token: str) -> tuple[str | None, str | None]:
        """Return subject and session of a logout token; at least one of them is there.

        Raises
        ------
        ProviderError
            The token is not the provider's, not for this service, or no logout token.
        """
        claims = self._verified(token, {}, essential=("iss", "aud", "iat"))
        events = claims.get("events")
        if not isinstance(events, dict) or LOGOUT_EVENT not in events or "nonce" in claims:
            raise ProviderError("it is no logout token")
        subject, session = text_claim(claims, "sub"), text_claim(claims, "sid")
        if subject is None and session is None:
            raise ProviderError("the logout token names nobody")
        return subject, session

    def _verified(
        self,
        token: str,
        known: Mapping[str, Any],
        essential: Sequence[str] = tuple(CodeIDToken.ESSENTIAL_CLAIMS),
    ) -> dict[str, Any]:
        """Return the claims of a token that is signed, ours, and neither too old nor too new."""
        try:
            read = self._decode(token)
            client_id = self.provider.client_id
            options = {
                "iss": {"essential": True, "value": self.provider.issuer},
                "aud": {"essential": True, "value": client_id},
                "exp": {"essential": "exp" in essential},
                "iat": {"essential": True},
            }
            claims = _Claims(read.claims, read.header, options, {**known, "client_id": client_id})
            claims.ESSENTIAL_CLAIMS = list(essential)
            claims.validate(leeway=LEEWAY_S)
        except (JoseError, ValueError, TypeError, KeyError) as error:
            raise ProviderError(f"the token is not valid: {type(error).__name__} {error}") from None
        audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
        if client_id not in audience or claims["iss"] != self.provider.issuer:
            raise ProviderError("the token is for somebody else")
        return dict(claims)

    def _decode(self, token: str) -> jwt.Token:
        try:
            return jwt.decode(token, self._key_set(), algorithms=ALGORITHMS)
        except InvalidKeyIdError:
            if time.monotonic() - self._keys_read_at < KEYS_PAUSE_S:
                raise
        # Providers change their keys: the token may be signed with a new one.
        return jwt.decode(token, self._key_set(anew=True), algorithms=ALGORITHMS)

    def _key_set(self, *, anew: bool = False) -> KeySet:
        if self._keys is None or anew or time.monotonic() - self._keys_read_at > KEPT_S:
            content = self._get(self._endpoint("jwks_uri"))
            keys = content.get("keys")
            if not isinstance(keys, list):
                raise ProviderError("its keys cannot be read")
            signing = [
                key for key in keys if isinstance(key, dict) and key.get("use", "sig") == "sig"
            ]
            self._keys = KeySet.import_key_set({"keys": signing})
            self._keys_read_at = time.monotonic()
        return self._keys

    def _userinfo(self, tokens: Mapping[str, Any], subject: str) -> dict[str, Any]:
        """Return what the provider says beside the ID token, such as groups and e-mail."""
        address = self._discovered().get("userinfo_endpoint")
        if not isinstance(address, str) or not tokens.get("access_token"):
            return {}
        claims = self._get(address, {"Authorization": f"Bearer {tokens['access_token']}"})
        if claims.pop("sub", None) != subject:
            raise ProviderError("what it says beside the ID token is about somebody else")
        # These say who signed what for whom, which only the ID token may.
        return {
            name: value
            for name, value in claims.items()
            if name not in CodeIDToken.REGISTERED_CLAIMS
        }

    def _endpoint(self, name: str) -> str:
        address = self._discovered().get(name)
        if not isinstance(address, str) or urlsplit(address).scheme not in ("https", "http"):
            raise ProviderError(f"its configuration names no {name}")
        return address

    def _discovered(self) -> dict[str, Any]:
        if self._metadata is None or time.monotonic() - self._read_at > KEPT_S:
            address = self.provider.issuer.rstrip("/") + "/.well-known/openid-configuration"
            found = self._get(address)
            if found.get("issuer") != self.provider.issuer:
                raise ProviderError(
                    f"it calls itself {found.get('issuer')!r}, and the file of providers "
                    f"{self.provider.issuer!r}"
                )
            self._metadata, self._read_at = found, time.monotonic()
        return self._metadata

    def _get(self, address: str, headers: Mapping[str, str] | None = None) -> dict[str, Any]:
        sent = {"Accept": "application/json", **(headers or {})}
        try:
            response = requests.get(address, headers=sent, timeout=TIMEOUT_S)
            response.raise_for_status()
            content = response.json()
        except (requests.RequestException, ValueError) as error:
            raise _unreachable(error) from None
        if not isinstance(content, dict):
            raise ProviderError("its answer is no JSON object")
        return content

    def _session(self, redirect_uri: str) -> OAuth2Session:
        provider = self.provider
        ways = self._discovered().get("token_endpoint_auth_methods_supported")
        # Basic is what a provider that says nothing takes (Discovery 1.0, section 3).
        basic = not isinstance(ways, list) or "client_secret_basic" in ways
        way = "client_secret_basic" if basic else "client_secret_post"
        return OAuth2Session(
            provider.client_id,
            provider.client_secret,
            token_endpoint_auth_method=way if provider.client_secret else "none",
            scope=" ".join(provider.scopes),
            redirect_uri=redirect_uri,
            code_challenge_method="S256",
            default_timeout=TIMEOUT_S,
        )


class _Claims(CodeIDToken):  # type: ignore[misc]
    """The claims of an ID token, or of a logout token, for which fewer are essential."""


def _unreachable(error: Exception) -> ProviderUnreachableError:
    # The error's text may quote the address, and the address may hold a code.
    return ProviderUnreachableError(f"no usable answer ({type(error).__name__})")


class Providers:
    """All providers, in the order of their buttons."""

    def __init__(self, providers: Sequence[Provider]) -> None:
        self._clients = {provider.id: ProviderClient(provider) for provider in providers}

    def by_id(self, provider_id: str) -> ProviderClient | None:
        """Return the client of a provider; None where there is none of this id."""
        return self._clients.get(provider_id)

    def by_issuer(self, issuer: str) -> ProviderClient | None:
        """Return the client of the provider that calls itself ``issuer``."""
        return next(
            (client for client in self._clients.values() if client.provider.issuer == issuer), None
        )

    def all(self) -> list[Provider]:
        """Return the providers."""
        return [client.provider for client in self._clients.values()]
