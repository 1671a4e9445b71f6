"""Connecting an account of Trakt or Simkl by a code that the person types on its own page."""

from __future__ import annotations

import json
from time import time
from typing import Any

from app.accounts import access
from app.accounts.people import Person
from app.data.services import Services
from app.remote import diaries, keeping
from app.remote.http import RemoteError
from app.remote.schemas import RemoteCodeCheck, RemoteCodeIn
from app.remote.server_service import as_problem
from app.remote.service import keep, refuse_second, shown
from app.web.problems import Fault, Problem


def begin(services: Services, person: Person, body: RemoteCodeIn) -> dict[str, Any]:
    """Get a code; see `app.remote.schemas.RemoteCode`.

    The ticket says by what the service is asked about the code. It is encrypted, and is this
    person's alone, so nothing needs to be stored before the person has agreed.

    Raises
    ------
    Problem
        ``invalid``: the service gives no codes here. ``remote-exists``, ``remote-refused``,
        ``remote-away``.
    """
    if not diaries.gives_codes(services, body.service):
        faults = [Fault("/service", "This service is not connected with by a code here.")]
        raise Problem("invalid", errors=faults)
    connection = services.database.connection()
    refuse_second(connection, person, body.service, None)
    # No transaction stays open while a service is asked.
    connection.commit()
    try:
        code = diaries.begin(services, body.service)
    except RemoteError as error:
        raise as_problem(error) from None
    ticket = {
        "user": person.user_id,
        "service": body.service,
        "code": code.device_code,
        "interval_s": code.interval_s,
        "ends_at": time() + code.expires_in_s,
    }
    return {
        "code": code.user_code,
        "url": code.url,
        "ticket": services.ticket_box.close(json.dumps(ticket)).decode(),
        "expires_in_s": code.expires_in_s,
        "wait_s": code.interval_s,
    }


def check(services: Services, person: Person, body: RemoteCodeCheck) -> dict[str, Any]:
    """Ask what came of a code, and connect the account; see `app.remote.schemas.RemoteCodeState`.

    Raises
    ------
    Problem
        ``remote-refused``, ``remote-away``.
    """
    ticket = json.loads(services.ticket_box.open(body.ticket.encode()) or "{}")
    if ticket.get("user") != person.user_id:
        return _state("ended")
    connection = services.database.connection()
    service = ticket["service"]
    # The answer that told of the account may have been lost on its way to the browser.
    for row in keeping.accounts(connection, user_id=person.user_id):
        if row.service == service:
            return _state("connected", account=shown(row))
    if ticket["ends_at"] < time():
        return _state("ended")
    connection.commit()
    try:
        answer = diaries.collect(services, service, ticket["code"])
        if answer.state in ("waiting", "slow"):
            pauses = 2 if answer.state == "slow" else 1
            return _state("waiting", wait_s=pauses * ticket["interval_s"])
        if answer.state != "agreed":
            return _state(answer.state)
        signed_in = diaries.sign_in(services, service, "", answer.token)
    except RemoteError as error:
        raise as_problem(error) from None
    access.lock()
    refuse_second(connection, person, service, None)
    account = keep(services, person, service, None, signed_in)
    return _state("connected", account=account)


def _state(
    state: str, *, account: dict[str, Any] | None = None, wait_s: int | None = None
) -> dict[str, Any]:
    return {"state": state, "account": account, "wait_s": wait_s}
