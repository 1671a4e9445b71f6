"""Trakt's sign-in by a code, its tokens' renewal and end.

Source: https://trakt.docs.apiary.io/#reference/authentication-devices
"""

from __future__ import annotations

from time import time
from typing import Any, Final

from app.data.diary_sites import DiarySites
from app.remote.diaries.codes import Answer, Code, Tokens, read_code, secret
from app.remote.http import Client, RefusedError, UnreadableError
from app.remote.values import mapping, whole

# What the statuses of a poll say; every other is an error.
STATES: Final[dict[int, Answer]] = {
    400: Answer("waiting"),
    404: Answer("ended"),
    409: Answer("ended"),
    410: Answer("ended"),
    418: Answer("denied"),
    429: Answer("slow"),
}
# An application that no browser returns to.
NOWHERE: Final = "urn:ietf:wg:oauth:2.0:oob"


def begin(sites: DiarySites) -> Code:
    """Ask for a code."""
    body = {"client_id": sites.trakt_key}
    found = mapping(Client(sites.trakt_url).send("POST", "/oauth/device/code", None, {}, body))
    return read_code(found, found.get("device_code"))


def collect(sites: DiarySites, device_code: str) -> Answer:
    """Ask what came of a code; the token is given out once."""
    body = {"code": device_code, **_client(sites)}
    status, found = Client(sites.trakt_url).answer("POST", "/oauth/device/token", body, STATES)
    return STATES.get(status) or Answer("agreed", _tokens(found).written())


def renew(sites: DiarySites, tokens: Tokens) -> Tokens:
    """Return new tokens; the old ones open nothing from then on.

    Raises
    ------
    RefusedError
        The person ended the connection there, or the tokens were renewed before.
    """
    body = {
        "refresh_token": tokens.refresh,
        "grant_type": "refresh_token",
        "redirect_uri": NOWHERE,
        **_client(sites),
    }
    status, found = Client(sites.trakt_url).answer("POST", "/oauth/token", body, (400,))
    if status == 400:
        raise RefusedError("It renews the token no more; connect again.")
    return _tokens(found)


def revoke(sites: DiarySites, tokens: Tokens) -> None:
    """End tokens."""
    body = {"token": tokens.access, **_client(sites)}
    Client(sites.trakt_url).answer("POST", "/oauth/revoke", body)


def _client(sites: DiarySites) -> dict[str, Any]:
    return {"client_id": sites.trakt_key, "client_secret": sites.trakt_secret}


def _tokens(answer: object) -> Tokens:
    found = mapping(answer)
    access, refresh = secret(found.get("access_token")), secret(found.get("refresh_token"))
    expires_in_s = whole(found.get("expires_in"))
    if not access or not refresh or expires_in_s is None:
        raise UnreadableError("Its answer has no token.")
    return Tokens(access, refresh, time() + expires_in_s)
