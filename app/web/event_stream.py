"""Server-sent events, and connections that outlive their request without holding a thread.

Gunicorn's worker has a thread for each request, so a stream that is written by its view holds a
thread for as long as somebody looks at the page. Here the view answers with the events there are,
and hands the socket itself to a `Line`, which another thread writes to. Gunicorn is told that the
client is gone, and closes a socket that no longer is the connection.
"""

from __future__ import annotations

import errno
import json
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, Final

from flask import Response, request

MEDIA_TYPE: Final = "text/event-stream"
RETRY_MS: Final = 2_000
BEAT: Final = b": beat\n\n"
LAST_CHUNK: Final = b"0\r\n\r\n"


def event(version: int, kind: str, data: dict[str, Any]) -> bytes:
    """Return an event; JSON has no line breaks, so that it is one line of data."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"id: {version}\nevent: {kind}\ndata: {text}\n\n".encode()


class Line:
    """An open connection to which events are written, by one thread at a time.

    Parameters
    ----------
    connection : socket
        The connection, after the head of the answer was sent.
    chunked : bool
        Whether the answer is in chunks, as HTTP/1.1 sends what has no known length.
    """

    def __init__(self, connection: socket.socket, *, chunked: bool) -> None:
        self._connection = connection
        self._chunked = chunked
        connection.setblocking(False)

    def fileno(self) -> int:
        """Return the socket's number, for selectors."""
        return self._connection.fileno()

    def send(self, text: bytes) -> bool:
        """Write events; return whether the client took them.

        A client that reads too slowly for what the kernel buffers is given up: it connects again
        and is sent what it missed.
        """
        sent = b"%x\r\n%s\r\n" % (len(text), text) if self._chunked else text
        try:
            return self._connection.send(sent) == len(sent)
        except OSError:
            return False

    def is_gone(self) -> bool:
        """Return whether the client has closed the connection; call it when there is input."""
        try:
            return self._connection.recv(4096) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def close(self) -> None:
        """End the answer, for a client that is still there, and close the connection."""
        if self._chunked:
            with suppress(OSError):
                self._connection.send(LAST_CHUNK)
        self._connection.close()


def response(first: bytes, take: Callable[[Line], None] | None) -> Response:
    """Return an answer that sends ``first`` and hands its connection to ``take``, if that is given.

    Where the server does not give connections away, as in tests, the answer ends after ``first``,
    and the browser asks again after `RETRY_MS`.
    """
    opening = f"retry: {RETRY_MS}\n\n".encode() + first
    connection = request.environ.get("gunicorn.socket")
    chunked = request.environ.get("SERVER_PROTOCOL") == "HTTP/1.1"
    body: Any = opening
    if take is not None and isinstance(connection, socket.socket) and _can_be_given(connection):
        body = _handing_over(opening, connection, take, chunked=chunked)
    answer = Response(body, content_type=f"{MEDIA_TYPE}; charset=utf-8")
    # Proxies would wait for more to send at once.
    answer.headers["X-Accel-Buffering"] = "no"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _can_be_given(connection: socket.socket) -> bool:
    """Return whether the connection is the request's alone, and has no state beside its number."""
    over_tls = isinstance(connection, ssl.SSLSocket)
    return not over_tls and "HTTP_VERSION" not in request.environ and request.method == "GET"


def _handing_over(
    opening: bytes, connection: socket.socket, take: Callable[[Line], None], *, chunked: bool
) -> Iterator[bytes]:
    yield opening
    if getattr(connection, "is_behind", False):
        return  # the client takes nothing; it asks again once it has what there was
    owned = socket.socket(fileno=connection.detach())
    take(Line(owned, chunked=chunked))
    # What gunicorn takes for a client that is gone: it neither ends the answer nor logs an error.
    raise BrokenPipeError(errno.EPIPE, "the connection was handed over")
