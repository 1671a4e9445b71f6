"""``python -m app sync``: reads media servers and remote accounts, once or again and again."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from apiflask import APIFlask
from sqlalchemy.exc import OperationalError

from app.data.services import services_of
from app.remote import keeping
from app.remote.syncing import sync_account, sync_server
from app.web.problems import CANCELED, LOCKED, Problem


def add_parser(commands: Any) -> None:
    """Add the command to ``python -m app``."""
    sync = commands.add_parser(
        "sync", help="read media servers and people's accounts elsewhere, and write back"
    )
    sync.add_argument(
        "--every",
        type=int,
        metavar="MINUTES",
        choices=range(1, 1441),
        help="again and again, until stopped; without it once",
    )


def sync(app: APIFlask, every: int | None) -> int:
    """Read everything, once or every so many minutes; return how many were not read.

    One that fails keeps none of the others from being read; the last result of each is stored.
    """
    while True:
        failures = sum(not line for line in _round(app))
        if every is None:
            return failures
        time.sleep(every * 60)


def _round(app: APIFlask) -> Iterator[bool]:
    """Read each server and account in a transaction of its own; yield whether it was read."""
    services = services_of(app)
    with _request(app):
        connection = services.database.connection()
        servers = [row.server_id for row in keeping.servers(connection)]
        accounts = [row.account_id for row in keeping.accounts(connection)]
    for server_id in servers:
        with _request(app):
            rows = keeping.servers(services.database.connection(), server_id)
            yield from (_told(row.name, sync_server, services, row) for row in rows)
    for account_id in accounts:
        with _request(app):
            rows = keeping.accounts(services.database.connection(), account_id=account_id)
            for row in rows:
                name = f"account {account_id} on {row.server_name or row.service}"
                yield _told(name, sync_account, services, row)


def _told(name: str, read: Any, services: Any, row: Any) -> bool:
    try:
        result = read(services, row)
    except Problem as problem:
        result = {"failure": "remote", "detail": problem.detail}
    except OperationalError as error:
        if not isinstance(error.orig, (*LOCKED, CANCELED)):
            raise
        # The person writes, or somebody else reads the account; the next round finds it free.
        services.database.connection().rollback()
        result = {"failure": "busy", "detail": "Somebody else is at work on it."}
    if result["failure"]:
        print(f"{name}: not read. {result['detail']}", file=sys.stderr)
        return False
    changed = f", {result['changed']} changed" if "changed" in result else ""
    print(f"{name}: {result['films']} films{changed}, {result['not_matched']} not matched")
    return True


@contextmanager
def _request(app: APIFlask) -> Iterator[None]:
    """Give a transaction as a request has it; what is not committed is rolled back."""
    with app.test_request_context("/", method="POST"):
        yield
