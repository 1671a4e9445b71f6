"""Writes marks set here to the remote accounts of people who wish it, from a queue.

A mark stays in the queue until the media server has taken it, however long that is away.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from app.data.services import Services
from app.remote import keeping, taking
from app.remote.http import AwayError, MissingError, RefusedError, RemoteError
from app.remote.servers import media_server
from app.remote.servers.types import MediaServer
from sql import query

FIRST_PAUSE_S: Final = 60
LONGEST_PAUSE_S: Final = 6 * 3600


def queue(services: Services, account_id: int) -> None:
    """Queue what the person set here since they wished it and the account does not have yet."""
    services.database.connection().execute(query("queue_write_backs"), {"account_id": account_id})


def send(services: Services, account: Any) -> None:
    """Write what is due to an account; each mark is committed by itself.

    Nothing is raised: what fails waits longer each time, and its failure is kept with it.
    """
    if account.server_id is None or account.writes_back_since is None:
        return
    connection = services.database.connection()
    waiting = keeping.due(connection, account.account_id)
    connection.commit()
    try:
        token = keeping.token_of(services, account.token_box)
    except RefusedError:
        return
    server = media_server(account.service, account.server_url)
    for write in waiting:
        items = keeping.items_of(connection, account.server_id, write.film_id)
        # No transaction stays open while a server is asked.
        connection.commit()
        said = {""}
        try:
            for item_id in items:
                said |= _write(server, account.remote_id, token, item_id, write)
        except MissingError:
            keeping.done(connection, account.account_id, write)  # the film is no longer there
            connection.commit()
        except RemoteError as error:
            pause_s = min(FIRST_PAUSE_S * 2 ** min(write.attempts, 20), LONGEST_PAUSE_S)
            keeping.postpone(connection, account.account_id, write, str(error), pause_s)
            connection.commit()
            if isinstance(error, (AwayError, RefusedError)):
                return  # the others would fail likewise, and keep their turn
        else:
            rating = None if write.rating is None else float(write.rating)
            if items:
                taking.wrote(connection, account.account_id, write.film_id, rating, sorted(said))
            keeping.done(connection, account.account_id, write)
            connection.commit()


def _write(server: MediaServer, remote_id: str, token: str, item_id: str, waiting: Any) -> set[str]:
    """Write a mark; return the days on which the account says from then on that it was seen.

    A server notes the moment of the write as when the film was seen. It is asked which day that
    is, since the next reading would take that day for a viewing more.
    """
    if waiting.kind == "rating":
        server.rate(token, remote_id, item_id, float(waiting.rating))
        return set()
    server.set_seen(token, remote_id, item_id)
    seen_at = server.mark(token, remote_id, item_id).seen_at or datetime.now(UTC)
    return {seen_at.astimezone().date().isoformat()}
