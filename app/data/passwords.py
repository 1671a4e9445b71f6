"""Hashes passwords with argon2id; an unknown name takes as long as a wrong password."""

from __future__ import annotations

import base64
import os
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# OWASP's recommendation of 2024, with the 19 MiB of the default settings.
PASSES = 2
LANES = 1
SALT_BYTES, HASH_BYTES = 16, 32


class Passwords:
    """Hashes and verifies passwords.

    Parameters
    ----------
    memory_kib : int
        Memory of a hash, in KiB; every thread of every worker may need as much at once.
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
        """Return a password's hash, as text with algorithm, costs and salt."""
        return self._hasher.hash(_bytes(password))

    def verify(self, password_hash: str | None, password: str) -> bool:
        """Return whether ``password_hash`` is a hash of ``password``.

        Where nobody has the username, ``password_hash`` is None and the result is False. It
        takes as long, or the time would reveal which names exist.
        """
        try:
            return self._hasher.verify(password_hash or self._nobody, _bytes(password))
        except (VerificationError, InvalidHashError):
            return False

    def is_outdated(self, password_hash: str) -> bool:
        """Return whether a hash was made with other costs than those of the settings."""
        return self._hasher.check_needs_rehash(password_hash)


def _bytes(password: str) -> bytes:
    # The same password typed on two keyboards may arrive composed and decomposed.
    return unicodedata.normalize("NFKC", password).encode()


def _base64(value: bytes) -> str:
    return base64.b64encode(value).decode().rstrip("=")
