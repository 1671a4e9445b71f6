"""Limits requests of an address; `app.accounts.guesses` limits attempts on an account."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Any

from flask import Flask, Response, g, request
from flask_limiter import Limit, Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError

from app.settings import Settings
from app.web.counts import SCHEME, Table
from sql.env import SettingsError

# Requests of an address, by endpoint: fewer where an answer costs more than a look-up.
LIMITS = {
    "search.search": "120/minute",
    "tonight.choose": "60/minute",
    "companions.ask": "10/minute;60/hour",
    # A household behind one address: twelve phones that look every two seconds are 360.
    "rooms.make": "10/minute;60/hour",
    "rooms.join": "30/minute",
    "rooms.change": "60/minute",
    "rooms.set_taste": "60/minute",
    "lists.become_editor": "10/minute;60/hour",
    "accounts.register": "5/minute;30/hour",
    "accounts.sign_in": "10/minute;100/hour",
    "accounts.change_password": "10/minute",
    "accounts.delete_account": "10/minute",
    "accounts.create_token": "20/minute",
    "feeds.make": "20/minute",
    "open_feeds.read": "60/minute",
    "webhooks.make": "20/minute",
    "webhooks.change": "20/minute",
    # Each asks a server elsewhere.
    "remote.connect": "10/minute;60/hour",
    "remote.begin_code": "10/minute;60/hour",
    # Two people behind one address, each of whose pages asks every five seconds, are 24.
    "remote.check_code": "60/minute",
    "remote.add_server": "20/minute",
    "remote.sync_server": "20/minute",
    "remote.sync_account": "20/minute",
    "remote.webhook": "300/minute",
    "second_factor.prepare": "10/minute",
    "second_factor.switch_on": "10/minute",
    "second_factor.renew_codes": "10/minute",
    "second_factor.switch_off": "10/minute",
    # Each of them asks a provider.
    "sign_on.start": "20/minute;200/hour",
    "sign_on.finish": "20/minute;200/hour",
    "sign_on.start_linking": "10/minute",
    "sign_on.end_by_provider": "120/minute",
    "transfer.import_file": "20/minute",
    "transfer.import_into_list": "20/minute",
    "backups.make_backup": "10/minute",
    "backups.upload": "10/minute",
    "backups.check": "10/minute",
    "backups.restore": "10/minute",
    "catalogue.add_movie": "60/minute",
    "catalogue.replace_movie": "60/minute",
    "catalogue.remove_movie": "60/minute",
    "transfer.export": "30/minute",
}
DEFAULT = "600/minute"
# Addresses that are limited, by their beginning.
LIMITED = ("/api/v1/", "/api/feeds/", "/mcp")

# Attempts that other sites' pages can make a visitor's browser send: refused as forged, they are
# not the visitor's.
FORGEABLE = (
    "backups.restore",
    "accounts.register",
    "accounts.sign_in",
    "accounts.change_password",
    "accounts.delete_account",
    "second_factor.prepare",
    "second_factor.switch_on",
    "second_factor.renew_codes",
    "second_factor.switch_off",
    "sign_on.start",
    "sign_on.finish",
    "sign_on.start_linking",
)
# A Redis that does not answer must not hold up every request.
REDIS_OPTIONS: dict[str, str | int] = {"socket_connect_timeout": 1, "socket_timeout": 1}
# An IPv6 customer has at least a /64, and with it 2^64 addresses.
IPV6_PREFIX = 64
# Addresses of IPv4 as a translator writes them: of all of IPv4 they are a single /64.
TRANSLATED = IPv6Network("64:ff9b::/96")


def client_key() -> str:
    """Return whom a request counts for: an IPv4 address, or the /64 of an IPv6 address.

    What a page of another site has a visitor's browser send counts apart, so that it cannot use
    up what the visitor may do.
    """
    given = get_remote_address()
    try:
        address = ip_address(_without_port(given))
    except ValueError:
        return given
    name = str(address)
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        if address in TRANSLATED:
            mapped = IPv4Address(int(address) & 0xFFFFFFFF)
        name = str(mapped or ip_network((address, IPV6_PREFIX), strict=False))
    return f"other site:{name}" if is_cross_site() else name


def _without_port(given: str) -> str:
    """Return an address alone; some proxies write the client's port too, another each time."""
    if given.startswith("["):
        given = given[1:].partition("]")[0]
    elif given.count(":") == 1:
        given = given.partition(":")[0]
    return given.partition("%")[0]


def is_cross_site() -> bool:
    """Return whether a page of another site sent the request, by a header that pages cannot set."""
    return request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin")


def _limit() -> str:
    return LIMITS.get(request.endpoint or "", DEFAULT)


def _counts(_response: Response) -> bool:
    return bool(g.get("problem") != "csrf")


def _is_forgeable() -> bool:
    return request.endpoint in FORGEABLE


def _is_free() -> bool:
    """Return whether a request is not limited: probes, metrics, pages and files cost little."""
    return not request.path.startswith(LIMITED)


def init_app(app: Flask, settings: Settings, table: Table | None = None) -> Limiter:
    """Limit requests by address and endpoint, unless ``settings.rate_limits`` is False.

    Without ORDAINED_REDIS_URL the counts are those of ``table``, which the processes of a server
    share. While Redis does not answer, requests are answered without shared limits.

    Raises
    ------
    SettingsError
        ORDAINED_REDIS_URL cannot be used.
    """

    # Flask-Limiter sends its own Retry-After with every answer. Hooks run in reverse order: one
    # before it keeps what a problem says, one after it puts that back.
    @app.after_request
    def keep_retry_after_to_refusals(response: Response) -> Response:
        if response.status_code < 400:
            response.headers.pop("Retry-After", None)
        elif said := g.pop("retry_after", None):
            response.headers["Retry-After"] = said
        return response

    own: dict[str, Any] = {"table": table or Table()} if not settings.redis_url else REDIS_OPTIONS
    try:
        limiter = Limiter(
            client_key,
            app=app,
            default_limits=[
                Limit(_limit, exempt_when=lambda: _is_free() or _is_forgeable()),
                Limit(_limit, exempt_when=lambda: not _is_forgeable(), deduct_when=_counts),
            ],
            enabled=settings.rate_limits,
            headers_enabled=True,
            storage_uri=settings.redis_url or f"{SCHEME}://",
            storage_options=own,
            in_memory_fallback_enabled=bool(settings.redis_url),
            strategy="fixed-window",
        )
    except ConfigurationError as error:
        raise SettingsError([f"ORDAINED_REDIS_URL cannot be used: {error}"]) from error

    @app.after_request
    def note_retry_after(response: Response) -> Response:
        if said := response.headers.get("Retry-After"):
            g.retry_after = said
        return response

    return limiter
