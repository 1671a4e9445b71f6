"""Reads media servers and remote accounts: by schedule, by a press of a button, or by a webhook."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import Any

from app.accounts import people
from app.data.services import Services
from app.remote import diaries, keeping, renewing, taking, writing_back
from app.remote.http import RemoteError
from app.remote.servers import media_server
from app.remote.servers.types import Item, ItemMark
from app.transfer import matching
from app.transfer.matching import Match
from app.transfer.parsed import Parsed
from app.transfer.rows import FilmKey, Row
from app.transfer.schemas import LEAST_CONFIDENCE
from sql.tables import MediaServer, RemoteAccount

NO_TITLE = "(no title)"

log = logging.getLogger("app.remote")


def sync_server(services: Services, server: Any) -> dict[str, Any]:
    """Read a media server's library, and keep and return what came of it.

    Where it fails, what was known of the library stays.
    """
    connection = services.database.connection()
    # No transaction stays open while a server is asked.
    connection.commit()
    try:
        token = keeping.token_of(services, server.token_box)
        items = list(media_server(server.kind, server.url).library(token))
        known = keeping.film_count(connection, server.server_id)
        if not items and known:
            raise RemoteError(
                f"It shows no films, where it had {known}. Nothing was changed: is a disk away?"
            )
    except RemoteError as error:
        result = failed(error)
    else:
        films = _films(services, items)
        keeping.replace_films(connection, server.server_id, films)
        missed = [film for film in films if film["film_id"] is None]
        result = {"failure": None, "detail": None, "films": len(films), "not_matched": len(missed)}
    keeping.set_result(connection, MediaServer, server.server_id, result)
    connection.commit()
    return result


def put_item(services: Services, server: Any, item_id: str) -> None:
    """Read one film of a media server's library, which has just come.

    Raises
    ------
    RemoteError
        The server gives no such film.
    """
    connection = services.database.connection()
    token = keeping.token_of(services, server.token_box)
    connection.commit()
    item = media_server(server.kind, server.url).item(token, item_id)
    (film,) = _films(services, [item])
    keeping.put_film(connection, server.server_id, film)
    connection.commit()


def _films(services: Services, items: Iterable[Item]) -> list[dict[str, Any]]:
    """Return items as rows of `ServerFilm`, matched by the rule of imports."""
    by_id = {item.item_id: item for item in items}
    matches = matching.match(services, [item.key for item in by_id.values()], LEAST_CONFIDENCE)
    films = []
    for item_id, item in by_id.items():
        found = matches[item.key] if item.key else None
        films.append(
            {
                "item_id": item_id,
                "film_id": found.film_id if isinstance(found, Match) else None,
                "title": item.key.title or NO_TITLE,
                "year": item.key.year,
                "reason": None if found is None or isinstance(found, Match) else found.detail,
            }
        )
    return films


def sync_account(services: Services, account: Any, item_id: str | None = None) -> dict[str, Any]:
    """Read a remote account, take what is new, and write back what was set here.

    Parameters
    ----------
    account : row
        Of `keeping.accounts`.
    item_id : str, optional
        Read only this film of its media server; what is kept as the account's last result stays.

    Returns
    -------
    dict
        See `app.remote.schemas.RemoteResult`.
    """
    connection = services.database.connection()
    connection.commit()
    try:
        parsed = _said(services, account, item_id)
    except RemoteError as error:
        result = failed(error)
    else:
        read = taking.match(services, parsed, account.server_name or account.service)
        connection.commit()
        if people.lock_for_writing(connection, account.user_id) is None:
            return failed(RemoteError("The account here is gone."))
        result = taking.take(services, account.user_id, account.account_id, read)
        writing_back.queue(services, account.account_id)
    if item_id is None:
        keeping.set_result(connection, RemoteAccount, account.account_id, result)
    connection.commit()
    if result["failure"] is None:
        writing_back.send(services, account)
    return result


def _said(services: Services, account: Any, item_id: str | None) -> Parsed:
    """Return what an account says, as rows of an import."""
    token = renewing.token_of(services, account)
    if account.server_id is None:
        return diaries.read(services, account.service, account.remote_id, token)
    server = media_server(account.service, account.server_url)
    if item_id is None:
        marks: Iterable[ItemMark] = server.marks(token, account.remote_id)
    else:
        marks = [server.mark(token, account.remote_id, item_id)]
    rows = [row for number, mark in enumerate(marks, 1) for row in _rows(mark, number)]
    return Parsed(format=account.service, rows=rows)


def _rows(mark: ItemMark, number: int) -> Iterator[Row]:
    key: FilmKey = mark.item.key
    lists = [
        *(["ratings"] if mark.rating is not None else []),
        *(["history"] if mark.seen else []),
    ]
    if not lists or not key:
        return
    # The day by this server's clock: a film that ends at midnight in UTC was seen that evening.
    day = mark.seen_at.astimezone().date() if mark.seen_at else None
    yield Row(
        key,
        frozenset(lists),
        rating=mark.rating,
        watched_on=day,
        at=mark.rated_at,
        line=number,
    )


def failed(error: RemoteError) -> dict[str, Any]:
    """Return a result that says why nothing was read."""
    log.info("a remote server or account was not read: %s", error)
    return {"failure": type(error).__name__.removesuffix("Error").lower(), "detail": str(error)}
