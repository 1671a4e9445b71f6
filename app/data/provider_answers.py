"""What a provider says of somebody, and how asking it can fail.

ProviderError
└── ProviderUnreachableError
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What OpenID Connect Core 1.0 allows a subject, and enough for other claims that are kept.
LONGEST_SUBJECT = 255


class ProviderError(Exception):
    """A provider's answer cannot be trusted or used; the message is for the log."""


class ProviderUnreachableError(ProviderError):
    """The provider did not answer, or its answer was that it cannot."""


@dataclass(frozen=True)
class Departure:
    """Where a browser is sent, and what has to be known when it comes back."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Arrival:
    """Whom a provider has recognised.

    Attributes
    ----------
    subject : str
        The provider's own name of the person, which never changes.
    claims : mapping
        All that the provider says about the person.
    id_token : str
        The signed part of it.
    """

    subject: str
    claims: Mapping[str, Any]
    id_token: str

    @property
    def session(self) -> str | None:
        """The provider's name of its session with the person."""
        return text_claim(self.claims, "sid")

    @property
    def verified_email(self) -> str | None:
        """The e-mail address, if the provider says that it is the person's."""
        is_verified = self.claims.get("email_verified") is True
        return text_claim(self.claims, "email") if is_verified else None

    def groups(self, claim: str) -> frozenset[str]:
        """Return the groups that a claim lists; none where there is no such claim."""
        value = self.claims.get(claim)
        if isinstance(value, str):
            return frozenset([value])
        listed = value if isinstance(value, list) else []
        return frozenset(name for name in listed if isinstance(name, str))


def text_claim(claims: Mapping[str, Any], name: str) -> str | None:
    """Return a claim that is text PostgreSQL takes, of at most 255 characters; else None."""
    value = claims.get(name)
    fits = isinstance(value, str) and 0 < len(value) <= LONGEST_SUBJECT and "\0" not in value
    return value if fits else None
