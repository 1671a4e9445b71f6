"""Sets security headers on every response, limits bodies, and trusts configured proxies."""

from __future__ import annotations

import logging
import threading
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from flask_cors import CORS
from werkzeug.exceptions import RequestEntityTooLarge, RequestURITooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from app.provider_file import LOOPBACK
from app.settings import Settings

log = logging.getLogger("app.web.security")

# TMDB's pictures; the policy allows them only where the operator has a key.
POSTER_PICTURES = " https://image.tmdb.org"


def content_security_policy(pictures: str = "") -> str:
    """Return the policy: nothing inline, and nothing of other sites but ``pictures``."""
    return "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            f"img-src 'self' data:{pictures}",
            "font-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        )
    )


HEADERS = {
    "Content-Security-Policy": content_security_policy(),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SIGN_INS = ("accounts.session", "accounts.sign_in", "accounts.register", "sign_on.finish")
TLS_MISSING = (
    "ORDAINED_ENV is production, and somebody opened this service over plain http: browsers do "
    "not keep its session cookies, so nobody can stay signed in. Put a proxy that ends TLS in "
    "front and set ORDAINED_PROXIES, or set ORDAINED_ENV to development on a network of your own"
)
TLS_UNTRUSTED = (
    "ORDAINED_ENV is production, and a proxy says X-Forwarded-Proto: https, but ORDAINED_PROXIES "
    "is 0, so that it is not believed: set it to the number of proxies in front"
)
STRICT_TRANSPORT = "max-age=31536000; includeSubDomains"

# Headers that pages of allowed other sites may send and read.
CORS_SENT = (
    "Authorization",
    "Content-Type",
    "Idempotency-Key",
    "If-None-Match",
    "Mcp-Protocol-Version",
    "X-Request-ID",
)
CORS_READ = ("Content-Disposition", "ETag", "Idempotency-Replayed", "Retry-After", "X-Request-ID")
CORS_KEPT_S = 3600

# Of path and query as they were sent; below the 8,190 bytes that gunicorn reads of a request line.
MAX_ADDRESS_BYTES = 8_000
MAX_BODY_BYTES = 1_000_000
# By endpoint, where a body may be larger.
LARGER_BODY_BYTES = {"transfer.import_file": 20_000_000, "backups.upload": 20_000_000_000}


def init_app(app: Flask, settings: Settings) -> None:
    """Set the headers on every response of ``app``; refuse long addresses and large bodies."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    if settings.proxies:
        trusted = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=trusted, x_proto=trusted, x_host=trusted
        )

    if settings.cors_origins:
        # Without credentials the browser sends no cookie, so such pages need a bearer token.
        CORS(
            app,
            resources={
                r"/(api/.*|mcp)": {
                    "origins": list(settings.cors_origins),
                    "methods": ["GET", "POST", "PUT", "DELETE"],
                    "allow_headers": list(CORS_SENT),
                    "expose_headers": list(CORS_READ),
                    "supports_credentials": False,
                    "send_wildcard": True,
                    "max_age": CORS_KEPT_S,
                }
            },
        )

    if settings.production:
        _say_once_that_tls_is_missing(app, settings.proxies)

    @app.before_request
    def refuse_long_addresses() -> None:
        sent = request.environ.get("REQUEST_URI") or request.environ.get("RAW_URI") or ""
        if max(len(sent), len(request.full_path)) > MAX_ADDRESS_BYTES:
            raise RequestURITooLarge

    @app.before_request
    def refuse_large_bodies() -> None:
        most = LARGER_BODY_BYTES.get(request.endpoint or "", MAX_BODY_BYTES)
        request.max_content_length = most
        # Flask checks the length only where a route reads the body.
        if (request.content_length or 0) > most:
            raise RequestEntityTooLarge

    headers = HEADERS
    if settings.tmdb_key:
        headers = HEADERS | {"Content-Security-Policy": content_security_policy(POSTER_PICTURES)}

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers[name] = value
        # Browsers ignore the header over plain HTTP; on a laptop it would force every other
        # service of the same host name to HTTPS.
        if settings.production and request.is_secure:
            response.headers["Strict-Transport-Security"] = STRICT_TRANSPORT
        return response


def loses_cookies() -> bool:
    """Return whether the browser will send no session back: it takes Secure cookies over TLS only.

    Browsers trust this machine itself without TLS.
    """
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    host = urlsplit(request.host_url).hostname
    return secure and not request.is_secure and host not in LOOPBACK


def _say_once_that_tls_is_missing(app: Flask, proxies: int) -> None:
    """Write to the log, once a process, that browsers lose their sessions, and what to do."""
    said = threading.Event()

    @app.after_request
    def say(response: Response) -> Response:
        # Probes and other programs of this network ask without TLS, and sign nobody in.
        if request.endpoint in SIGN_INS and loses_cookies() and not said.is_set():
            said.set()
            forwarded = "https" in request.headers.get("X-Forwarded-Proto", "")
            log.warning("%s", TLS_UNTRUSTED if forwarded and not proxies else TLS_MISSING)
        return response
