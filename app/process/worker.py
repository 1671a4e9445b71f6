"""The worker class of the server: gunicorn's threads, for requests that are wholly here.

Gunicorn gives a connection a thread as soon as its first byte is there, and the thread waits for
the others. So as many clients that send slowly as there are threads stop the server. Here the loop
that accepts connections also reads them, as a proxy that buffers does: a request gets a thread once
its last byte is there, and a client that stops sending is closed (`app.process.arriving`).
"""

from __future__ import annotations

import json
import secrets
import selectors
import time
from contextlib import suppress
from functools import partial
from http import HTTPStatus
from typing import Any

from gunicorn import http
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
from gunicorn.workers.gthread import TConn, ThreadWorker

from app.process.arriving import Arrived, Arriving
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
# A client takes so long at most to accept a part of an answer that its buffers do not hold.
SEND_S = 20.0


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's worker of threads, which reads requests before it gives them a thread.

    Requests that gunicorn cannot read never reach the application, and gunicorn answers them with
    a page that repeats what was wrong. Here they get a problem, as every other error does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[Any, Arriving] = {}
        self.looked_at = 0.0

    def accept(self, listener: Any) -> None:
        """Accept a connection, and wait for its first request."""
        try:
            client, address = listener.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        self.nr_conns += 1
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.parser = http.get_parser(self.cfg, client, address)
        conn.parser.unreader = Arrived(client)
        self._wait_for(conn)

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """Wait for the next request of a connection that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait_for(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Keep a connection after a request, or close it; read what came behind the request."""
        super().finish_request(conn, fs)
        if conn.sock.fileno() < 0:  # closed
            conn.parser.unreader.forget()
        elif conn.rest and self.keepalived_conns and self.keepalived_conns[-1] is conn:
            self.on_client_socket_readable(conn, conn.sock)

    def murder_pending(self) -> None:
        """Close connections whose request does not arrive; called at least once a second."""
        super().murder_pending()
        now = time.monotonic()
        if now < self.looked_at + 1:
            return
        self.looked_at = now
        for conn, request in list(self.arriving.items()):
            if request.deadline <= now:
                self._drop(conn)

    def _cap_keepalive(self, deadline: float) -> None:
        """Let a worker that stops wait no longer for clients that have sent nothing yet."""
        super()._cap_keepalive(deadline)
        for request in self.arriving.values():
            if request.began is None:
                request.deadline = min(request.deadline, deadline)

    def _wait_for(self, conn: Any) -> None:
        conn.sock.setblocking(False)
        rest, conn.rest = getattr(conn, "rest", b""), b""
        self.arriving[conn] = Arriving(conn.sock, rest, self.cfg.keepalive)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._read, conn))
        self._look_at(conn)

    def _read(self, conn: Any, _sock: Any) -> None:
        request = self.arriving[conn]
        try:
            is_there = request.read()
        except OSError:
            is_there = False
        if is_there:
            self._look_at(conn)
        else:
            self._drop(conn)

    def _look_at(self, conn: Any) -> None:
        request = self.arriving[conn]
        if request.refused is not None:
            self._answer(conn.sock, request.refused, "a head without an end")
            self._drop(conn)
        elif request.whole:
            self._hand_over(conn)

    def _hand_over(self, conn: Any) -> None:
        """Give a request that has arrived a thread."""
        request = self.arriving.pop(conn)
        self.poller.unregister(conn.sock)
        conn.rest = request.take_rest()
        conn.parser.unreader.give(request.file)
        conn.data_ready = True
        self.enqueue_req(conn)

    def _drop(self, conn: Any) -> None:
        self.arriving.pop(conn).close()
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request; a client that does not take the answer is left."""
        conn.sock.settimeout(SEND_S)
        try:
            return super().handle_request(req, conn)
        except TimeoutError:
            self.log.warning("a client did not take its answer for %d s", SEND_S)
            return False

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Any) -> None:
        """Answer a request that could not be read; leave every other error to gunicorn."""
        if not isinstance(exc, ParseException) or isinstance(exc, OWN_FAULTS):
            super().handle_error(req, client, addr, exc)
            return
        status = next((code for kind, code in STATUSES.items() if isinstance(exc, kind)), 400)
        # Not what was sent: it may hold what somebody searched for.
        self._answer(client, status, type(exc).__name__)

    def _answer(self, client: Any, status: int, reason: str) -> None:
        request_id = secrets.token_hex(12)
        self.log.warning("request_id=%s unreadable request: %s", request_id, reason)
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
