"""The Model Context Protocol over HTTP: ``POST /mcp``, a request and its answer, no sessions.

`app.assistants.transport` answers. It is imported with the first message: to import the SDK takes
a process a third as long as all else, and most processes never need it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apiflask import APIBlueprint, APIFlask
from flask import Response, current_app, request

from app.accounts import access
from app.web.log import HEADER, request_id
from app.web.problems import Problem

if TYPE_CHECKING:
    from app.assistants.transport import Transport

PATH = "/mcp"


@dataclass
class Assistants:
    """What an application keeps for assistants.

    Attributes
    ----------
    version : str
        Of this service.
    origins : tuple of str
        Origins, or ``*``, whose pages may ask besides its own.
    """

    version: str
    origins: tuple[str, ...]
    _transport: Transport | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self) -> Response:
        """Answer the message of the request."""
        from app.assistants.api import Api

        self._check_origin()
        api = Api(
            current_app._get_current_object(),  # type: ignore[attr-defined]
            {"Authorization": request.headers["Authorization"], HEADER: request_id()},
            {"REMOTE_ADDR": request.remote_addr or ""},
        )
        status, headers, body = self._made().answer(request, api)
        response = Response(body, status)
        for name, value in headers:
            response.headers[name] = value
        response.headers["Cache-Control"] = "no-store"
        return response

    def _made(self) -> Transport:
        """Return the transport, which is made with the first message."""
        from app.assistants.transport import Transport

        with self._lock:
            if self._transport is None:
                self._transport = Transport(self.version)
            return self._transport

    def _check_origin(self) -> None:
        """Refuse pages of other origins, which might have rebound a name to this address.

        Raises
        ------
        Problem
            ``forbidden``.
        """
        origin = request.headers.get("Origin")
        allowed = {request.host_url.rstrip("/"), *self.origins}
        if origin is not None and origin not in allowed and "*" not in allowed:
            raise Problem("forbidden", "Pages of this origin may not ask: ORDAINED_CORS_ORIGINS.")


def init_app(app: APIFlask, version: str, origins: tuple[str, ...]) -> None:
    """Answer under `PATH`."""
    assistants = Assistants(version, origins)
    blueprint = APIBlueprint("assistants", __name__, enable_openapi=False)

    @blueprint.post(PATH)
    @access.by_token_unlocked
    def answer() -> Response:
        return assistants.answer()

    app.register_blueprint(blueprint)
