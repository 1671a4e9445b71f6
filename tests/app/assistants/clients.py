"""Assistants' clients: the SDK's own, over HTTP and over standard input."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
import httpx2
from mcp import StdioServerParameters
from mcp.client.client import Client
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client

from tests.app.accounts.people import Browser
from tests.processes import ROOT

Do = Callable[[Client], Awaitable[Any]]


@asynccontextmanager
async def over_http(url: str, token: str, mode: str = "legacy") -> AsyncIterator[Client]:
    """Connect to ``/mcp``; ``legacy`` is the handshake that clients of 2025 make."""
    headers = {"Authorization": f"Bearer {token}"}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=60) as http,
        Client(streamable_http_client(f"{url}/mcp", http_client=http), mode=mode) as client,
    ):
        yield client


@asynccontextmanager
async def over_stdio(environ: dict[str, str], *arguments: str) -> AsyncIterator[Client]:
    """Start ``python -m app mcp`` and connect to it."""
    parameters = StdioServerParameters(
        command=sys.executable,
        args=["-m", "app", "mcp", *arguments],
        env={**os.environ, **environ},
        cwd=str(ROOT),
    )
    async with Client(stdio_client(parameters), mode="legacy") as client:
        yield client


def first_popular(browser: Browser) -> int:
    """Return the id of a film that is there."""
    return int(browser.get("/movies/popular?limit=1")["items"][0]["movie"]["id"])


def run(connect: Any, do: Do) -> Any:
    """Connect, do something with the client, and return what it returns."""

    async def all_of_it() -> Any:
        async with connect as client:
            return await do(client)

    return anyio.run(all_of_it)


async def call(client: Client, tool: str, **arguments: Any) -> Any:
    """Call a tool that succeeds; return its structured answer, which its text says too."""
    result = await client.call_tool(tool, arguments)
    said = "".join(getattr(part, "text", "") for part in result.content)
    assert not result.is_error, said
    assert json.loads(said) == result.structured_content
    return result.structured_content


async def complaint(client: Client, tool: str, **arguments: Any) -> str:
    """Call a tool that fails; return what it says."""
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return "".join(getattr(part, "text", "") for part in result.content)
