"""The key that sessions, tokens and stored secrets are protected with."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from sql.env import EnvReader, SettingsError, make_home

KEY_FILE = "secret_key"
LEAST_SECRET = 32


def read_secret_key(reader: EnvReader, home: Path, production: bool) -> str:
    """Return SECRET_KEY, else the key in ``home``, which is made where it is missing."""
    before = len(reader.problems)
    key = reader.secret("SECRET_KEY")
    if len(reader.problems) > before:
        return ""
    source = "SECRET_KEY"
    if key is None and production:
        reader.problems.append(
            "SECRET_KEY is required where ORDAINED_ENV is production, or SECRET_KEY_FILE"
        )
        return ""
    if key is None:
        source = str(home / KEY_FILE)
        try:
            key = _read_key(home / KEY_FILE)
            # Settings that will be refused anyway must not write a file.
            if key is None and not reader.problems:
                key = _make_key(home / KEY_FILE)
        except SettingsError as error:
            reader.problems += error.problems
            return ""
        except (OSError, UnicodeDecodeError) as error:
            reader.problems.append(f"{source} cannot be used ({error}); set SECRET_KEY instead")
            return ""
    if key is not None and len(key) < LEAST_SECRET:
        reader.problems.append(f"{source} must have at least {LEAST_SECRET} characters")
    return key or ""


def _read_key(path: Path) -> str | None:
    return path.read_text(encoding="utf-8").strip() if path.exists() else None


def _make_key(path: Path) -> str:
    """Write a new key to ``path``, readable by its owner only; return the key that is there then.

    Where two processes write at once, the first key stays and both return it.
    """
    make_home(path.parent)
    descriptor, draft = mkstemp(prefix=".secret_key-", dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        # Unlike a rename, a link never replaces the key that another process just wrote.
        with suppress(FileExistsError):
            os.link(draft, path)
        return path.read_text(encoding="utf-8").strip()
    finally:
        os.unlink(draft)
