"""Feeds: their address, and what is at it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request

from app.data.services import Services
from app.feeds import addresses, documents
from app.library import diary, service
from app.library.schemas import ListQuery
from app.library.viewing_schemas import ViewingsQuery
from app.web.problems import Problem

ATOM = "application/atom+xml"
CALENDAR = "text/calendar"
MOST_ITEMS = 100
NAMES = ("watchlist.atom", "watchlist.ics", "diary.atom", "diary.ics")
ROOT = "api/feeds/"


def state(services: Services, user_id: int) -> dict[str, Any]:
    """Say whether there is an address; see `app.feeds.schemas.FeedState`."""
    found = addresses.of(services.database.connection(), user_id)
    return dict(found) if found else {"created_at": None, "last_read_at": None}


def make(services: Services, user_id: int) -> dict[str, Any]:
    """Make a new address; see `app.feeds.schemas.FeedAddresses`."""
    secret, created_at = addresses.make(services.database.connection(), user_id)
    named = {name.replace(".", "_"): f"{request.url_root}{ROOT}{secret}/{name}" for name in NAMES}
    return {"created_at": created_at, "last_read_at": None, **named}


def revoke(services: Services, user_id: int) -> None:
    """Revoke the address, if there is one."""
    addresses.revoke(services.database.connection(), user_id)


def read(services: Services, secret: str, name: str) -> tuple[str | bytes, str]:
    """Return a feed and its media type.

    Raises
    ------
    Problem
        ``not-found``: nobody has this address any more, or there is no such feed.
    """
    if name not in NAMES:
        raise Problem("not-found")
    # On the primary and in a transaction of its own, as sessions and tokens are looked up.
    with services.database.timed("feed"), services.database.engine.begin() as connection:
        person = addresses.reader(connection, secret)
    if person is None:
        raise Problem(
            "not-found", "This address holds no longer; make a new one on the account page."
        )
    services.database.read_for(person.user_id, person.write_count)
    kind, _, form = name.partition(".")
    if kind == "watchlist":
        asked = ListQuery.model_validate({"limit": MOST_ITEMS})
        items = service.page(services, "watchlist", person.user_id, asked)["items"]
    else:
        items = diary.page(
            services, person.user_id, ViewingsQuery.model_validate({"limit": MOST_ITEMS})
        )["items"]
    site = request.url_root
    if form == "atom":
        write: Callable[..., str] = getattr(documents, f"{kind}_atom")
        return write(items, person.username, site, f"{site}{ROOT}{secret}/{name}"), ATOM
    to_ical: Callable[..., bytes] = getattr(documents, f"{kind}_ics")
    return to_ical(items, person.username, site), CALENDAR
