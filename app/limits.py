"""How often an address may ask."""

from __future__ import annotations

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits.errors import ConfigurationError

from app.settings import Settings
from sql.env import SettingsError

# By endpoint: what costs more than a look-up gets less.
LIMITS = {"search.search": "120/minute"}
DEFAULT = "600/minute"


def _limit() -> str:
    return LIMITS.get(request.endpoint or "", DEFAULT)


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
        A Redis is set, but its client library is not installed.
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
            default_limits=[_limit],
            default_limits_exempt_when=_is_free,
            enabled=settings.rate_limits,
            headers_enabled=True,
            storage_uri=settings.redis_url or "memory://",
            in_memory_fallback_enabled=bool(settings.redis_url),
            strategy="fixed-window",
        )
    except ConfigurationError as error:
        raise SettingsError([f"ORDAINED_REDIS_URL cannot be used: {error}"]) from error
