"""Sends webhooks in the background of every worker."""

from __future__ import annotations

import logging
import threading

from flask import Flask
from sqlalchemy.exc import DBAPIError

from app.data.database import Database
from app.data.services import services_of
from app.webhooks.delivering import deliver_due
from app.webhooks.service import policy_of

log = logging.getLogger("app.process.deliveries")

POLL_S = 3.0
# After a failure of the database, which may be away or a standby.
REST_S = 60.0


def start(app: Flask) -> threading.Thread | None:
    """Begin to send; return the thread that does, None where webhooks are off."""
    policy = policy_of(app)
    if policy == "off":
        return None
    database = services_of(app).database
    thread = threading.Thread(target=_run, args=(database, policy), name="webhooks", daemon=True)
    thread.start()
    return thread


def _run(database: Database, policy: str) -> None:
    pause = threading.Event()
    while True:
        pause.wait(once(database, policy))


def once(database: Database, policy: str) -> float:
    """Send what is due; return how many seconds to wait before the next time."""
    try:
        return 0.0 if deliver_due(database.engine, policy) else POLL_S
    except DBAPIError as error:
        log.warning("webhooks=postponed error=%s", type(error.orig).__name__)
        return REST_S
