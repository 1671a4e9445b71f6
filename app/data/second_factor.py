"""Codes that change every half minute (TOTP, RFC 6238), by pyotp, and how secrets are stored.

Whoever copies the database alone cannot make codes: secrets are encrypted with a key derived from
SECRET_KEY. A new SECRET_KEY makes them unreadable, and recovery codes are what is left then.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time

import pyotp

from app.data.secret_box import SecretBox

STEP_S = 30
# A code of the half minute before or after is taken too: clocks differ.
STEPS_AROUND = 1
ISSUER = "ordained"
RECOVERY_CODES = 10
# 80 bits, in letters and digits that are not taken for each other.
RECOVERY_BYTES = 10


class SecondFactorSecrets:
    """Makes, encrypts and reads the secrets of second factors.

    Parameters
    ----------
    secret_key : str
        The key of encryption is derived from it.
    """

    def __init__(self, secret_key: str) -> None:
        self._box = SecretBox(secret_key, "second factor")

    def new(self) -> tuple[str, bytes]:
        """Return a new secret, in Base32 as people type it, and how it is stored."""
        secret = pyotp.random_base32()
        return secret, self._box.close(secret)

    def matching_step(self, stored: bytes, code: str, now_s: float | None = None) -> int | None:
        """Return the half minute whose code this is; None where it is of none around now."""
        secret = self._box.open(stored)
        if secret is None:
            return None
        totp = pyotp.TOTP(secret, interval=STEP_S)
        present = int((time.time() if now_s is None else now_s) // STEP_S)
        for step in range(present - STEPS_AROUND, present + STEPS_AROUND + 1):
            if hmac.compare_digest(totp.at(step * STEP_S).encode(), code.encode()):
                return step
        return None


def address(secret: str, username: str) -> str:
    """Return the address that a QR picture tells an authenticator app."""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=username, issuer_name=ISSUER)


def new_recovery_codes() -> list[str]:
    """Return new recovery codes, as people write them down."""
    codes = []
    for _ in range(RECOVERY_CODES):
        text = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
        codes.append("-".join(text[start : start + 4] for start in range(0, len(text), 4)))
    return codes


def hash_recovery_code(user_id: int, code: str) -> bytes:
    """Return the hash of a person's recovery code, however it is spaced; 32 bytes.

    A fast hash will do: nobody guesses 80 random bits.
    """
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return hashlib.sha256(f"{user_id}:{plain}".encode(errors="replace")).digest()
