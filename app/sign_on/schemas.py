"""Request and response bodies of signing in through providers."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from app.accounts.schemas import Confirmation, Provider, Session
from app.accounts.second_factor_schemas import SecondFactorState
from app.web.contract import Body, Input
from embeddings.plain_text import UNALTERED

ProviderId = Annotated[str, StringConstraints(min_length=1, max_length=32), UNALTERED]
FromProvider = Annotated[str, StringConstraints(min_length=1, max_length=4000), UNALTERED]


class SignOnStart(Input):
    """A provider to sign in with."""

    provider: ProviderId = Field(examples=["authelia"])
    next: Annotated[str, StringConstraints(max_length=2000), UNALTERED] = Field(
        default="/",
        description="The path of the page to open afterwards; of another site, or longer than 200 "
        "characters, it is `/`.",
        examples=["/for-you"],
    )


class LinkStart(Confirmation):
    """A provider to link with the account."""

    provider: ProviderId = Field(examples=["authelia"])


class SignOnAnswer(Input):
    """What the provider sent the browser back with."""

    provider: ProviderId = Field(examples=["authelia"])
    state: FromProvider
    code: FromProvider


class Location(Body):
    """Where the browser goes now."""

    location: str = Field(examples=["https://auth.example/authorize?…"])


class SignedOut(Body):
    """Where the browser goes to be signed out at the provider, too."""

    location: str | None = Field(description="Null where nobody signed in through a provider.")


class Arrived(Session):
    """Who is signed in now, and the page that they wanted."""

    next: str = Field(examples=["/for-you"])
    linked: bool = Field(description="Whether this linked an identity, to who was signed in.")


class LogoutToken(Input):
    """A provider's word that somebody signed out there."""

    logout_token: Annotated[str, StringConstraints(min_length=1, max_length=10_000), UNALTERED]


class Identity(Body):
    """An account at a provider with which the person signs in."""

    id: int = Field(examples=[3])
    provider: Provider | None = Field(
        description="Null where the provider is no longer one of this service."
    )
    issuer: str = Field(examples=["https://auth.example"])
    email: str | None = Field(description="If the provider has verified it.")
    created_at: datetime
    last_used_at: datetime | None


class WaysIn(Body):
    """How the person signs in."""

    has_password: bool
    identities: list[Identity]
    second_factor: SecondFactorState
