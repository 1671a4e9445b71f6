"""A person's accounts elsewhere: connecting, reading, writing back, and where a film is played."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from app.accounts.people import Person
from app.data.services import Services
from app.library.service import film_id_of
from app.remote import diaries, keeping, renewing
from app.remote.http import RemoteError
from app.remote.schemas import DIARIES, RemoteAccountChange, RemoteAccountIn
from app.remote.server_service import as_problem
from app.remote.servers import media_server
from app.remote.servers.types import SignedIn
from app.remote.syncing import sync_account
from app.web.problems import Fault, Problem

RESULT: dict[str, Any] = {
    "failure": None,
    "detail": None,
    "films": 0,
    "changed": 0,
    "kept": 0,
    "not_matched": 0,
    "titles": [],
    "import_id": None,
}


def listed(services: Services, person: Person) -> dict[str, Any]:
    """List a person's accounts elsewhere; see `app.remote.schemas.RemoteAccounts`."""
    connection = services.database.connection()
    rows = keeping.accounts(connection, user_id=person.user_id)
    taken = {(row.service, row.server_id) for row in rows}
    servers = [
        {"service": row.kind, "server_id": row.server_id, "name": row.name, "by_code": False}
        for row in keeping.servers(connection)
    ]
    services_ = [
        {
            "service": name,
            "server_id": None,
            "name": diaries.NAMES[name],
            "by_code": diaries.gives_codes(services, name),
        }
        for name in DIARIES
        if diaries.is_available(services, name)
    ]
    return {
        "items": [shown(row) for row in rows],
        "connectable": [
            service
            for service in (*servers, *services_)
            if (service["service"], service["server_id"]) not in taken
        ],
    }


def connect(services: Services, person: Person, body: RemoteAccountIn) -> dict[str, Any]:
    """Connect an account elsewhere that can be read; see `app.remote.schemas.RemoteAccount`.

    Raises
    ------
    Problem
        ``invalid``: there is no such media server. ``remote-refused``, ``remote-away``.
        ``remote-exists``: there is an account there already.
    """
    service, signed_in = _signed_in(services, body)
    refuse_second(services.database.connection(), person, service, body.server_id)
    return keep(services, person, service, body.server_id, signed_in)


def refuse_second(
    connection: Connection, person: Person, service: str, server_id: int | None
) -> None:
    """Refuse a second account of a person at the same place.

    Raises
    ------
    Problem
        ``remote-exists``
    """
    mine = keeping.accounts(connection, user_id=person.user_id)
    if any((row.service, row.server_id) == (service, server_id) for row in mine):
        raise Problem("remote-exists", "You have connected an account there; end that first.")


def keep(
    services: Services, person: Person, service: str, server_id: int | None, signed_in: SignedIn
) -> dict[str, Any]:
    """Keep an account that can be read; see `app.remote.schemas.RemoteAccount`."""
    account_id = keeping.add_account(
        services.database.connection(),
        {
            "user_id": person.user_id,
            "service": service,
            "server_id": server_id,
            "name": signed_in.name,
            "remote_id": signed_in.remote_id,
            "token_box": services.secret_box.close(signed_in.token) if signed_in.token else None,
        },
    )
    return shown(_find(services, person, account_id))


def _signed_in(services: Services, body: RemoteAccountIn) -> tuple[str, SignedIn]:
    try:
        if body.service is not None and not diaries.is_available(services, body.service):
            faults = [Fault("/service", "This service is not connected with here.")]
            raise Problem("invalid", errors=faults)
        if body.service is not None:
            return body.service, diaries.sign_in(services, body.service, body.name, body.token)
        assert body.server_id is not None
        servers = keeping.servers(services.database.connection(), body.server_id)
        if not servers:
            faults = [Fault("/server_id", "There is no such media server.")]
            raise Problem("invalid", errors=faults)
        server = media_server(servers[0].kind, servers[0].url)
        return servers[0].kind, server.sign_in(body.name, body.password, body.token)
    except RemoteError as error:
        raise as_problem(error) from None


def change(
    services: Services, person: Person, account_id: int, body: RemoteAccountChange
) -> dict[str, Any]:
    """Turn writing back on or off; see `app.remote.schemas.RemoteAccount`.

    Raises
    ------
    Problem
        ``not-found``; ``invalid``: nothing is written to a diary service.
    """
    account = _find(services, person, account_id)
    if body.writes_back and account.server_id is None:
        faults = [Fault("/writes_back", "Only to media servers are marks written.")]
        raise Problem("invalid", errors=faults)
    keeping.set_write_back(services.database.connection(), account_id, body.writes_back)
    return shown(_find(services, person, account_id))


def sync(services: Services, person: Person, account_id: int) -> dict[str, Any]:
    """Read an account now; see `app.remote.schemas.RemoteAccount`."""
    sync_account(services, _find(services, person, account_id))
    return shown(_find(services, person, account_id))


def disconnect(services: Services, person: Person, account_id: int) -> None:
    """Forget an account elsewhere and its token; marks that came from it stay."""
    account = _find(services, person, account_id)
    connection = services.database.connection()
    keeping.remove_account(connection, account_id)
    connection.commit()
    renewing.end(services, account)


def play_links(services: Services, movie_id: int) -> dict[str, Any]:
    """Return where a film can be played; see `app.remote.schemas.PlayLinks`.

    Raises
    ------
    Problem
        ``not-found``: the live release has no such film.
    """
    film_id = film_id_of(services, movie_id)
    rows = keeping.owned(services.database.connection(), film_id)
    items = []
    for row in rows:
        server = media_server(row.kind, row.play_url)
        url = server.play_url(row.play_url, row.machine_id, row.item_id)
        items.append({"kind": row.kind, "name": row.name, "url": url})
    return {"items": items}


def _find(services: Services, person: Person, account_id: int) -> Any:
    connection = services.database.connection()
    rows = keeping.accounts(connection, user_id=person.user_id, account_id=account_id)
    if not rows:
        raise Problem("not-found", "You have no such account elsewhere.")
    return rows[0]


def shown(row: Any) -> dict[str, Any]:
    """Return an account of `keeping.accounts`; see `app.remote.schemas.RemoteAccount`."""
    return {
        "id": row.account_id,
        "service": row.service,
        "server": row.server_name,
        "name": row.name,
        "writes_back": row.writes_back_since is not None,
        "waiting": row.waiting,
        "synced_at": row.synced_at,
        "result": row.result and {**RESULT, **row.result},
    }
