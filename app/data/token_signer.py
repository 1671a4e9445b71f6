"""The text of bearer tokens: JWTs signed by this service."""

from __future__ import annotations

import hashlib
import hmac
import re
from datetime import datetime
from typing import Any

import jwt

ALGORITHM = "HS256"
ISSUER = "ordained"
# As `app.accounts.tokens` makes it.
JWT_ID = re.compile(r"[0-9a-f]{32}")
CLAIMS = ("sub", "jti", "iat", "iss", "epoch")


class TokenSigner:
    """Writes and reads the text of bearer tokens.

    Parameters
    ----------
    secret_key : str
        The signing key is derived from it, so that nothing else signed with ``secret_key``
        passes for a token.
    """

    def __init__(self, secret_key: str) -> None:
        self._key = hmac.new(secret_key.encode(), b"ordained bearer token", hashlib.sha256).digest()

    def write(
        self,
        user_id: int,
        session_epoch: int,
        jwt_id: str,
        created_at: datetime,
        expires_at: datetime | None,
    ) -> str:
        """Return the text of a token of a person in their current session epoch."""
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "sub": str(user_id),
            "jti": jwt_id,
            "epoch": session_epoch,
            "iat": created_at,
        }
        if expires_at is not None:
            claims["exp"] = expires_at
        return jwt.encode(claims, self._key, algorithm=ALGORITHM)

    def read(self, token: str) -> dict[str, Any] | None:
        """Return a token's claims; None where it is not ours, is damaged or has expired."""
        try:
            # The algorithm is fixed: a token that names another one is not believed.
            claims: dict[str, Any] = jwt.decode(
                token,
                self._key,
                algorithms=[ALGORITHM],
                issuer=ISSUER,
                options={"require": list(CLAIMS)},
            )
        except (jwt.InvalidTokenError, ValueError):
            return None
        # A claim that is signed may still be text that PostgreSQL does not take, such as a NUL.
        return claims if JWT_ID.fullmatch(str(claims["jti"])) else None
