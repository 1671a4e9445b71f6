"""Counts of requests that the processes of a server share, in memory.

A table in a file that has no name: it is gone with the last process that has it. The lock
is one of the kernel's on the same file, which a process that is killed gives back.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import struct
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from limits.storage import Storage

SCHEME = "shared-memory"
# A row: hash of the key, end of its time in seconds since 1970, count. 2 MB in all.
ROW = struct.Struct("=16sdq")
ROWS = 65_536
# A key is in one of this many neighbouring rows.
NEIGHBOURS = 16


class Table:
    """Counts by key, each until its time ends; shared by processes forked after it was made."""

    def __init__(self, rows: int = ROWS) -> None:
        self._rows = rows
        self._file = _unnamed_file()
        # A file with holes would end the process once the disk is full and a hole is written to.
        os.posix_fallocate(self._file, 0, rows * ROW.size)
        self._memory = mmap.mmap(self._file, rows * ROW.size)
        # The kernel's lock is one of processes, so the threads of one need another.
        self._threads = threading.Lock()

    def add(self, key: str, amount: int, expiry_s: float) -> int:
        """Add to a key's count and return it; a new count ends after ``expiry_s`` seconds."""
        now = time.time()
        with self._locked():
            index, name = self._find(key, now)
            held, until, count = ROW.unpack_from(self._memory, index * ROW.size)
            if held != name or until <= now:
                until, count = now + expiry_s, 0
            count = max(count + amount, 0)
            ROW.pack_into(self._memory, index * ROW.size, name, until, count)
        return int(count)

    def read(self, key: str) -> tuple[int, float]:
        """Return a key's count, and when it ends in seconds since 1970; else 0 and now."""
        now = time.time()
        with self._locked():
            index, name = self._find(key, now)
            held, until, count = ROW.unpack_from(self._memory, index * ROW.size)
        return (count, until) if held == name and until > now else (0, now)

    def clear(self) -> None:
        """Forget every count."""
        with self._locked():
            self._memory[:] = bytes(len(self._memory))

    def _find(self, key: str, now: float) -> tuple[int, bytes]:
        """Return the row of a key, or one that the key may take, and the key's hash.

        Where all neighbours are in use the lowest count is given up: a flood of new keys, each
        of which counts little, pushes out no key that has been counted often.
        """
        name = hashlib.blake2b(key.encode(errors="replace"), digest_size=16).digest()
        start = int.from_bytes(name[:4], "big") % self._rows
        best, least = start, None
        for step in range(NEIGHBOURS):
            index = (start + step) % self._rows
            held, until, count = ROW.unpack_from(self._memory, index * ROW.size)
            if held == name:
                return index, name
            rank = count if until > now else -1
            if least is None or rank < least:
                best, least = index, rank
        return best, name

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)


def _unnamed_file() -> int:
    """Return a file in memory, else one on disk whose name is gone."""
    if hasattr(os, "memfd_create"):
        return os.memfd_create("ordained-counts")
    with tempfile.TemporaryFile(prefix="ordained-counts-") as file:
        return os.dup(file.fileno())


class SharedCounts(Storage):
    """A `Table` as Flask-Limiter wants one."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - the library's own form

    def __init__(self, uri: str | None = None, *, table: Table, **options: object) -> None:
        super().__init__(uri)
        self._table = table

    @property
    def base_exceptions(self) -> type[Exception]:
        """Return what a table may raise."""
        return OSError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Add to a count and return it."""
        return self._table.add(key, amount, expiry)

    def get(self, key: str) -> int:
        """Return a count."""
        return self._table.read(key)[0]

    def get_expiry(self, key: str) -> float:
        """Return when a count ends, in seconds since 1970."""
        return self._table.read(key)[1]

    def check(self) -> bool:
        """Return that a table can always be used."""
        return True

    def reset(self) -> None:
        """Forget every count."""
        self._table.clear()

    def clear(self, key: str) -> None:
        """Forget a count."""
        count, _ = self._table.read(key)
        self._table.add(key, -count, 0.0)
