"""Cursors of lists that change while they are read.

An offset would skip a film or show one twice whenever something before it is removed
or added; so a cursor here keeps the sort key of the last film shown, and the next page
begins after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from app.web.cursors import POINTER, digest
from app.web.problems import invalid


class KeysetCursors:
    """Writes and reads cursors of sort keys, signed so that none is accepted from elsewhere."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeSerializer(
            secret_key, salt="bookmark", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def write(self, key: list[Any], parameters: Mapping[str, Any]) -> str:
        """Return the cursor of the page after the item of ``key``."""
        return str(self._serializer.dumps([digest(parameters), *key]))

    def read(self, cursor: str, parameters: Mapping[str, Any]) -> list[Any]:
        """Return the key.

        Raises
        ------
        Problem
            Not a cursor of this service, or one of another list.
        """
        try:
            made_for, *key = list(self._serializer.loads(cursor))
        except (BadData, ValueError, TypeError) as error:
            raise invalid(POINTER, "Is not a cursor that was given out here.") from error
        if made_for != digest(parameters):
            raise invalid(POINTER, "Belongs to another query; start again without it.")
        return key
