"""The application for `flask run --reload`: see docker-compose.dev.yml."""

from __future__ import annotations

import os

from app import create_app
from app.settings import Settings

app = create_app(Settings.from_env(os.environ))
