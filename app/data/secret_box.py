"""Encrypts secrets that must be read again: tokens from elsewhere, secrets of second factors."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class SecretBox:
    """Encrypts and decrypts texts; whoever reads the database alone reads none of them.

    Parameters
    ----------
    secret_key : str
        The key is derived from it (HKDF, SHA-256, RFC 5869). Under another ``secret_key`` nothing
        can be decrypted any more.
    purpose : str
        What is encrypted. Each purpose has a key of its own, which opens nothing of another's.
    """

    def __init__(self, secret_key: str, purpose: str) -> None:
        info = f"ordained {purpose}".encode()
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=info)
        self._fernet = Fernet(base64.urlsafe_b64encode(derived.derive(secret_key.encode())))

    def close(self, text: str) -> bytes:
        """Return a text encrypted; twice the same text gives two different results."""
        return self._fernet.encrypt(text.encode())

    def open(self, box: bytes) -> str | None:
        """Return the text; None where it was encrypted under another key, or is damaged."""
        try:
            return self._fernet.decrypt(bytes(box)).decode()
        except InvalidToken:
            return None
