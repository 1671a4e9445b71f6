"""``python -m app check``: asks the application, without a server, whether it answers."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from apiflask import APIFlask

# The encoder is loaded in the background.
PATIENCE_S = 120.0
QUESTIONS = ("/api/v1/search?q=heist&limit=1", "/api/v1/movies/popular?limit=1")
# Problems that say how the service is set up; they do not mean that it fails.
SET_UP = ("encoder-mismatch",)


def check(app: APIFlask, sleep: Callable[[float], None] = time.sleep) -> str | None:
    """Return what is wrong with the application, in words; None where it answers.

    Ready is asked until it is, then a search and a list, because a statement that does not fit the
    tables shows nowhere else.
    """
    client = app.test_client()
    until = time.monotonic() + PATIENCE_S
    while True:
        answer = client.get("/readyz?writes=false")
        if answer.status_code == 200:
            break
        body: dict[str, Any] = answer.get_json(silent=True) or {}
        kind = str(body.get("type", "")).rpartition("#")[2]
        if kind in SET_UP:
            return None
        if kind != "encoder-unavailable" or time.monotonic() > until:
            return f"/readyz says {answer.status_code}: {body.get('detail', 'nothing')}"
        sleep(0.5)
    for address in QUESTIONS:
        answer = client.get(address)
        if answer.status_code != 200:
            return f"{address} says {answer.status_code}"
    return None
