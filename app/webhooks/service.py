"""A person's webhooks: make, list, change, delete."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Connection, RowMapping, delete, func, insert, select, update

from app.data.services import Services
from app.settings import Settings
from app.web.problems import Problem, invalid
from app.webhooks import sending
from app.webhooks.addresses import AddressError, checked
from app.webhooks.schemas import WebhookIn
from sql.tables import Webhook, WebhookDelivery

MOST_WEBHOOKS = 10
# Of an application's configuration: where webhooks may send to.
POLICY = "ORDAINED_WEBHOOKS"


def init_app(app: Flask, settings: Settings) -> None:
    """Let webhooks of ``app`` send to where the operator allows."""
    app.config[POLICY] = settings.webhooks


def policy_of(app: Flask) -> str:
    """Return where webhooks may send to: ``public``, ``any`` or ``off``."""
    return str(app.config[POLICY])


def listed(services: Services, user_id: int) -> dict[str, Any]:
    """List webhooks; see `app.webhooks.schemas.WebhooksPage`."""
    return {"items": _rows(services.database.connection(), user_id), "next_cursor": None}


def make(services: Services, user_id: int, body: WebhookIn) -> dict[str, Any]:
    """Make a webhook; see `app.webhooks.schemas.NewWebhook`.

    Raises
    ------
    Problem
        ``webhooks-off``; ``invalid``: the address is not allowed; ``too-many-webhooks``.
    """
    _check(body.url)
    connection = services.database.connection()
    if len(_rows(connection, user_id)) >= MOST_WEBHOOKS:
        raise Problem("too-many-webhooks")
    secret = sending.new_secret()
    webhook_id = connection.scalar(
        insert(Webhook)
        .values(user_id=user_id, url=body.url, secret=secret, events=body.events)
        .returning(Webhook.webhook_id)
    )
    (row,) = _rows(connection, user_id, webhook_id)
    return {**row, "secret": secret}


def change(services: Services, user_id: int, webhook_id: int, body: WebhookIn) -> dict[str, Any]:
    """Replace address and events, and take the webhook up again; the secret stays.

    Raises
    ------
    Problem
        As `make`, and ``not-found``.
    """
    _check(body.url)
    connection = services.database.connection()
    changed = connection.execute(
        update(Webhook)
        .where(Webhook.webhook_id == webhook_id, Webhook.user_id == user_id)
        .values(url=body.url, events=body.events, failures=0, disabled_at=None, last_error=None)
    )
    if not changed.rowcount:
        raise _no_webhook()
    (row,) = _rows(connection, user_id, webhook_id)
    return dict(row)


def remove(services: Services, user_id: int, webhook_id: int) -> None:
    """Delete a webhook with all that waits to be sent to it.

    Raises
    ------
    Problem
        ``not-found``.
    """
    gone = services.database.connection().execute(
        delete(Webhook).where(Webhook.webhook_id == webhook_id, Webhook.user_id == user_id)
    )
    if not gone.rowcount:
        raise _no_webhook()


def _check(url: str) -> None:
    policy = policy_of(current_app)
    if policy == "off":
        raise Problem("webhooks-off")
    try:
        checked(url, policy)
    except AddressError as error:
        raise invalid("/url", f"{error}.") from error


def _rows(
    connection: Connection, user_id: int, webhook_id: int | None = None
) -> Sequence[RowMapping]:
    waiting = (
        select(func.count())
        .where(WebhookDelivery.webhook_id == Webhook.webhook_id)
        .scalar_subquery()
    )
    statement = (
        select(
            Webhook.webhook_id.label("id"),
            Webhook.url,
            Webhook.events,
            Webhook.created_at,
            Webhook.disabled_at,
            Webhook.last_delivered_at,
            Webhook.last_error,
            waiting.label("waiting"),
        )
        .where(Webhook.user_id == user_id)
        .order_by(Webhook.webhook_id.desc())
    )
    if webhook_id is not None:
        statement = statement.where(Webhook.webhook_id == webhook_id)
    return connection.execute(statement).mappings().all()


def _no_webhook() -> Problem:
    return Problem("not-found", "You have no such webhook.")
