"""The Model Context Protocol over HTTP: ``POST /mcp``, a request and its answer, no sessions.

The SDK's transport is an ASGI application. Here every POST is given to a new one, in an event loop
of its own that ends with the answer; the thread of the request waits for it as for any other. So
nothing lives between requests, any worker answers any of them, and no stream holds a thread.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import anyio
from apiflask import APIBlueprint
from flask import Flask, Response, current_app, request
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

from app.accounts import access
from app.assistants.api import Api, asking
from app.assistants.server import make_server
from app.web.log import HEADER, request_id
from app.web.problems import Problem

PATH = "/mcp"
EXTENSION = "ordained-mcp"
# Settings of the SDK's own test of Origin stay off: `_check_origin` knows the configured origins.
CORS_ORIGINS = "ORDAINED_MCP_ORIGINS"

blueprint = APIBlueprint("assistants", __name__, enable_openapi=False)


@blueprint.post(PATH)
@access.by_token_unlocked
def answer() -> Response:
    """Answer a message of an assistant's client."""
    _check_origin()
    api = Api(
        current_app._get_current_object(),  # type: ignore[attr-defined]
        {"Authorization": request.headers["Authorization"], HEADER: request_id()},
        {"REMOTE_ADDR": request.remote_addr or ""},
    )
    with asking(api):
        status, headers, body = anyio.run(_ask, _server(), _scope(), request.get_data())
    response = Response(body, status)
    for name, value in headers:
        response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response


def init_app(app: Flask, version: str, cors_origins: tuple[str, ...]) -> None:
    """Answer under `PATH`; a page of another origin may ask where it is among ``cors_origins``."""
    app.extensions[EXTENSION] = make_server(version)
    app.config[CORS_ORIGINS] = cors_origins
    app.register_blueprint(blueprint)


def _server() -> Server[Any]:
    server = current_app.extensions[EXTENSION]
    assert isinstance(server, Server)
    return server


def _check_origin() -> None:
    """Refuse pages of other origins, which might have rebound a name to this address.

    Raises
    ------
    Problem
        ``forbidden``.
    """
    origin = request.headers.get("Origin")
    allowed = current_app.config[CORS_ORIGINS]
    own = request.host_url.rstrip("/")
    if origin is not None and origin != own and origin not in allowed and "*" not in allowed:
        raise Problem("forbidden", "Pages of this origin may not ask here: ORDAINED_CORS_ORIGINS.")


def _scope() -> dict[str, Any]:
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
) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return status, headers and body of the SDK's answer."""
    parts = [{"type": "http.request", "body": body, "more_body": False}]
    status, headers, content = 500, [], b""

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
