"""One line of key=value pairs for each request, on standard error.

The line has the route and not the path, and nothing of the query: what people
search for is nobody's business.
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
    """``time=… level=… logger=… request_id=… message``, with newlines kept in one record."""

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
    """Writes to whatever standard error is at the time; each record in one piece."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        sys.stderr.write(self.format(record) + "\n")
        sys.stderr.flush()


def configure(level: str) -> None:
    """Log to standard error from ``level`` up; calling again changes the level only."""
    root = logging.getLogger("app")
    root.setLevel(level.upper())
    if not root.handlers:
        handler = StandardError()
        handler.setFormatter(Formatter())
        root.addHandler(handler)
        root.propagate = False


def request_id() -> str:
    """Return the id of the request: the caller's if it is well formed, else a new one."""
    if "request_id" not in g:
        given = request.headers.get(HEADER, "")
        g.request_id = given if WELL_FORMED.fullmatch(given) else secrets.token_hex(12)
    return str(g.request_id)


def route() -> str:
    """Return the rule that the request matched, such as ``/api/v1/movies/<int:movie_id>``."""
    # Unmatched paths share one name, else anyone could fill log and metrics with new ones.
    return str(g.get("route") or (request.url_rule.rule if request.url_rule else "unmatched"))


def count_rows(rows: int) -> None:
    """Add to the number of database rows that the request's line tells."""
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
