"""Request and response bodies of companions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from app.web.contract import Body, Input
from embeddings.plain_text import UNALTERED


class CompanionRequest(Input):
    """Whom to ask."""

    username: Annotated[str, StringConstraints(min_length=1, max_length=64), UNALTERED] = Field(
        examples=["ben"]
    )


class CompanionConsent(Input):
    """Your agreement, and what they may see."""

    shows_reasons: bool = Field(
        False,
        description="Whether answers may tell them which of your films speak for a film; else "
        "they see the stars that you would give alone.",
    )


class CompanionFacts(Body):
    """What is kept of two people who choose films together, once both agree."""

    username: str = Field(examples=["ben"])
    state: Literal["agreed", "asked", "asks-you"] = Field(
        description="`asked`: you asked, and wait; `asks-you`: you may agree."
    )
    shows_reasons: bool = Field(description="Whether you show them your films as reasons.")
    shown_reasons: bool = Field(description="Whether they show you theirs.")
    asked_at: datetime
    agreed_at: datetime | None


class Companion(CompanionFacts):
    """Somebody with whom you choose films, once both agree."""

    id: int


class Companions(Body):
    """All companions, those who ask you first, then by name."""

    items: list[Companion]
