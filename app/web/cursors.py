"""Cursors of lists that one release answers: signed release id, offset and digest of the query."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from itsdangerous import BadData, URLSafeSerializer

from app.web.problems import Problem, invalid

POINTER = "/query/cursor"
# The form of what `SignedCursors` writes: base64url of the values (a dot before it where they are
# compressed), a dot, and 32 bytes of signature.
CURSOR = r"^\.?[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{43}$"
# Deeper than any list: a larger offset would only make PostgreSQL count rows.
LARGEST_OFFSET = 100_000


def digest(parameters: Mapping[str, Any]) -> str:
    """Return a short digest of a list's parameters, to notice a cursor that comes with others."""
    text = json.dumps(parameters, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class SignedCursors:
    """Signs the values of cursors, so that none is accepted from elsewhere.

    Parameters
    ----------
    secret_key : str
        Signs the cursors.
    salt : str
        Tells the cursors of one kind of list from those of another.
    """

    def __init__(self, secret_key: str, salt: str) -> None:
        self._serializer = URLSafeSerializer(
            secret_key, salt=salt, signer_kwargs={"digest_method": hashlib.sha256}
        )

    def sign(self, values: list[Any]) -> str:
        """Return the text of a cursor that holds ``values``."""
        return str(self._serializer.dumps(values))

    def load(self, cursor: str) -> list[Any]:
        """Return the values of a cursor; raise the problem ``invalid`` for any other text."""
        try:
            return list(self._serializer.loads(cursor))
        except (BadData, ValueError, TypeError) as error:
            raise not_given_out() from error


class OffsetCursors:
    """Writes and reads cursors that hold a release and an offset.

    Parameters
    ----------
    secret_key : str
        Signs the cursors.
    """

    def __init__(self, secret_key: str) -> None:
        self._cursors = SignedCursors(secret_key, "cursor")

    def write(self, release_id: int, offset: int, parameters: Mapping[str, Any]) -> str:
        """Return the cursor of the page that begins at ``offset``, counted from 0."""
        return self._cursors.sign([release_id, offset, digest(parameters)])

    def read(self, cursor: str, parameters: Mapping[str, Any]) -> tuple[int, int]:
        """Return a cursor's release id and offset.

        Raises
        ------
        Problem
            ``invalid``: this service did not sign the cursor, or signed it for other parameters.
        """
        match self._cursors.load(cursor):
            case [release_id, offset, parameters_digest]:
                check_parameters(parameters_digest, parameters)
                if 0 <= offset <= LARGEST_OFFSET:
                    return int(release_id), int(offset)
        raise not_given_out()


def check_parameters(parameters_digest: str, parameters: Mapping[str, Any]) -> None:
    """Raise the problem that a cursor is of other parameters, if it is."""
    if parameters_digest != digest(parameters):
        raise invalid(POINTER, "Belongs to another query; start again without it.")


def not_given_out() -> Problem:
    """Return the problem of a text that is no cursor of this service."""
    return invalid(POINTER, "Is not a cursor that was given out here.")


def gone() -> Problem:
    """Return the problem of a cursor whose release has been deleted."""
    return invalid(POINTER, "The catalogue has been rebuilt since; start again without it.")
