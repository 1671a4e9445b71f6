"""Routes of webhooks: they declare inputs, outputs and problems; `service` answers.

They need a session: where one's marks are sent to is nothing that a program may change.
"""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access
from app.data.services import services
from app.web.contract import DONE, JSON_PROBLEMS, done, problems
from app.webhooks import service
from app.webhooks.schemas import NewWebhook, Webhook, WebhookIn, WebhooksPage

blueprint = APIBlueprint("webhooks", __name__, tag="Accounts")

READ = problems(*access.SESSION_PROBLEMS, "too-many-requests")
WRITE = problems(
    *access.SESSION_PROBLEMS, *JSON_PROBLEMS, "csrf", "webhooks-off", "too-many-requests"
)


@blueprint.get("/me/webhooks")
@access.private_to_sessions
@blueprint.output(WebhooksPage)
@blueprint.doc(operation_id="listWebhooks", responses=READ)
def webhooks() -> dict[str, Any]:
    """List one's webhooks."""
    return service.listed(services(), access.caller().user_id)


@blueprint.post("/me/webhooks")
@access.private_to_sessions
@blueprint.input(WebhookIn, arg_name="body")
@blueprint.output(NewWebhook, 201)
@blueprint.doc(
    operation_id="makeWebhook",
    responses=problems(
        *access.SESSION_PROBLEMS,
        *JSON_PROBLEMS,
        "csrf",
        "webhooks-off",
        "too-many-webhooks",
        "too-many-requests",
    ),
)
def make(body: WebhookIn) -> dict[str, Any]:
    """Have what one rates, sees or plans sent to an address, signed.

    It is sent within seconds, and again for a day where it does not arrive.
    """
    return service.make(services(), access.caller().user_id, body)


@blueprint.put("/me/webhooks/<int:webhook_id>")
@access.private_to_sessions
@blueprint.input(WebhookIn, arg_name="body")
@blueprint.output(Webhook)
@blueprint.doc(operation_id="changeWebhook", responses={**WRITE, **problems("not-found")})
def change(webhook_id: int, body: WebhookIn) -> dict[str, Any]:
    """Replace address and events of a webhook, and take it up again where it was given up."""
    return service.change(services(), access.caller().user_id, webhook_id, body)


@blueprint.delete("/me/webhooks/<int:webhook_id>")
@access.private_to_sessions
@blueprint.doc(
    operation_id="removeWebhook",
    responses={
        **DONE,
        **problems(*access.SESSION_PROBLEMS, "csrf", "not-found", "too-many-requests"),
    },
)
def remove(webhook_id: int) -> Response:
    """Delete a webhook, with what waits to be sent to it."""
    service.remove(services(), access.caller().user_id, webhook_id)
    return done()
