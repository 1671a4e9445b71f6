"""The worker class of the server: gunicorn's threads, for requests that are wholly here.

Gunicorn gives a connection a thread as soon as its first byte is there, and the thread waits for
the others. So as many clients that send slowly as there are threads stop the server. Here the loop
that accepts connections also reads them, as a proxy that buffers does: a request gets a thread once
its last byte is there, and a client that stops sending is closed (`app.process.arriving`). What a
client does not take of its answer at once waits for it in no thread either (`app.process.leaving`).
"""

from __future__ import annotations

import secrets
import selectors
import time
from contextlib import suppress
from functools import partial
from typing import Any

from gunicorn import http
from gunicorn.http.errors import NoMoreData, ParseException
from gunicorn.util import write_nonblock
from gunicorn.workers.gthread import STOP_KEEPALIVE_LINGER, TConn, ThreadWorker

from app.process.arriving import LARGEST_BODY, Arrived, Arriving
from app.process.leaving import Connection, Leaving, Lingering
from app.process.unreadable import OWN_FAULTS, REASONS, Body, answer, status_of
from app.web.large_body import READ_ON


class Worker(ThreadWorker):  # type: ignore[misc]
    """Gunicorn's worker of threads, which reads requests before it gives them a thread.

    Requests that gunicorn cannot read never reach the application, and gunicorn answers them with
    a page that repeats what was wrong. Here they get a problem, as every other error does.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arriving: dict[Any, Arriving] = {}
        self.leaving: dict[Any, Leaving | Lingering] = {}
        self.looked_at = 0.0

    def load_wsgi(self) -> None:
        """Load the application, which is told of a broken body as of a client that has gone."""
        super().load_wsgi()
        application: Any = self.wsgi  # type: ignore[has-type]

        def wsgi(environ: dict[str, Any], start_response: Any) -> Any:
            environ["wsgi.input"] = Body(environ["wsgi.input"])
            environ[READ_ON] = environ["gunicorn.socket"].arrived.read_on
            return application(environ, start_response)

        self.wsgi = wsgi

    def accept(self, listener: Any) -> None:
        """Accept a connection, and wait for its first request."""
        try:
            accepted, address = listener.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return
        client = Connection(accepted)
        self.nr_conns += 1
        conn = TConn(self.cfg, client, address, listener.getsockname())
        conn.parser = http.get_parser(self.cfg, client, address)
        conn.parser.unreader = client.arrived = Arrived(client)
        self._wait_for(conn)

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """Wait for the next request of a connection that was kept."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._wait_for(conn)

    def finish_request(self, conn: Any, fs: Any) -> None:
        """Send what the client has not taken of its answer, then keep the connection or close it.

        Gunicorn's own waits here for clients that do not close, and the loop with it.
        """
        unreader = conn.parser.unreader
        unreader.forget()
        try:
            keeps = bool(fs.result()) and not unreader.ran_out
        except BaseException:  # a fault of the worker, or it stops
            self.log.exception("a request failed")
            keeps = False
        if conn.sock.fileno() < 0:  # closed, or handed to who writes events to it
            self.nr_conns -= 1
        elif conn.sock.is_behind:
            self._leave(conn, Leaving(conn.sock, keeps=keeps), selectors.EVENT_WRITE)
        else:
            self._go_on(conn, keeps)

    def _go_on(self, conn: Any, keeps: bool) -> None:
        """Wait for the next request of a connection that has its answer, or close it."""
        conn.sock.setblocking(False)
        if not keeps:
            try:
                self._leave(conn, Lingering(conn.sock), selectors.EVENT_READ)
            except OSError:
                self._close(conn)
        elif conn.rest:
            self._wait_for(conn)
        else:
            conn.set_timeout()
            self.keepalived_conns.append(conn)
            if not self.alive:
                self._cap_keepalive(time.monotonic() + STOP_KEEPALIVE_LINGER)
            on_readable = partial(self.on_client_socket_readable, conn)
            self.poller.register(conn.sock, selectors.EVENT_READ, on_readable)

    def _leave(self, conn: Any, state: Leaving | Lingering, event: int) -> None:
        self.leaving[conn] = state
        self.poller.register(conn.sock, event, partial(self._attend, conn))

    def _attend(self, conn: Any, _sock: Any) -> None:
        """Send more of an answer, or see whether its client has closed."""
        state = self.leaving[conn]
        try:
            if not (state.send() if isinstance(state, Leaving) else state.has_ended()):
                return
        except OSError:
            self._close(conn)
            return
        if isinstance(state, Leaving):
            del self.leaving[conn]
            self.poller.unregister(conn.sock)
            self._go_on(conn, state.keeps)
        else:
            self._close(conn)

    def murder_pending(self) -> None:
        """Close connections whose clients do not go on; called at least once a second."""
        super().murder_pending()
        now = time.monotonic()
        if now < self.looked_at + 1:
            return
        self.looked_at = now
        for connections in (self.arriving, self.leaving):
            for conn, state in list(connections.items()):
                if state.deadline <= now:
                    self._close(conn)

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
            self._close(conn)

    def _look_at(self, conn: Any) -> None:
        request = self.arriving[conn]
        if request.refused is not None:
            self.arriving.pop(conn).close()
            self.poller.unregister(conn.sock)
            reason = REASONS.get(request.refused, "a head without an end")
            self._answer(conn.sock, request.refused, reason)
            self._go_on(conn, keeps=False)
        elif request.whole:
            self._hand_over(conn)

    def _hand_over(self, conn: Any) -> None:
        """Give a request that has arrived a thread."""
        request = self.arriving.pop(conn)
        self.poller.unregister(conn.sock)
        request.forget_disk()
        conn.rest = request.take_rest()
        conn.parser.unreader.give(request.file)
        conn.data_ready = True
        self.enqueue_req(conn)

    def _close(self, conn: Any) -> None:
        """Close a connection that arrives or leaves."""
        if (request := self.arriving.pop(conn, None)) is not None:
            request.close()
        self.leaving.pop(conn, None)
        with suppress(OSError, KeyError, ValueError):
            self.poller.unregister(conn.sock)
        self.nr_conns -= 1
        conn.close()

    def handle_request(self, req: Any, conn: Any) -> Any:
        """Answer a request."""
        conn.sock.setblocking(False)
        conn.sock.arrived.request = req
        conn.sock.hold_head()
        try:
            return super().handle_request(req, conn)
        finally:
            with suppress(OSError):
                conn.sock.let_go()

    def _keepalive_after(self, conn: Any, keepalive: bool) -> bool:
        """Return whether the connection is kept: where its body is broken, it is not."""
        conn.parser.unreader.read_no_more()
        try:
            return keepalive and bool(conn.parser.finish_body(max_bytes=LARGEST_BODY + 1))
        except (ParseException, NoMoreData):
            return False

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Any) -> None:
        """Answer a request that could not be read; leave every other error to gunicorn."""
        if not isinstance(exc, ParseException) or isinstance(exc, OWN_FAULTS):
            super().handle_error(req, client, addr, exc)
            return
        # Not what was sent: it may hold what somebody searched for.
        self._answer(client, status_of(exc), type(exc).__name__)

    def _answer(self, client: Any, status: int, reason: str) -> None:
        request_id = secrets.token_hex(12)
        self.log.warning("request_id=%s unreadable request: %s", request_id, reason)
        try:
            write_nonblock(client, answer(status, request_id))
        except OSError:
            self.log.debug("the client of an unreadable request is gone")
