"""Put the secrets of the composed stack where its containers read them, once.

``docker compose up`` runs this before anything else. Each secret comes from the environment,
from a file of its name in ``given`` (`deploy/secrets`), or is the one of the last time. Only
outside production is one made where there is none: it is random, and stays in the volume.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

KEPT = Path("/run/ordained")
GIVEN = Path("/run/given")

# File in the volume (and in `given`): the environment variable, and the least length.
SECRETS = {"secret_key": ("SECRET_KEY", 32), "database_password": ("DATABASE_PASSWORD", 12)}


class MissingError(Exception):
    """A secret is missing or too short; says which, and where it may come from."""


def decide(
    name: str, environ: Mapping[str, str], given: Path, kept: Path, production: bool
) -> tuple[str, str]:
    """Return a secret and where it is from.

    Raises
    ------
    MissingError
        It is not given in production, it is too short, or its file is closed to this user.
    """
    variable, least = SECRETS[name]
    if value := environ.get(variable, "").strip():
        source = variable
    elif value := _read(given / name):
        source = f"deploy/secrets/{name}"
    elif production:
        raise MissingError(
            f"{variable} is missing. In production it is set in the environment or in .env, "
            f"or written to deploy/secrets/{name}"
        )
    elif value := _read(kept / name):
        source = "the last start"
    else:
        return secrets.token_urlsafe(48), "chance"
    if len(value) < least:
        raise MissingError(f"{source}: {variable} must have at least {least} characters")
    return value, source


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except PermissionError as error:
        # Whoever wrote it closed it to others, and this container's root may not look past that.
        uid = os.geteuid()
        raise MissingError(
            f"deploy/secrets/{path.name} is closed to the container's user: chown {uid} it, "
            "with deploy/secrets open to that user (chmod 755)"
        ) from error


def write(path: Path, value: str) -> None:
    """Write a file whole; whoever mounts the volume may read it, as with Docker's own secrets."""
    draft = path.with_suffix(".new")
    draft.unlink(missing_ok=True)
    draft.write_text(value, encoding="utf-8")
    draft.chmod(0o444)
    draft.replace(path)


def main(environ: Mapping[str, str], given: Path = GIVEN, kept: Path = KEPT) -> int:
    """Decide on every secret, and only then write them; 0 done, 1 one is missing."""
    production = environ.get("ORDAINED_ENV") == "production"
    values: dict[str, str] = {}
    missing: list[str] = []
    for name in SECRETS:
        try:
            values[name], source = decide(name, environ, given, kept, production)
            print(f"{name}: from {source}")
        except (MissingError, OSError, UnicodeDecodeError) as error:
            missing.append(str(error))
    if missing:
        for line in missing:
            print(f"error: {line}", file=sys.stderr)
        return 1
    before = _read(kept / "database_password")
    if before and before != values["database_password"]:
        print("the database's password is another one now; tell the server with: alter role")
    for name, value in values.items():
        write(kept / name, value)
    host, database = environ["DATABASE_HOST"], environ["DATABASE_NAME"]
    user, password = environ["DATABASE_USER"], quote(values["database_password"], safe="")
    write(kept / "database_url", f"postgresql://{user}:{password}@{host}:5432/{database}")
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ))
