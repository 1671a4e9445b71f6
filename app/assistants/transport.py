"""The SDK's transport for one POST: an ASGI application in an event loop of its own.

Every message gets a new transport, so nothing lives between requests, any worker answers any of
them, and no stream holds a thread.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import anyio
from flask import Request
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from app.assistants.api import Api, asking
from app.assistants.server import make_server

Headers = list[tuple[str, str]]


class Transport:
    """Answers messages that came by HTTP; all requests and threads of a process share it."""

    def __init__(self, version: str) -> None:
        self._server = make_server(version)

    def answer(self, request: Request, api: Api) -> tuple[int, Headers, bytes]:
        """Return status, headers and body of the answer to a message.

        Parameters
        ----------
        request : Request
            The POST; it is let in already.
        api : Api
            What tools ask.
        """
        with asking(api):
            return anyio.run(_ask, self._server, _scope(request), request.get_data())


def _scope(request: Request) -> dict[str, Any]:
    """Return the request as ASGI has it; what it came with to be let in is left out."""
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": request.scheme,
        "path": request.path,
        "raw_path": request.path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in request.headers
            if name.lower() not in ("authorization", "cookie")
        ],
        "client": (request.remote_addr or "", 0),
        "server": (request.host, None),
    }


async def _ask(
    server: Server[Any], scope: dict[str, Any], body: bytes
) -> tuple[int, Headers, bytes]:
    """Return status, headers and body of the SDK's answer."""
    parts = [{"type": "http.request", "body": body, "more_body": False}]
    status = 500
    headers: Headers = []
    content = b""

    async def receive() -> MutableMapping[str, Any]:
        if not parts:
            await anyio.sleep_forever()  # the client is there as long as its thread waits
        return parts.pop()

    async def send(message: MutableMapping[str, Any]) -> None:
        nonlocal status, headers, content
        if message["type"] == "http.response.start":
            status = message["status"]
            headers = [
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, value in message.get("headers", ())
                if name.lower() != b"content-length"
            ]
        else:
            content += message.get("body", b"")

    manager = StreamableHTTPSessionManager(server, json_response=True, stateless=True)
    async with manager.run():
        await manager.handle_request(scope, receive, send)
    return status, headers, content
