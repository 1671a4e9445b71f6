"""Requests that are not HTTP: their answers, and what the application is told of such a body."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from gunicorn.http.errors import (
    ConfigurationProblem,
    ExpectationFailed,
    InvalidResponseHeader,
    InvalidResponseHeaderName,
    LimitRequestHeaders,
    LimitRequestLine,
    NoMoreData,
    ParseException,
    UnsupportedTransferCoding,
)
from werkzeug.exceptions import ClientDisconnected

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
REASONS = {503: "too many large bodies arrive"}
RETRY_S = 60


def status_of(error: ParseException) -> int:
    """Return the status of a request that gunicorn's parser refuses."""
    return next((code for kind, code in STATUSES.items() if isinstance(error, kind)), 400)


class Body:
    """A request's body; what is none of HTTP's is the client's fault, which frameworks know."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, size: int | None = None) -> bytes:
        """Return the next bytes."""
        return self._told(lambda: self._body.read(size))

    def readline(self, size: int | None = None) -> bytes:
        """Return the next bytes up to a line's end."""
        return self._told(lambda: self._body.readline(size))

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def _told(self, read: Callable[[], bytes]) -> bytes:
        try:
            return read()
        except (ParseException, NoMoreData) as error:
            raise ClientDisconnected from error


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
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(RETRY_S)
    head = "".join(f"{key}: {value}\r\n" for key, value in headers.items())
    return f"HTTP/1.1 {status} {phrase}\r\n{head}\r\n".encode("latin-1") + body
