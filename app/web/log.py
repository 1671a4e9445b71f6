"""One line of key=value pairs for each request, on standard error.

The line has the route instead of the path, and nothing of the query string, because what
people search for must not be logged.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time

from flask import Flask, Response, g, has_request_context, request

from app.web.metrics import Metrics

HEADER = "X-Request-ID"
WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,64}")

log = logging.getLogger("app.request")


class Formatter(logging.Formatter):
    """Formats a record as ``time=… level=… logger=… request_id=… message``."""

    def __init__(self) -> None:
        super().__init__("time=%(asctime)s level=%(levelname)s logger=%(name)s%(id)s %(message)s")
        self.converter = time.gmtime
        self.default_time_format = "%Y-%m-%dT%H:%M:%S"
        self.default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, with the request's id where there is a request."""
        record.id = f" request_id={request_id()}" if has_request_context() else ""
        return super().format(record)


class StandardError(logging.Handler):
    """Writes each record in one piece to the current `sys.stderr`, which tests replace."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        sys.stderr.write(self.format(record) + "\n")
        sys.stderr.flush()


def configure(level: str) -> None:
    """Log to standard error from ``level`` up; a second call only changes the level."""
    root = logging.getLogger("app")
    root.setLevel(level.upper())
    if not root.handlers:
        handler = StandardError()
        handler.setFormatter(Formatter())
        root.addHandler(handler)
        root.propagate = False


def request_id() -> str:
    """Return the request's id: that of its X-Request-ID where it is well formed, else a new id."""
    if "request_id" not in g:
        header = request.headers.get(HEADER, "")
        g.request_id = header if WELL_FORMED.fullmatch(header) else secrets.token_hex(12)
    return str(g.request_id)


def route() -> str:
    """Return the rule that the request matched, such as ``/api/v1/movies/<int:movie_id>``."""
    # Unmatched paths share a name, or anybody could fill log and metrics with new names.
    return str(g.get("route") or (request.url_rule.rule if request.url_rule else "unmatched"))


def count_rows(rows: int) -> None:
    """Add to the number of database rows in the request's log line."""
    g.rows = g.get("rows", 0) + rows


def init_app(app: Flask, metrics: Metrics) -> None:
    """Log and time every request of ``app``."""

    @app.before_request
    def begin() -> None:
        g.started = time.perf_counter()
        request_id()

    @app.after_request
    def end(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("started", time.perf_counter())
        response.headers[HEADER] = request_id()
        metrics.request.labels(route(), str(response.status_code)).observe(seconds)
        log.info(
            "method=%s route=%s status=%d ms=%.1f rows=%d",
            request.method,
            route(),
            response.status_code,
            seconds * 1000,
            g.get("rows", 0),
        )
        return response
