"""Passwords are kept as argon2id, and an unknown name costs as much as a wrong password."""

from __future__ import annotations

import base64
import os
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# With 19 MiB this is OWASP's recommendation of 2024, which the default settings follow.
PASSES = 2
LANES = 1
SALT_BYTES, HASH_BYTES = 16, 32


class Passwords:
    """Hashes and verifies.

    Parameters
    ----------
    memory_kib : int
        Memory that one hash takes; each thread of each worker may take as much at once.
    """

    def __init__(self, memory_kib: int) -> None:
        self._hasher = PasswordHasher(
            time_cost=PASSES,
            memory_cost=memory_kib,
            parallelism=LANES,
            hash_len=HASH_BYTES,
            salt_len=SALT_BYTES,
        )
        self._nobody = (
            f"$argon2id$v=19$m={memory_kib},t={PASSES},p={LANES}"
            f"${_base64(os.urandom(SALT_BYTES))}${_base64(os.urandom(HASH_BYTES))}"
        )

    def hash(self, password: str) -> str:
        """Return what to keep of a password: algorithm, costs, salt and hash in one text."""
        return self._hasher.hash(_bytes(password))

    def verify(self, kept: str | None, password: str) -> bool:
        """Tell whether ``password`` is the one that ``kept`` was made of.

        Where nobody has that name ``kept`` is None; the answer is no then, and takes
        as long, or else its time would tell which names exist.
        """
        try:
            return self._hasher.verify(kept or self._nobody, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, kept: str) -> bool:
        """Tell whether ``kept`` was made with other costs than those of today."""
        return self._hasher.check_needs_rehash(kept)


def _bytes(password: str) -> bytes:
    # The same password typed on two keyboards may arrive composed and decomposed.
    return unicodedata.normalize("NFKC", password).encode()


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode().rstrip("=")
