"""The path that the service is under, as browsers see it: ORDAINED_BASE_PATH.

The application's routes know nothing of it. A proxy in front may leave the path in what it passes
on, or take it away; both are answered alike, so that probes can ask without it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from flask import Flask, has_request_context, request

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class BasePath:
    """WSGI middleware that moves the base path from a request's path into SCRIPT_NAME."""

    def __init__(self, app: Wsgi, base: str) -> None:
        self._app, self._base = app, base

    def __call__(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request."""
        path = str(environ.get("PATH_INFO", ""))
        if path == self._base:
            query = environ.get("QUERY_STRING", "")
            location = quote(self._base) + "/" + (f"?{query}" if query else "")
            start_response(
                "308 Permanent Redirect", [("Location", location), ("Content-Length", "0")]
            )
            return [b""]
        if path.startswith(self._base + "/"):
            environ["PATH_INFO"] = path[len(self._base) :]
        environ["SCRIPT_NAME"] = self._base
        return self._app(environ, start_response)


def init_app(app: Flask, base: str) -> None:
    """Put ``app`` under ``base``; an empty one changes nothing."""
    if base:
        app.wsgi_app = BasePath(app.wsgi_app, base)  # type: ignore[method-assign]


def under(path: str) -> str:
    """Return a path of the service as browsers see it; outside of requests, as it is."""
    return request.script_root + path if has_request_context() else path


def named(name: str, base: str, instance: str) -> str:
    """Return the name of a cookie of this instance: others of the host have names of their own.

    Cookies do not know ports, and a cookie of ``/`` is sent to ``/films`` as well.

    Examples
    --------
    >>> named("ordained_session", "/films", "")
    'ordained_session_films'
    """
    parts = [name, *re.findall(r"[A-Za-z0-9~.-]+", base), *([instance] if instance else [])]
    return "_".join(parts)
