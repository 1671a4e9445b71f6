"""How often an address may ask, and how often passwords may be guessed."""

from __future__ import annotations

import hashlib

from flask import Flask, Response, request, session
from flask_limiter import Limit, Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError
from pydantic_core import from_json

from app.settings import Settings
from sql.env import SettingsError

# By endpoint and address: what costs more than a look-up gets less.
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

# By account, wherever the guesses come from: refusals only, so that nobody is kept out
# by their own success. Who is signed in already stays so while others guess.
GUESSES = {
    "accounts.register": "20/hour",
    "accounts.sign_in": "10/15 minutes",
    "accounts.change_password": "10/15 minutes",
    "accounts.delete_account": "10/15 minutes",
}
# A Redis that does not answer must not hold every request up.
REDIS_OPTIONS: dict[str, str | int] = {"socket_connect_timeout": 1, "socket_timeout": 1}
GUESSED = (401, 403, 409)


def _limit() -> str:
    return LIMITS.get(request.endpoint or "", DEFAULT)


def _guesses() -> str:
    return GUESSES.get(request.endpoint or "", "")


def _account() -> str:
    """Return a key for the account that a request is about, as the request says it."""
    try:
        body = from_json(request.get_data())
    except ValueError:
        body = None
    name = body.get("username") if isinstance(body, dict) else None
    # Without a name it is about the account signed in.
    about = name or session.get("_user_id") or request.headers.get("Authorization", "")
    return "account:" + hashlib.sha256(str(about).lower().encode(errors="replace")).hexdigest()


def _was_refused(response: Response) -> bool:
    return response.status_code in GUESSED


def _is_free() -> bool:
    """Probes, metrics, pages and files cost next to nothing and must not be refused."""
    return not request.path.startswith("/api/v1/")


def init_app(app: Flask, settings: Settings) -> Limiter:
    """Limit requests by address and endpoint, unless the settings switch it off.

    Without ORDAINED_REDIS_URL each worker counts for itself, so the limits are then
    per worker. Where Redis fails, so do the limits and not the requests.

    Raises
    ------
    SettingsError
        The Redis that is set cannot be used.
    """

    @app.after_request
    def keep_retry_after_to_refusals(response: Response) -> Response:
        # Flask-Limiter sends it with every answer.
        if response.status_code < 400:
            response.headers.pop("Retry-After", None)
        return response

    try:
        return Limiter(
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
