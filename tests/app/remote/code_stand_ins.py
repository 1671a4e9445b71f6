"""Stand-ins of Trakt's and Simkl's sign-in by code: real HTTP, with the shapes of their documents.

No account of theirs was at hand. What is taken and given is written from
https://trakt.docs.apiary.io (Authentication - Devices) and https://simkl.docs.apiary.io
(Authentication - PIN).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, request

KEYS = {"client_id": "a-client-id", "client_secret": "a-client-secret"}


@dataclass
class Codes:
    """What both services know of the code that was given out.

    Attributes
    ----------
    status : int
        How Trakt answers a poll; 200 once the person agreed.
    pin : dict
        How Simkl answers a poll.
    access, refresh : str
        Trakt's tokens that open something now.
    lasts_s : int
        How long Trakt's access tokens last.
    """

    status: int = 400
    pin: dict[str, Any] = field(
        default_factory=lambda: {"result": "KO", "message": "Authorization pending"}
    )
    access: str = ""
    refresh: str = ""
    lasts_s: int = 86_400
    given: int = 0
    renewed: int = 0
    revoked: list[str] = field(default_factory=list)
    renewal_status: int = 200

    def new_tokens(self) -> dict[str, Any]:
        """Return new tokens, which end those of before."""
        self.given += 1
        # As long as the signed ones that Trakt may give.
        self.access = f"access-{self.given}-{'a' * 900}"
        self.refresh = f"refresh-{self.given}-{'r' * 900}"
        return {
            "access_token": self.access,
            "token_type": "bearer",
            "expires_in": self.lasts_s,
            "refresh_token": self.refresh,
            "scope": "public",
            "created_at": 1748371200,
        }


def add_codes(app: Flask, codes: Codes) -> None:
    """Add the addresses of both to a stand-in."""

    def body(*names: str) -> dict[str, Any]:
        found = request.get_json()
        assert isinstance(found, dict)
        assert {name: found.get(name) for name in KEYS if name in names} == {
            name: KEYS[name] for name in KEYS if name in names
        }
        return found

    @app.post("/trakt/oauth/device/code")
    def trakt_code() -> Any:
        body("client_id")
        return {
            "device_code": "d76e2c1f9bc4e7a3",
            "user_code": "5055CC52",
            "verification_url": "https://trakt.tv/activate",
            "expires_in": 600,
            "interval": 5,
        }

    @app.post("/trakt/oauth/device/token")
    def trakt_token() -> Any:
        assert body(*KEYS)["code"] == "d76e2c1f9bc4e7a3"
        if codes.status != 200:
            return Response(status=codes.status)
        codes.status = 409  # given out once
        return codes.new_tokens()

    @app.post("/trakt/oauth/token")
    def trakt_renewal() -> Any:
        found = body(*KEYS)
        assert found["grant_type"] == "refresh_token"
        assert found["redirect_uri"] == "urn:ietf:wg:oauth:2.0:oob"
        if codes.renewal_status != 200:
            return Response(status=codes.renewal_status)
        if found["refresh_token"] != codes.refresh:
            return {"error": "invalid_grant", "error_description": "Session not found"}, 400
        codes.renewed += 1
        return codes.new_tokens()

    @app.post("/trakt/oauth/revoke")
    def trakt_revoke() -> Any:
        codes.revoked.append(body(*KEYS)["token"])
        return {}

    @app.get("/simkl/oauth/pin")
    def simkl_pin() -> Any:
        assert request.args["client_id"] == KEYS["client_id"]
        return {
            "result": "OK",
            "device_code": "DEVICE_CODE",
            "user_code": "ABCDE",
            "verification_url": "https://simkl.com/pin",
            "expires_in": 900,
            "interval": 5,
        }

    @app.get("/simkl/oauth/pin/ABCDE")
    def simkl_poll() -> Any:
        assert request.args["client_id"] == KEYS["client_id"]
        return codes.pin
