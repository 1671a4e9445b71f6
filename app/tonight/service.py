"""Choosing a film for tonight: requests to `embeddings.answers`, and its answers as JSON."""

from __future__ import annotations

from typing import Any

from app.data.services import Services
from app.tonight.schemas import TonightRequest
from app.web.problems import Problem


def choose(services: Services, body: TonightRequest) -> dict[str, Any]:
    """Choose films; see `app.tonight.schemas.Tonight`."""
    raise Problem("no-live-release")
