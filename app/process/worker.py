"""The worker class of the server: gunicorn's threads, with problems for unreadable requests."""

from __future__ import annotations

import json
import secrets
from http import HTTPStatus
from typing import Any

from gunicorn.http.errors import (
    ConfigurationProblem,
    ExpectationFailed,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    ParseException,
    UnsupportedTransferCoding,
)
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import ThreadWorker

from app.web.log import HEADER
from app.web.problems import KINDS, MEDIA_TYPE, TYPES_PAGE
from app.web.security import HEADERS

# Of gunicorn's refusals, those that are more than a bad request.
STATUSES = {
    LimitRequestLine: 414,
    ExpectationFailed: 417,
    LimitRequestHeaders: 431,
    UnsupportedTransferCoding: 501,
}
# Parse errors that are no fault of the client.
OWN_FAULTS = (ConfigurationProblem, InvalidResponseHeader, InvalidResponseHeaderName)
NAMES = {400: "bad-request", 414: "uri-too-long"}


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's worker of threads.

    Requests that gunicorn cannot read never reach the application, and gunicorn answers them with
    a page that repeats what was wrong. Here they get a problem, as every other error does.
    """

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Any) -> None:
        """Answer a request that could not be read; leave every other error to gunicorn."""
        if not isinstance(exc, ParseException) or isinstance(exc, OWN_FAULTS):
            super().handle_error(req, client, addr, exc)
            return
        status = next((code for kind, code in STATUSES.items() if isinstance(exc, kind)), 400)
        request_id = secrets.token_hex(12)
        # Not what was sent: it may hold what somebody searched for.
        self.log.warning("request_id=%s unreadable request: %s", request_id, type(exc).__name__)
        try:
            write_nonblock(client, answer(status, request_id))
        except OSError:
            self.log.debug("the client of an unreadable request is gone")


def answer(status: int, request_id: str) -> bytes:
    """Return the whole response of an unreadable request, head and body."""
    name = NAMES.get(status, "")
    phrase = HTTPStatus(status).phrase
    body = json.dumps(
        {
            "type": f"{TYPES_PAGE}#{name}" if name else "about:blank",
            "title": KINDS[name].title if name else phrase,
            "status": status,
            "detail": KINDS[name].detail if name else phrase,
            "instance": "/",
            "request_id": request_id,
        }
    ).encode()
    headers = {
        "Connection": "close",
        "Content-Type": MEDIA_TYPE,
        "Content-Length": str(len(body)),
        "Cache-Control": "no-store",
        HEADER: request_id,
        **HEADERS,
    }
    head = "".join(f"{key}: {value}\r\n" for key, value in headers.items())
    return f"HTTP/1.1 {status} {phrase}\r\n{head}\r\n".encode("latin-1") + body
