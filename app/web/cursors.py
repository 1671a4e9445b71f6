"""Where a list goes on: an opaque, signed mark of release, offset and query."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from app.web.problems import Problem, invalid

POINTER = "/query/cursor"
# No list goes this deep; it keeps a signed cursor from meaning nonsense.
LARGEST_OFFSET = 100_000


def digest(parameters: Mapping[str, Any]) -> str:
    """Return a short digest of what a list was asked for with."""
    text = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class Cursors:
    """Writes and reads cursors, signed so that only those of this service are taken."""

    def __init__(self, secret_key: str) -> None:
        self._serializer = URLSafeSerializer(
            secret_key, salt="cursor", signer_kwargs={"digest_method": hashlib.sha256}
        )

    def write(self, release_id: int, offset: int, parameters: Mapping[str, Any]) -> str:
        """Return the cursor of the page that begins at ``offset``."""
        return str(self._serializer.dumps([release_id, offset, digest(parameters)]))

    def read(self, cursor: str, parameters: Mapping[str, Any]) -> tuple[int, int]:
        """Return release id and offset.

        Raises
        ------
        Problem
            Not a cursor of this service, or one of another query.
        """
        try:
            release_id, offset, made_for = self._serializer.loads(cursor)
        except (BadData, ValueError, TypeError) as error:
            raise invalid(POINTER, "Is not a cursor that was given out here.") from error
        if made_for != digest(parameters):
            raise invalid(POINTER, "Belongs to another query; start again without it.")
        if not 0 <= offset <= LARGEST_OFFSET:
            raise invalid(POINTER, "Is not a cursor that was given out here.")
        return int(release_id), int(offset)


def gone() -> Problem:
    """Return the problem of a cursor whose release is no longer kept."""
    return invalid(POINTER, "The catalogue has been rebuilt since; start again without it.")
