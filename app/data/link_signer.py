"""The tokens of links that are sent to others: signed, so that none is stored."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

# What the link is for, in what is signed: a link to read a list opens no room.
TOKEN = re.compile(r"([0-9]{1,10})-([0-9]{1,9})-([A-Za-z0-9_-]{22})")
SIGNATURE_BYTES = 16


class LinkSigner:
    """Writes and reads the tokens of links.

    Parameters
    ----------
    secret_key : str
        The signing key is derived from it, so that nothing else signed with ``secret_key``
        passes for a token.
    """

    def __init__(self, secret_key: str) -> None:
        self._key = hmac.new(secret_key.encode(), b"ordained link", hashlib.sha256).digest()

    def write(self, purpose: str, number: int, issue: int = 0) -> str:
        """Return the token of a link.

        Parameters
        ----------
        purpose : str
            What the link opens.
        number : int
            The id of what it opens.
        issue : int
            Which link it is: whoever revokes a link raises the number that holds.
        """
        return f"{number}-{issue}-{self._signature(purpose, number, issue)}"

    def read(self, purpose: str, token: str) -> tuple[int, int] | None:
        """Return id and issue of a token; None where it is not ours or for something else."""
        found = TOKEN.fullmatch(token)
        if found is None:
            return None
        number, issue = int(found[1]), int(found[2])
        if not hmac.compare_digest(self._signature(purpose, number, issue), found[3]):
            return None
        return number, issue

    def _signature(self, purpose: str, number: int, issue: int) -> str:
        signed = f"{purpose}:{number}:{issue}".encode()
        digest = hmac.new(self._key, signed, hashlib.sha256).digest()[:SIGNATURE_BYTES]
        return base64.urlsafe_b64encode(digest).decode().rstrip("=")
