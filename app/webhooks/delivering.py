"""Delivering what the outbox holds: in turn, again where it fails, and in the end no more."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, select, update

from app.webhooks import sending
from sql.tables import Webhook, WebhookDelivery

BATCH = 20
# After this time another process takes a delivery up: the process that had it has died.
LEASE = timedelta(minutes=5)
# After each failure of a delivery; after the last it is dropped.
WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 1_800, 7_200, 21_600, 43_200))
# How many failures in a row, of whatever deliveries, end a webhook until its person takes it up.
MOST_FAILURES = 20


@dataclass(frozen=True)
class Claim:
    """A delivery that this process has taken up."""

    delivery_id: uuid.UUID
    webhook_id: int
    url: str
    secret: str
    event: str
    data: dict[str, Any]
    created_at: datetime
    attempts: int

    def message(self) -> dict[str, Any]:
        """Return what is sent."""
        return {
            "type": self.event,
            "timestamp": self.created_at.isoformat(),
            "data": self.data,
        }


def deliver_due(engine: Engine, policy: str) -> int:
    """Send what is due, `BATCH` deliveries at most; return how many were tried.

    No transaction is open while something is sent.
    """
    with engine.begin() as connection:
        claims = _claim(connection)
    for claim in claims:
        error = sending.send(
            claim.url, policy, claim.secret, str(claim.delivery_id), claim.message()
        )
        with engine.begin() as connection:
            if error is None:
                _arrived(connection, claim)
            else:
                _failed(connection, claim, error)
    return len(claims)


def _claim(connection: Connection) -> list[Claim]:
    due = (
        select(WebhookDelivery.delivery_id)
        .where(WebhookDelivery.next_try_at <= func.now())
        .order_by(WebhookDelivery.next_try_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    rows = connection.execute(
        update(WebhookDelivery)
        .where(
            WebhookDelivery.delivery_id.in_(due),
            Webhook.webhook_id == WebhookDelivery.webhook_id,
        )
        .values(attempts=WebhookDelivery.attempts + 1, next_try_at=func.now() + LEASE)
        .returning(
            WebhookDelivery.delivery_id,
            WebhookDelivery.webhook_id,
            Webhook.url,
            Webhook.secret,
            WebhookDelivery.event,
            WebhookDelivery.data,
            WebhookDelivery.created_at,
            WebhookDelivery.attempts,
        )
    )
    return sorted((Claim(*row) for row in rows), key=lambda claim: claim.created_at)


def _arrived(connection: Connection, claim: Claim) -> None:
    connection.execute(
        delete(WebhookDelivery).where(WebhookDelivery.delivery_id == claim.delivery_id)
    )
    connection.execute(
        update(Webhook)
        .where(Webhook.webhook_id == claim.webhook_id)
        .values(failures=0, last_delivered_at=func.now(), last_error=None)
    )


def _failed(connection: Connection, claim: Claim, error: str) -> None:
    own = WebhookDelivery.delivery_id == claim.delivery_id
    if claim.attempts > len(WAITS):
        connection.execute(delete(WebhookDelivery).where(own))
    else:
        wait = WAITS[claim.attempts - 1]
        connection.execute(update(WebhookDelivery).where(own).values(next_try_at=func.now() + wait))
    failures = connection.scalar(
        update(Webhook)
        .where(Webhook.webhook_id == claim.webhook_id)
        .values(failures=Webhook.failures + 1, last_error=error)
        .returning(Webhook.failures)
    )
    if failures is not None and failures >= MOST_FAILURES:
        connection.execute(
            update(Webhook)
            .where(Webhook.webhook_id == claim.webhook_id, Webhook.disabled_at.is_(None))
            .values(disabled_at=func.now())
        )
        connection.execute(
            delete(WebhookDelivery).where(WebhookDelivery.webhook_id == claim.webhook_id)
        )
