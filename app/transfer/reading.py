"""Reads what a request uploads, one import at a time in a process.

Reading and matching an upload takes some time and up to 150 MB. So it happens before the person's
row is locked, and a second import waits a moment and is then told to come again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import SEEK_END
from threading import BoundedSemaphore

from werkzeug.datastructures import FileStorage

from app.transfer import files, parsing
from app.transfer.files import Upload
from app.transfer.parsed import Parsed, ReadOptions
from app.web.problems import Problem

LONGEST_WAIT_S = 2.0
PART = 100_000  # bytes of a file at a time

_one_import = BoundedSemaphore(1)


@contextmanager
def slot() -> Iterator[None]:
    """Hold this process's only place for an import.

    Raises
    ------
    Problem
        ``import-busy``: another import holds it.
    """
    if not _one_import.acquire(timeout=LONGEST_WAIT_S):
        raise Problem("import-busy")
    try:
        yield
    finally:
        _one_import.release()


def uploads(storages: Sequence[FileStorage]) -> list[Upload]:
    """Return the uploaded files."""
    for storage in storages:
        storage.stream.seek(0)
    return [Upload(storage.filename or "", storage.stream.read()) for storage in storages]


def parts(storage: FileStorage) -> Iterator[bytes]:
    """Yield what a file holds, from its beginning, some kB at a time."""
    storage.stream.seek(0)
    while part := storage.stream.read(PART):
        yield part


def size(storage: FileStorage) -> int:
    """Return a file's bytes."""
    return storage.stream.seek(0, SEEK_END)


def read_upload(uploaded: Sequence[Upload], options: ReadOptions) -> Parsed:
    """Return what an upload holds.

    Raises
    ------
    UnknownLayoutError
        Its tables are of no known layout.
    UnreadableFileError
        Nothing can be imported from it.
    """
    parts, ignored = files.read(uploaded)
    parsed = parsing.parse(parts, options)
    parsed.ignored += ignored
    return parsed
