"""An answer on its way to its client: what the client does not take yet waits here, in no thread.

A thread that writes to a client which reads slowly, or not at all, waits for it. So the thread
writes what the kernel takes at once, and leaves the rest to the worker's loop.
"""

from __future__ import annotations

import select
import socket
import tempfile
import time
from typing import IO, Any, Final

from app.process.arriving import Arrived

# A client takes a part of its answer within this time, and all of it within the other.
PAUSE_S: Final = 20.0
WHOLE_S: Final = 600.0
# What a client has not taken beyond this is kept on disk, so that many slow clients fill no memory.
IN_MEMORY: Final = 64 * 1024
# Kept of one answer; the largest export is smaller. Whoever writes a larger one, as a backup is,
# waits until its client has taken what is kept.
MOST_BYTES: Final = 128 * 1024 * 1024
_PART: Final = 64 * 1024
# Seconds and bytes for which an answered connection is read before it is closed. If anything were
# unread then, the kernel would drop the end of the answer.
LINGER_S: Final = 2.0
LINGER_BYTES: Final = 64 * 1024


class Connection(socket.socket):
    """A client's socket, whose `sendall` waits for no client, unless `MOST_BYTES` are kept of it.

    Parameters
    ----------
    accepted : socket
        What was accepted; it is this object's from now on.

    Attributes
    ----------
    arrived : Arrived
        Where the parser reads the requests of this connection.
    """

    arrived: Arrived

    def __init__(self, accepted: socket.socket) -> None:
        super().__init__(fileno=accepted.detach())
        self.setblocking(False)
        self._file: IO[bytes] | None = None
        self._sent = self._kept = 0
        self._holds = False
        self._held = b""

    @property
    def is_behind(self) -> bool:
        """Whether a part of an answer has not been taken."""
        return self._file is not None

    def hold_head(self) -> None:
        """Keep what `sendall` is given next, an answer's head, until its body follows.

        Gunicorn sends them apart, and between the two a thread may wait for others. A process that
        is killed then leaves a head without a body, which a proxy has taken for an answer: it asks
        nobody else, and its client gets nothing at all. Sent together, both arrive or neither.
        """
        self._holds, self._held = True, b""

    def let_go(self) -> None:
        """Send a head that no body has followed.

        Raises
        ------
        OSError
            The client is gone.
        """
        self._holds = False
        if self._held:
            self.sendall(b"")

    def sendall(self, data: Any, flags: int = 0, /) -> None:
        """Send what the kernel takes, and keep the rest for `send_rest`.

        Raises
        ------
        OSError
            The client is gone, or has taken nothing of a large answer for `PAUSE_S`.
        """
        if self._holds:
            self._holds, self._held = False, bytes(data)
            return
        rest = memoryview(b"".join([self._held, data]) if self._held else data)
        self._held = b""
        if self._file is not None and self._kept + len(rest) > MOST_BYTES:
            self._wait_for_client()
        if self._file is None:
            rest = rest[self._send(rest) :]
            if not rest:
                return
            self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - `forget_rest`
            self._sent = self._kept = 0
        self._kept += len(rest)
        self._file.seek(0, 2)
        self._file.write(rest)

    def send_rest(self) -> bool:
        """Send more of what was kept; return whether the client took any.

        Raises
        ------
        OSError
            The client is gone.
        """
        if self._file is None:
            return False
        self._file.seek(self._sent)
        sent = self._send(memoryview(self._file.read(_PART)))
        self._sent += sent
        if self._sent == self._kept:
            self.forget_rest()
        return sent > 0

    def forget_rest(self) -> None:
        """Forget what was kept."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def close(self) -> None:
        """Close the connection, and forget what was kept."""
        self.forget_rest()
        super().close()

    def _wait_for_client(self) -> None:
        writable = select.poll()
        writable.register(self, select.POLLOUT)
        while self._file is not None:
            if not writable.poll(PAUSE_S * 1000):
                raise TimeoutError("the client takes nothing of its answer")
            self.send_rest()

    def _send(self, data: memoryview) -> int:
        try:
            return self.send(data, socket.MSG_DONTWAIT)
        except (BlockingIOError, InterruptedError):
            return 0


class Leaving:
    """What is still to be done for a connection after its answer was written.

    Parameters
    ----------
    keeps : bool
        Whether the connection waits for another request once the answer is sent.

    Attributes
    ----------
    deadline : float
        When the connection is closed whatever is still to be sent, by `time.monotonic`.
    """

    def __init__(self, sock: Connection, *, keeps: bool) -> None:
        self.sock = sock
        self.keeps = keeps
        self._began = time.monotonic()
        self.deadline = self._began + PAUSE_S

    def send(self) -> bool:
        """Send more; return whether all is sent."""
        if self.sock.send_rest():
            self.deadline = min(time.monotonic() + PAUSE_S, self._began + WHOLE_S)
        return not self.sock.is_behind


class Lingering:
    """A connection that was answered, until its client closes it."""

    def __init__(self, sock: Connection) -> None:
        self.sock = sock
        self.deadline = time.monotonic() + LINGER_S
        self._left = LINGER_BYTES
        sock.shutdown(socket.SHUT_WR)

    def has_ended(self) -> bool:
        """Read what is there; return whether the client has closed, or sends without an end."""
        try:
            data = self.sock.recv(16 * 1024)
        except (BlockingIOError, InterruptedError):
            return False
        except OSError:
            return True
        self._left -= len(data)
        return not data or self._left <= 0
