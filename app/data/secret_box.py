"""Encrypts what others gave us to keep: tokens of media servers and of services elsewhere."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"ordained tokens of remote accounts"


class SecretBox:
    """Encrypts and decrypts texts; whoever reads the database alone reads none of them.

    Parameters
    ----------
    secret_key : str
        The key is derived from it (HKDF, SHA-256), so that it opens nothing else that
        ``secret_key`` protects. Under another ``secret_key`` nothing can be decrypted any more.
    """

    def __init__(self, secret_key: str) -> None:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
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
