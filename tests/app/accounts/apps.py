"""Applications on a real database, with cheap password hashes."""

from __future__ import annotations

from pathlib import Path

from apiflask import APIFlask
from sqlalchemy import Engine

from app import create_app
from app.data.encoders import QueryEncoders
from app.settings import Settings


def app_on(
    engine: Engine, home: Path, *, encoders: QueryEncoders | None = None, **environ: str
) -> APIFlask:
    """Make an application on the database of ``engine``."""
    settings = Settings.from_env(
        {
            "DATABASE_URL": engine.url.render_as_string(hide_password=False),
            "ORDAINED_HOME": str(home),
            "ORDAINED_ENCODER": "stand-in",
            "ORDAINED_RATE_LIMITS": "off",
            "ORDAINED_ARGON2_MEMORY_KIB": "64",
            # No test asks what it does not start itself.
            "ORDAINED_LETTERBOXD_URL": "http://127.0.0.1:1",
            "ORDAINED_TRAKT_URL": "http://127.0.0.1:1",
            "ORDAINED_SIMKL_URL": "http://127.0.0.1:1",
            "SECRET_KEY": "not a secret, and long enough to be one",
            **environ,
        }
    )
    return create_app(settings, engine=engine, encoders=encoders)
