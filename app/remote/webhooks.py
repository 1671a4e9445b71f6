"""Webhooks of media servers: what they say has happened, and where that is read again.

A webhook is believed only that something has changed. What it is now is read from the server, so
that a message which is forged, late or sent twice changes nothing that is not so.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.data.services import Services
from app.remote import keeping
from app.remote.http import RemoteError
from app.remote.syncing import put_item, sync_account
from app.remote.values import mapping, text
from app.web.problems import Problem

MOST_BYTES: Final = 1_000_000
# By kind of server: what says that an account's marks, or the library, have changed.
_JELLYFIN_MARKS: Final = frozenset({"UserDataSaved", "PlaybackStop"})
_EMBY_MARKS: Final = frozenset(
    {"item.markplayed", "item.markunplayed", "item.rate", "playback.stop"}
)
_PLEX_MARKS: Final = frozenset({"media.scrobble", "media.rate"})


@dataclass(frozen=True)
class Event:
    """What a webhook says.

    Attributes
    ----------
    item_id : str
        The film.
    people : frozenset of str
        Ids or names of the account there whose marks changed; empty where the film is new.
    """

    item_id: str
    people: frozenset[str] = frozenset()


def new_secret() -> tuple[str, bytes]:
    """Return a webhook's secret, which is shown this once, and the hash that is stored."""
    secret = secrets.token_urlsafe(24)
    return secret, hash_of(secret)


def hash_of(secret: str) -> bytes:
    """Return the hash of a secret."""
    return hashlib.sha256(secret.encode(errors="replace")).digest()


def receive(services: Services, secret: str, body: bytes) -> None:
    """Do what a webhook asks for; what is not about films, or of nobody here, is done at once.

    Parameters
    ----------
    body : bytes
        JSON: the body itself, or Plex's field ``payload``.

    Raises
    ------
    Problem
        ``not-found``: no server has this secret. ``too-large``. ``bad-request``: the body is no
        JSON object. ``remote-away``: the server does not answer now, and may send it again.
    """
    connection = services.database.connection()
    server = keeping.server_of_webhook(connection, hash_of(secret))
    if server is None:
        raise Problem("not-found", "There is no webhook with this secret.")
    if len(body) > MOST_BYTES:
        raise Problem("too-large", "A message has 1 MB at most.")
    try:
        message = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem("bad-request", "The body is no JSON.") from None
    if not isinstance(message, dict):
        raise Problem("bad-request", "The body is no JSON object.")
    event = EVENTS[server.kind](message)
    if event is None:
        return
    try:
        if not event.people:
            put_item(services, server, event.item_id)
            return
        for account in keeping.accounts(connection, server_id=server.server_id):
            if event.people & {account.remote_id.casefold(), account.name.casefold()}:
                result = sync_account(services, account, event.item_id)
                if result["failure"] == "away":
                    raise Problem("remote-away", result["detail"])
    except RemoteError as error:
        raise Problem("remote-away", str(error)) from error


def _jellyfin(message: Mapping[str, Any]) -> Event | None:
    """Return what the Webhook plugin says with "Send All Properties"."""
    kind, item_id = text(message.get("NotificationType")), text(message.get("ItemId"))
    if text(message.get("ItemType")) != "Movie" or not item_id:
        return None
    if kind == "ItemAdded":
        return Event(item_id)
    if kind not in _JELLYFIN_MARKS:
        return None
    return _of_people(item_id, message.get("UserId"), message.get("NotificationUsername"))


def _emby(message: Mapping[str, Any]) -> Event | None:
    kind, item = text(message.get("Event")), mapping(message.get("Item"))
    item_id = text(item.get("Id"))
    if text(item.get("Type")) != "Movie" or not item_id:
        return None
    if kind == "library.new":
        return Event(item_id)
    user = mapping(message.get("User"))
    if kind not in _EMBY_MARKS:
        return None
    return _of_people(item_id, user.get("Id"), user.get("Name"))


def _plex(message: Mapping[str, Any]) -> Event | None:
    kind, item = text(message.get("event")), mapping(message.get("Metadata"))
    item_id = text(item.get("ratingKey"))
    if text(item.get("type")) != "movie" or not item_id:
        return None
    if kind == "library.new":
        return Event(item_id)
    if kind not in _PLEX_MARKS:
        return None
    return _of_people(item_id, mapping(message.get("Account")).get("title"))


def _of_people(item_id: str, *written: object) -> Event | None:
    """Return an event of an account; Jellyfin writes ids with dashes in some places only."""
    given = [text(name).casefold() for name in written]
    names = {
        name
        for given_name in given
        if given_name
        for name in (given_name, given_name.replace("-", ""))
    }
    return Event(item_id, frozenset(names)) if names else None


EVENTS: Final = {"jellyfin": _jellyfin, "emby": _emby, "plex": _plex}
