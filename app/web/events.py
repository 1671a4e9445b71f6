"""One line for each event that matters for security, in the log ``app.security``.

Such events are signing in and out, changes of an account, of its tokens and of the catalogue, and
every refusal: of who somebody is, of what they may do, or of how often they ask.
"""

from __future__ import annotations

import logging

from flask import Flask, Response, g, request, session

from app.web.log import route

log = logging.getLogger("app.security")

# By endpoint; also where nothing is refused.
EVENTS = {
    "accounts.register": "registration",
    "accounts.sign_in": "sign-in",
    "accounts.sign_out": "sign-out",
    "accounts.change_password": "password-change",
    "accounts.delete_account": "account-deletion",
    "accounts.create_token": "token-creation",
    "accounts.revoke_token": "token-revocation",
    "feeds.make": "feed-address",
    "feeds.revoke": "feed-address",
    "webhooks.make": "webhook-change",
    "webhooks.change": "webhook-change",
    "webhooks.remove": "webhook-change",
    "second_factor.prepare": "second-factor-preparation",
    "second_factor.switch_on": "second-factor-on",
    "second_factor.renew_codes": "recovery-codes",
    "second_factor.switch_off": "second-factor-off",
    "sign_on.finish": "provider-sign-in",
    "sign_on.end_by_provider": "provider-sign-out",
    "sign_on.sign_out": "sign-out",
    "sign_on.start_linking": "identity-linking",
    "sign_on.unlink": "identity-unlinking",
    "transfer.export": "export",
    "rooms.make": "room-creation",
    "rooms.join": "room-joining",
    "rooms.remove": "room-removal",
    "lists.share": "list-sharing",
    "lists.stop_sharing": "list-sharing",
    "lists.become_editor": "list-editing",
    "catalogue.add_movie": "catalogue-change",
    "catalogue.replace_movie": "catalogue-change",
    "catalogue.remove_movie": "catalogue-change",
    "operation.roll_back": "rollback",
    "backups.make_backup": "backup",
    "backups.upload": "backup",
    "backups.download": "backup-download",
    "backups.delete_backup": "backup",
    "backups.restore": "restore",
}
REFUSED = (401, 403, 429)


def init_app(app: Flask) -> None:
    """Log the events of ``app``, without the names that people type and without secrets."""

    @app.after_request
    def log_event(response: Response) -> Response:
        event = EVENTS.get(request.endpoint or "")
        refused = response.status_code in REFUSED
        if event or refused:
            log.log(
                logging.WARNING if refused else logging.INFO,
                "event=%s outcome=%s reason=%s person=%s address=%s route=%s",
                event or "request",
                "refused" if refused else "done" if response.status_code < 400 else "failed",
                g.get("problem", "-"),
                _person() or "-",
                request.remote_addr or "-",
                route(),
            )
        return response


def _person() -> str:
    """Return the id of the person who asks, or who has just signed in."""
    visitor = g.get("visitor")
    if visitor is not None:
        return str(visitor.user_id)
    return str(session.get("_user_id", "")).split(".")[0]
