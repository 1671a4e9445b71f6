"""Cursors of lists that one release answers: signed release id, offset and digest of the query."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from app.web.problems import Problem, invalid

POINTER = "/query/cursor"
# Deeper than any list: a larger offset would only make PostgreSQL count rows.
LARGEST_OFFSET = 100_000


def digest(parameters: Mapping[str, Any]) -> str:
    """Return a short digest of a list's parameters, to notice a cursor that comes with others."""
    text = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class OffsetCursors:
    """Writes and reads cursors, signed so that none is accepted from elsewhere.

    Parameters
    ----------
    secret_key : str
        Signs the cursors.
    """

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeSerializer(
            secret_key, salt="cursor", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def write(self, release_id: int, offset: int, parameters: Mapping[str, Any]) -> str:
        """Return the cursor of the page that begins at ``offset``, counted from 0."""
        return str(self._serializer.dumps([release_id, offset, digest(parameters)]))

    def read(self, cursor: str, parameters: Mapping[str, Any]) -> tuple[int, int]:
        """Return a cursor's release id and offset.

        Raises
        ------
        Problem
            ``invalid``: this service did not sign the cursor, or signed it for other parameters.
        """
        try:
            release_id, offset, parameters_digest = self._serializer.loads(cursor)
        except (BadData, ValueError, TypeError) as error:
            raise invalid(POINTER, "Is not a cursor that was given out here.") from error
        if parameters_digest != digest(parameters):
            raise invalid(POINTER, "Belongs to another query; start again without it.")
        if not 0 <= offset <= LARGEST_OFFSET:
            raise invalid(POINTER, "Is not a cursor that was given out here.")
        return int(release_id), int(offset)


def gone() -> Problem:
    """Return the problem of a cursor whose release has been deleted."""
    return invalid(POINTER, "The catalogue has been rebuilt since; start again without it.")
