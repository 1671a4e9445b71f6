"""Download a file over HTTP, resuming where it stopped. The caller checks the checksum."""

import errno
import http.client
import logging
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Final

from embeddings.sources.byte_progress import ByteProgress

_BLOCK_BYTES: Final = 1 << 18
_TRANSIENT: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Patience:
    """How long to wait for a server.

    Parameters
    ----------
    timeout_s
        Longest silence of the server.
    attempts
        Consecutive attempts without a single new byte before giving up.
    back_off_s
        Pause before the second attempt; doubles with each further one.
    """

    timeout_s: float = 30.0
    attempts: int = 5
    back_off_s: float = 1.0

    def pause(self, url: str, error: Exception, failures: int) -> None:
        """Say what failed and sleep."""
        seconds = self.back_off_s * 2 ** (failures - 1)
        _LOG.warning("%s: %s; trying again in %.1f s", url, error, seconds)
        time.sleep(seconds)


class TransientError(Exception):
    """The download failed in a way that another attempt may mend."""


@dataclass(frozen=True)
class Target:
    """The file to write, the part that has arrived, and the validator of the server's version."""

    zip: Path

    @property
    def part(self) -> Path:
        """Path of the file that the bytes are appended to."""
        return self.zip.with_name(self.zip.name + ".part")

    @property
    def validator(self) -> Path:
        """Path of the file that holds the ETag or date of the server's version."""
        return self.zip.with_name(self.zip.name + ".part.version")

    @property
    def have(self) -> int:
        """Number of bytes that have arrived."""
        return self.part.stat().st_size if self.part.exists() else 0

    def discard(self) -> None:
        """Delete the part file and its validator."""
        self.part.unlink(missing_ok=True)
        self.validator.unlink(missing_ok=True)


def fetch(url: str, target: Target, patience: Patience) -> None:
    """Download until the part file is complete.

    Raises
    ------
    TransientError
        If patience has run out.
    urllib.error.URLError
        If the server cannot be reached or refuses.
    OSError
        If the disk is full or does not take the file.
    """
    failures = 0
    while True:
        before = target.have
        try:
            _receive(url, target, patience.timeout_s)
        except TransientError as error:
            failures = 1 if target.have > before else failures + 1
            if failures >= patience.attempts:
                raise
            patience.pause(url, error, failures)
        else:
            return


def _receive(url: str, target: Target, timeout_s: float) -> None:
    """Make one request and append what it brings to the part file."""
    have = target.have
    headers = {}
    if have:
        headers["Range"] = f"bytes={have}-"
        if target.validator.exists():
            # The server sends the whole file instead where it has changed since.
            headers["If-Range"] = target.validator.read_text("ascii")
    try:
        response = open_url(url, timeout_s, headers)
    except urllib.error.HTTPError as error:
        if error.code != http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE or not have:
            raise
        if error.headers.get("Content-Range") == f"bytes */{have}":
            return  # all of it was there
        target.discard()
        raise TransientError("the server's file is shorter than what was begun") from None
    with response:
        resumed = response.status == http.HTTPStatus.PARTIAL_CONTENT
        if resumed and not response.headers.get("Content-Range", "").startswith(f"bytes {have}-"):
            target.discard()
            raise TransientError("the server sent another part than was asked for")
        start = have if resumed else 0
        length = response.headers.get("Content-Length")
        total = start + int(length) if length and length.isdigit() else None
        if total is not None and total - start > shutil.disk_usage(target.part.parent).free:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        _note_validator(response.headers, target)
        with (
            target.part.open("ab" if resumed else "wb") as part,
            ByteProgress(target.zip.name, start, total) as progress,
        ):
            try:
                while block := response.read(_BLOCK_BYTES):
                    part.write(block)
                    progress.add(len(block))
            except (http.client.HTTPException, TimeoutError, ConnectionError) as error:
                raise TransientError(f"the connection broke: {error!r}") from None
    if total is not None and target.have < total:
        raise TransientError(f"{target.have:,} of {total:,} bytes arrived")


def open_url(
    url: str, timeout_s: float, headers: Mapping[str, str] | None = None
) -> http.client.HTTPResponse:
    """Send a request, and raise TransientError for failures that may pass by themselves.

    Raises
    ------
    TransientError
        If another attempt may succeed.
    urllib.error.URLError
        If it will not.
    """
    request = urllib.request.Request(url, headers=dict(headers or {}))
    try:
        # The caller lets only http and https through.
        response = urllib.request.urlopen(request, timeout=timeout_s)
    except urllib.error.HTTPError as error:
        if error.code in _TRANSIENT:
            raise TransientError(f"the server answers {error.code} {error.reason}") from None
        raise
    except urllib.error.URLError as error:
        if isinstance(error.reason, TimeoutError | ConnectionResetError):
            raise TransientError(str(error.reason)) from None
        raise
    except (http.client.HTTPException, TimeoutError, ConnectionError) as error:
        raise TransientError(f"the connection broke: {error!r}") from None
    assert isinstance(response, http.client.HTTPResponse)
    return response


def _note_validator(headers: Message, target: Target) -> None:
    etag = headers.get("ETag", "")
    # A weak ETag does not promise equal bytes, so If-Range must not carry one (RFC 9110, 13.1.5).
    validator = etag if etag.startswith('"') else headers.get("Last-Modified", "")
    if validator and validator.isascii():
        target.validator.write_text(validator, "ascii")
    else:
        target.validator.unlink(missing_ok=True)
