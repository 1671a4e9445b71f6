"""A tool's request is one of its own: nothing of the request that called the tool is in it."""

from __future__ import annotations

from typing import Any

import anyio
import pytest
from flask import Flask, g
from mcp.server.mcpserver.exceptions import ToolError

from app.assistants.api import Api


@pytest.fixture
def inner() -> Flask:
    """An application that says whom it takes the caller for."""
    app = Flask("inner")

    @app.get("/api/v1/caller")
    def caller() -> dict[str, Any]:
        return {"visitor": g.get("visitor"), "scope": g.get("scope")}

    return app


def test_the_outer_caller_is_not_the_inner_one(inner: Flask) -> None:
    """Flask gives a request within a request the same `g`, and with it scopes not asked for."""
    nobody = {"visitor": None, "scope": None}
    with inner.test_request_context("/mcp", method="POST"):
        g.visitor, g.scope = "somebody", "any"
        assert Api(inner, {}).get("/caller") == nobody
        # As the SDK calls tools: in a thread that has a copy of the context.
        asked = anyio.run(anyio.to_thread.run_sync, lambda: Api(inner, {}).get("/caller"))
        assert asked == nobody
        assert g.visitor == "somebody"


def test_what_is_no_problem_is_told_by_its_status(inner: Flask) -> None:
    with pytest.raises(ToolError, match="404"):
        Api(inner, {}).get("/nowhere")
