"""Media servers for administrators: adding, changing, reading and removing them."""

from __future__ import annotations

from typing import Any, Final

from app.data.services import Services
from app.remote import keeping, webhooks
from app.remote.http import AwayError, RemoteError, checked_url
from app.remote.schemas import MediaServerChange, MediaServerIn
from app.remote.servers import media_server
from app.remote.syncing import sync_server
from app.web.problems import Fault, Problem

WEBHOOK: Final = "/api/v1/media-servers/webhook?secret={secret}"
MOST_NOT_MATCHED: Final = 500


def listed(services: Services) -> dict[str, Any]:
    """List all media servers; see `app.remote.schemas.MediaServers`."""
    return {"items": [_shown(row) for row in keeping.servers(services.database.connection())]}


def add(services: Services, body: MediaServerIn) -> dict[str, Any]:
    """Add a media server that answers; see `app.remote.schemas.MediaServer`.

    Raises
    ------
    Problem
        ``invalid``: an address is none. ``remote-refused``, ``remote-away``: the server does not
        take the token, or does not answer. ``remote-exists``: it is here already.
    """
    connection = services.database.connection()
    url = _address("url", body.url)
    play_url = _address("play_url", body.play_url) if body.play_url else url
    machine_id = _machine_id(body.kind, url, body.token)
    if any(row.machine_id == machine_id for row in keeping.servers(connection)):
        raise Problem("remote-exists", "This media server is here already.")
    secret, webhook_hash = webhooks.new_secret()
    server_id = keeping.add_server(
        connection,
        {
            "kind": body.kind,
            "name": body.name,
            "url": url,
            "play_url": play_url,
            "machine_id": machine_id,
            "token_box": services.secret_box.close(body.token),
            "webhook_hash": webhook_hash,
        },
    )
    return _shown(_find(services, server_id), secret)


def change(services: Services, server_id: int, body: MediaServerChange) -> dict[str, Any]:
    """Change a media server; see `app.remote.schemas.MediaServer`.

    Raises
    ------
    Problem
        ``not-found``; else as `add`.
    """
    connection = services.database.connection()
    server = _find(services, server_id)
    values: dict[str, Any] = {"name": body.name} if body.name else {}
    if body.play_url:
        values["play_url"] = _address("play_url", body.play_url)
    if body.url or body.token:
        url = _address("url", body.url) if body.url else server.url
        token = body.token or keeping.token_of(services, server.token_box)
        values |= {
            "url": url,
            "token_box": services.secret_box.close(token),
            "machine_id": _machine_id(server.kind, url, token),
        }
    secret = None
    if body.new_webhook:
        secret, values["webhook_hash"] = webhooks.new_secret()
    if values:
        keeping.change_server(connection, server_id, values)
    return _shown(_find(services, server_id), secret)


def remove(services: Services, server_id: int) -> None:
    """Remove a media server, what it has, and people's accounts on it; marks stay.

    Raises
    ------
    Problem
        ``not-found``: there is no such media server.
    """
    if not keeping.remove_server(services.database.connection(), server_id):
        raise _no_server()


def sync(services: Services, server_id: int) -> dict[str, Any]:
    """Read a media server's library now; see `app.remote.schemas.MediaServer`."""
    sync_server(services, _find(services, server_id))
    return _shown(_find(services, server_id))


def not_matched(services: Services, server_id: int) -> dict[str, Any]:
    """List films that were matched to none; see `app.remote.schemas.NotMatchedFilms`."""
    _find(services, server_id)
    connection = services.database.connection()
    rows = keeping.not_matched(connection, server_id, MOST_NOT_MATCHED)
    return {"items": [dict(row._mapping) for row in rows]}


def _find(services: Services, server_id: int) -> Any:
    rows = keeping.servers(services.database.connection(), server_id)
    if not rows:
        raise _no_server()
    return rows[0]


def _no_server() -> Problem:
    return Problem("not-found", "There is no such media server.")


def _address(field: str, text: str) -> str:
    try:
        return checked_url(text)
    except ValueError as error:
        raise Problem("invalid", errors=[Fault(f"/{field}", f"{error}.")]) from None


def _machine_id(kind: str, url: str, token: str) -> str:
    try:
        return media_server(kind, url).identity(token).machine_id
    except RemoteError as error:
        raise as_problem(error) from None


def as_problem(error: RemoteError) -> Problem:
    """Return what a request is answered with where a server elsewhere gave no answer."""
    kind = "remote-away" if isinstance(error, AwayError) else "remote-refused"
    return Problem(kind, str(error))


def _shown(row: Any, secret: str | None = None) -> dict[str, Any]:
    names = ("kind", "name", "url", "play_url", "films", "matched", "synced_at")
    result = row.result and {name: row.result[name] for name in ("failure", "detail")}
    return {
        "id": row.server_id,
        **{name: getattr(row, name) for name in names},
        "result": result,
        "webhook": WEBHOOK.format(secret=secret) if secret else None,
    }
