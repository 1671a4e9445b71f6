"""Sign-in by a code that a person types on the service's own page, as media players do it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from time import time
from typing import Any, Final, Literal

from app.remote.http import UnreadableError
from app.remote.values import text, whole

USUAL_INTERVAL_S: Final = 5
LONGEST_INTERVAL_S: Final = 60
# Trakt gives ten minutes, Simkl fifteen.
USUAL_EXPIRY_S: Final = 600
LONGEST_EXPIRY_S: Final = 3600
LONGEST_SECRET: Final = 8000
# A token that ends within this time is renewed before it is used.
RENEWED_BEFORE_S: Final = 3600


@dataclass(frozen=True)
class Code:
    """What a person types, and what this service asks with.

    Attributes
    ----------
    user_code : str
        What the person types at ``url``.
    device_code : str
        By what this service asks whether that was done. Who knows it gets the token.
    """

    user_code: str
    device_code: str
    url: str
    expires_in_s: int
    interval_s: int


@dataclass(frozen=True)
class Answer:
    """What came of a code so far; ``token`` is there once the person agreed."""

    state: Literal["waiting", "slow", "denied", "ended", "agreed"]
    token: str = ""


@dataclass(frozen=True)
class Tokens:
    """An access token that ends, and by what it is renewed; stored as one text.

    Attributes
    ----------
    ends_at : float
        Seconds since 1970, by this server's clock.
    """

    access: str
    refresh: str
    ends_at: float

    @property
    def is_due(self) -> bool:
        """Whether they should be renewed before they are used."""
        return self.ends_at - time() < RENEWED_BEFORE_S

    @property
    def has_ended(self) -> bool:
        """Whether the access token is refused by now."""
        return self.ends_at <= time()

    def written(self) -> str:
        """Return them as they are stored, inside the encrypted box."""
        return json.dumps([self.access, self.refresh, self.ends_at])


def tokens_of(stored: str) -> Tokens | None:
    """Return tokens as they were stored; None of a token that a person brought."""
    try:
        access, refresh, ends_at = json.loads(stored)
        return Tokens(secret(access), secret(refresh), float(ends_at))
    except (ValueError, TypeError):
        return None


def secret(value: object) -> str:
    """Return a token or code whole; empty where there is none, or it is no header's value."""
    if not isinstance(value, str) or len(value) > LONGEST_SECRET:
        return ""
    return value if value.isascii() and value.isprintable() else ""


def read_code(found: Mapping[str, Any], device_code: object) -> Code:
    """Return the code in an answer of Trakt or Simkl.

    Raises
    ------
    UnreadableError
        There is none, or the address is none that a browser should be led to.
    """
    code, url = text(found.get("user_code")), text(found.get("verification_url"))
    asked = secret(device_code)
    if not code or not asked or not url.startswith("https://"):
        raise UnreadableError("Its answer has no code.")
    return Code(
        code,
        asked,
        url,
        min(whole(found.get("expires_in")) or USUAL_EXPIRY_S, LONGEST_EXPIRY_S),
        min(whole(found.get("interval")) or USUAL_INTERVAL_S, LONGEST_INTERVAL_S),
    )
