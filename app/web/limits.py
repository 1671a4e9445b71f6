"""Limits requests of an address, and attempts on an account."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, g, request, session
from flask_limiter import Limit, Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError
from pydantic_core import from_json

from app.settings import Settings
from sql.env import SettingsError

# Requests of an address, by endpoint: fewer where an answer costs more than a look-up.
LIMITS = {
    "search.search": "120/minute",
    "accounts.register": "5/minute;30/hour",
    "accounts.sign_in": "10/minute;100/hour",
    "accounts.change_password": "10/minute",
    "accounts.delete_account": "10/minute",
    "accounts.create_token": "20/minute",
    "transfer.import_file": "20/minute",
    "catalogue.add_movie": "60/minute",
    "catalogue.replace_movie": "60/minute",
    "catalogue.remove_movie": "60/minute",
    "transfer.export": "30/minute",
}
DEFAULT = "600/minute"

# Refused requests about an account, from whatever address they come. Successful requests do not
# count, so that nobody locks themselves out; sessions go on while somebody guesses.
GUESSES = {
    "accounts.register": "20/hour",
    "accounts.sign_in": "10/15 minutes",
    "accounts.change_password": "10/15 minutes",
    "accounts.delete_account": "10/15 minutes",
}
# A Redis that does not answer must not hold up every request.
REDIS_OPTIONS: dict[str, str | int] = {"socket_connect_timeout": 1, "socket_timeout": 1}
GUESSED = (401, 403, 409)


def _limit() -> str:
    return LIMITS.get(request.endpoint or "", DEFAULT)


def _guesses() -> str:
    return GUESSES.get(request.endpoint or "", "")


def _account() -> str:
    """Return a key of the account that the request's body or credentials name."""
    try:
        body = from_json(request.get_data())
    except ValueError:
        body = None
    name = body.get("username") if isinstance(body, dict) else None
    # A request without a username is about the account that is signed in.
    about = name or session.get("_user_id") or request.headers.get("Authorization", "")
    return "account:" + hashlib.sha256(str(about).lower().encode(errors="replace")).hexdigest()


def _was_refused(response: Response) -> bool:
    return response.status_code in GUESSED


def _is_free() -> bool:
    """Return whether a request is not limited: probes, metrics, pages and files cost little."""
    return not request.path.startswith("/api/v1/")


def init_app(app: Flask, settings: Settings) -> Limiter:
    """Limit requests by address and endpoint, unless ``settings.rate_limits`` is False.

    Without ORDAINED_REDIS_URL each worker counts its own requests, so the limits hold per
    worker. While Redis does not answer, requests are answered without shared limits.

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

    try:
        limiter = Limiter(
            get_remote_address,
            app=app,
            default_limits=[
                Limit(_limit, exempt_when=_is_free),
                Limit(_guesses, key_function=_account, deduct_when=_was_refused),
            ],
            enabled=settings.rate_limits,
            headers_enabled=True,
            storage_uri=settings.redis_url or "memory://",
            storage_options=REDIS_OPTIONS if settings.redis_url else {},
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
