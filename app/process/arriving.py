"""A request while it arrives: bytes until it is whole, without a thread that waits for them.

What stands in here only finds a request's end. What is not HTTP is handed on as it is, and
gunicorn's parser refuses it. The parser is given these bytes and no others: where it takes a
request for longer, by some spelling that is read differently here, it finds an end, and no thread
waits for more.
"""

from __future__ import annotations

import re
import select
import socket
import tempfile
import time
from typing import Any, Final

from gunicorn.http.unreader import SocketUnreader

# Seconds that a request's head may take from its first byte, and that may pass between two parts of
# its body.
HEAD_S: Final = 10.0
PAUSE_S: Final = 20.0
# Seconds that a whole request may take; the largest import then needs about 35 kB/s.
WHOLE_S: Final = 600.0
LARGEST_HEAD: Final = 128 * 1024
LONGEST_LINE: Final = 8190
# Larger bodies are not waited for. The application refuses them by their length, or has the rest
# read by the thread that wants it: `Arrived.read_on`.
LARGEST_BODY: Final = 20_500_000
# A larger body is kept on disk while it arrives, so that many slow uploads fill no memory.
IN_MEMORY: Final = 128 * 1024
_READ: Final = 64 * 1024
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,40})[ \t]*(?=\r\n)", re.IGNORECASE)
_CODING: Final = re.compile(rb"\r\ntransfer-encoding:[^\r\n]*", re.IGNORECASE)
_EXPECT: Final = re.compile(rb"\r\nexpect:[ \t]*100-continue[ \t]*(?=\r\n)", re.IGNORECASE)
_CHUNK: Final = re.compile(rb"([0-9A-Fa-f]{1,40})[ \t]*(?:;[^\r\n]*)?\r\n")
# Of all bodies that arrive in a process, what is on disk; beyond it another large one is refused.
MOST_ON_DISK: Final = 1_000_000_000


class _Disk:
    """What the bodies that arrive in this process have on disk; only its loop counts."""

    used = 0


_DISK: Final = _Disk()


class Arriving:
    """The bytes of a connection's next request.

    Attributes
    ----------
    deadline : float
        When the connection is closed if nothing more comes, by `time.monotonic`.
    whole : bool
        Whether the request is here, or is none that can be waited for.
    refused : int or None
        The status of a request that is refused before it is whole.
    """

    def __init__(self, sock: socket.socket, rest: bytes, patience_s: float) -> None:
        self.sock = sock
        self.whole = False
        self.refused: int | None = None
        self.began: float | None = None
        self.deadline = time.monotonic() + patience_s
        self.file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by `close`
        self._head = bytearray()
        self._left: int | None = None  # bytes of the body still to come
        self._chunks: _Chunks | None = None
        self._rest = b""
        self._on_disk = 0
        if rest:
            self._take(rest)

    def read(self) -> bool:
        """Read what is there; return False where the client has gone."""
        try:
            data = self.sock.recv(_READ)
        except (BlockingIOError, InterruptedError):
            return True
        if not data:
            return False
        self._take(data)
        return True

    def take_rest(self) -> bytes:
        """Return bytes that came behind the request, once."""
        rest, self._rest = self._rest, b""
        return rest

    def close(self) -> None:
        """Forget what has arrived."""
        self.forget_disk()
        self.file.close()

    def forget_disk(self) -> None:
        """Count this request no more among those that arrive."""
        _DISK.used -= self._on_disk
        self._on_disk = 0

    def _take(self, data: bytes) -> None:
        now = time.monotonic()
        if self.began is None:
            self.began = now
            self.deadline = now + HEAD_S
        if self._left is None and self._chunks is None:
            data = self._take_head(data)
            if self._left is None and self._chunks is None:
                return
        self._take_body(data)
        if not self.whole:
            self.deadline = min(time.monotonic() + PAUSE_S, self.began + WHOLE_S)

    def _take_head(self, data: bytes) -> bytes:
        """Enter bytes of the head; return those behind it, once it is whole."""
        # Empty lines before a request are allowed, and mean nothing.
        data = data if self._head else data.lstrip(b"\r\n")
        searched = max(len(self._head) - 3, 0)
        self._head += data
        end = self._head.find(b"\r\n\r\n", searched)
        if end < 0:
            if len(self._head) > LARGEST_HEAD:
                self.refused = 431 if b"\r\n" in self._head[:LONGEST_LINE] else 414
            return b""
        head, behind = bytes(self._head[: end + 4]), bytes(self._head[end + 4 :])
        lengths = {int(match[1]) for match in _LENGTH.finditer(head)}
        codings = b",".join(_CODING.findall(head)).lower()
        if b"chunked" in codings:
            self._chunks = _Chunks()
        elif codings or len(lengths) > 1 or max(lengths, default=0) > LARGEST_BODY:
            self._finish(bytes(self._head))
            return b""
        else:
            self._left = max(lengths, default=0)
        if _EXPECT.search(head):
            head = _EXPECT.sub(b"", head)
            if not behind and self._left != 0:
                self._send_continue()
        self._keep(head)
        return behind

    def _send_continue(self) -> None:
        try:
            self.sock.send(b"HTTP/1.1 100 Continue\r\n\r\n")
        except OSError:
            return  # the client notices by itself that it is gone

    def _take_body(self, data: bytes) -> None:
        if self._chunks is not None:
            used = self._chunks.take(data)
            self._finish(data[:used], data[used:]) if self._chunks.ended else self._keep(data)
            # What is no chunk, or too much, is the parser's and the application's to refuse.
            if not self.whole and self.file.tell() > LARGEST_BODY:
                self._finish(b"")
            return
        assert self._left is not None
        if len(data) >= self._left:
            self._finish(data[: self._left], data[self._left :])
            return
        self._keep(data)
        self._left -= len(data)

    def _keep(self, data: bytes) -> None:
        self.file.write(data)
        on_disk = self.file.tell() if self.file.tell() > IN_MEMORY else 0
        _DISK.used += on_disk - self._on_disk
        self._on_disk = on_disk
        if on_disk and _DISK.used > MOST_ON_DISK:
            self.refused = 503

    def _finish(self, data: bytes, rest: bytes = b"") -> None:
        self.file.write(data)
        self.file.seek(0)
        self.whole, self._rest, self._head = True, rest, bytearray()


class _Chunks:
    """Finds the end of a chunked body."""

    def __init__(self) -> None:
        self.ended = False
        self._line = b""
        self._skip = 0
        self._in_trailers = False

    def take(self, data: bytes) -> int:
        """Return how many of these bytes belong to the body; `ended` says whether it is whole."""
        at = 0
        while at < len(data) and not self.ended:
            if self._skip:
                step = min(self._skip, len(data) - at)
                self._skip -= step
                at += step
                continue
            end = data.find(b"\n", at)
            piece = data[at:] if end < 0 else data[at : end + 1]
            self._line += piece
            at += len(piece)
            if end >= 0:
                self._take_line()
            elif len(self._line) > LARGEST_HEAD:
                self.ended = True
        return at

    def _take_line(self) -> None:
        line, self._line = self._line, b""
        if self._in_trailers:
            self.ended = line in (b"\r\n", b"\n")
            return
        match = _CHUNK.fullmatch(line)
        if match is None:
            self.ended = True  # no chunk
            return
        size = int(match[1], 16)
        self._in_trailers = size == 0
        self._skip = size + 2 if size else 0  # and the line's end behind it


class Arrived(SocketUnreader):  # type: ignore[misc]
    """Where gunicorn's parser reads: what has arrived, and nothing else unless `read_on` says so.

    Attributes
    ----------
    ran_out : bool
        Whether the parser wanted more of the last request than there was. Where the next request
        begins is unknown then, so that the connection must be closed.
    request : gunicorn.http.message.Request
        What is being answered.
    """

    request: Any

    def __init__(self, sock: socket.socket) -> None:
        super().__init__(sock)
        self.file: Any = None
        self.ran_out = False
        self._pause_s: float | None = None

    def give(self, file: Any) -> None:
        """Give the parser a request."""
        self.forget()
        self.file = file

    def forget(self) -> None:
        """Close the file of the last request."""
        self.read_no_more()
        if self.file is not None:
            self.file.close()
            self.file = None

    def read_on(self, pause_s: float) -> None:
        """Read what has not arrived of this body from the connection, when it is asked for.

        The thread that asks waits for its client: `app.web.large_body`. The connection ends with
        the answer, since what is read may hold the beginning of a next request.

        Parameters
        ----------
        pause_s : float
            How long the thread waits for the next part.
        """
        self.request.force_close()
        self._pause_s = pause_s

    def read_no_more(self) -> None:
        """Take what has not arrived for the end of the body again."""
        self._pause_s = None

    def chunk(self, size_hint: int | None = None) -> bytes:
        """Return the next bytes; none at the end of what has arrived.

        Raises
        ------
        OSError
            The client is gone, or has sent nothing for as long as `read_on` says.
        """
        size = min(max(size_hint or 0, self.mxchunk), self.max_body_chunk)
        data: bytes = self.file.read(size) if self.file is not None else b""
        if not data and self._pause_s is not None:
            data = self._receive(size, self._pause_s)
        self.ran_out |= not data
        return data

    def _receive(self, size: int, pause_s: float) -> bytes:
        readable = select.poll()
        readable.register(self.sock, select.POLLIN)
        if not readable.poll(pause_s * 1000):
            raise TimeoutError("the client sends nothing of its body")
        data: bytes = self.sock.recv(size)
        return data
