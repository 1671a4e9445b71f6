"""Request and response bodies of webhooks."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from app.web.contract import Body, Input
from embeddings.plain_text import UNALTERED

Event = Literal["rated", "seen", "watchlisted"]


def _distinct(events: list[str]) -> list[str]:
    return list(dict.fromkeys(events))


Events = Annotated[list[Event], Field(min_length=1, max_length=3), AfterValidator(_distinct)]


class WebhookIn(Input):
    """Where to send, and what of."""

    url: Annotated[str, StringConstraints(min_length=1, max_length=2000), UNALTERED] = Field(
        description="Over https and in the public internet, unless the operator allows others.",
        examples=["https://example.org/hook"],
    )
    events: Events = Field(examples=[["rated", "seen"]])


class Webhook(Body):
    """A webhook, without its secret."""

    id: int = Field(examples=[3])
    url: str = Field(examples=["https://example.org/hook"])
    events: list[Event]
    created_at: datetime
    disabled_at: datetime | None = Field(
        description="Set after twenty failures in a row; changing the webhook takes it up again."
    )
    last_delivered_at: datetime | None
    last_error: str | None = Field(description="Why the last attempt failed, if it did.")
    waiting: int = Field(description="Deliveries that have not arrived yet.")


class NewWebhook(Webhook):
    """A webhook just made."""

    secret: str = Field(
        description="Signs what is sent, as Standard Webhooks says. Shown this once only.",
        examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )


class WebhooksPage(Body):
    """One's webhooks, the newest first; all of them, as there are few."""

    items: list[Webhook]
    next_cursor: None = Field(description="Always null.")
