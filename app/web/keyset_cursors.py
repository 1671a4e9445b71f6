"""Cursors of lists that change while they are read.

An offset would skip or repeat a film whenever a film before it is removed or added. So a
cursor here holds the sort key of a page's last film, and the next page begins after that key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from app.web.cursors import POINTER, digest
from app.web.problems import invalid


class KeysetCursors:
    """Writes and reads cursors, signed so that none is accepted from elsewhere.

    Parameters
    ----------
    secret_key : str
        Signs the cursors.
    """

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeSerializer(
            secret_key, salt="bookmark", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def write(self, key: list[Any], parameters: Mapping[str, Any]) -> str:
        """Return the cursor of the page after the item whose sort key is ``key``."""
        return str(self._serializer.dumps([digest(parameters), *key]))

    def read(self, cursor: str, parameters: Mapping[str, Any]) -> list[Any]:
        """Return a cursor's sort key.

        Raises
        ------
        Problem
            ``invalid``: this service did not sign the cursor, or signed it for another list.
        """
        try:
            parameters_digest, *key = list(self._serializer.loads(cursor))
        except (BadData, ValueError, TypeError) as error:
            raise invalid(POINTER, "Is not a cursor that was given out here.") from error
        if parameters_digest != digest(parameters):
            raise invalid(POINTER, "Belongs to another query; start again without it.")
        return key
