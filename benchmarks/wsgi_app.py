"""The application for other servers than ordained's own; see `benchmarks.slow_clients`."""

from __future__ import annotations

import os

from apiflask import APIFlask

from app import create_app
from app.settings import Settings


def make() -> APIFlask:
    """Return the application as the environment says."""
    return create_app(Settings.from_env(os.environ))
