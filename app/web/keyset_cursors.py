"""Cursors of lists that change while they are read.

An offset would skip or repeat a film whenever a film before it is removed or added. So a
cursor here holds the sort key of a page's last film, and the next page begins after that key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.web.cursors import SignedCursors, check_parameters, digest, not_given_out


class KeysetCursors:
    """Writes and reads cursors that hold a sort key.

    Parameters
    ----------
    secret_key : str
        Signs the cursors.
    """

    def __init__(self, secret_key: str) -> None:
        self._cursors = SignedCursors(secret_key, "bookmark")

    def write(self, key: list[Any], parameters: Mapping[str, Any]) -> str:
        """Return the cursor of the page after the item whose sort key is ``key``."""
        return self._cursors.sign([digest(parameters), *key])

    def read(self, cursor: str, parameters: Mapping[str, Any]) -> list[Any]:
        """Return a cursor's sort key.

        Raises
        ------
        Problem
            ``invalid``: this service did not sign the cursor, or signed it for another list.
        """
        match self._cursors.load(cursor):
            case [parameters_digest, *key]:
                check_parameters(parameters_digest, parameters)
                return key
        raise not_given_out()
