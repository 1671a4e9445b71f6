"""Requests of tools to the JSON API of this process, in somebody's name.

A tool is a client like any other: what it may do, what it is limited to and what is wrong with
what it sends are decided where the API decides them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context, ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Flask
from mcp.server.mcpserver.exceptions import ToolError
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Response

API = "/api/v1"
_current: ContextVar[Api] = ContextVar("api_of_tools")


@dataclass(frozen=True)
class Api:
    """The JSON API, asked by one person's program.

    Attributes
    ----------
    app : Flask
        Answers the requests.
    headers : mapping
        Headers of every request, such as the bearer token.
    environ : mapping
        What else the application is to know of whoever asks: their address, or
        `app.accounts.scopes.LOCAL_CALLER`.
    """

    app: Flask
    headers: Mapping[str, str] = field(repr=False)
    environ: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def get(self, path: str, **query: Any) -> Any:
        """Return what is at a path; parameters that are None or empty are left out."""
        given = {name: _text(value) for name, value in query.items() if value not in (None, [])}
        return self._ask("GET", path, query_string=given)

    def send(self, method: str, path: str, json: Any = None) -> Any:
        """Send a write, or a question with a body; return the answer, None where it has none."""
        return self._ask(method, path, json=json) if json is not None else self._ask(method, path)

    def _ask(self, method: str, path: str, **options: Any) -> Any:
        builder = EnvironBuilder(
            API + path,
            method=method,
            headers=Headers(self.headers),
            environ_overrides=dict(self.environ),
            **options,
        )
        # In a context of its own: Flask gives a request within a request the same `g`, and with it
        # the outer one's caller, whose scopes were not asked for.
        answer_of = partial(Response.from_app, self.app, builder.get_environ(), buffered=True)
        try:
            response = Context().run(answer_of)
        finally:
            builder.close()
        answer = response.json if response.is_json else None
        if response.status_code >= 400:
            raise ToolError(_complaint(answer, response))
        return answer


def current() -> Api:
    """Return the API as whoever called the tool may ask it."""
    return _current.get()


@contextmanager
def asking(api: Api) -> Iterator[None]:
    """Let tools that are called within ask ``api``."""
    token = _current.set(api)
    try:
        yield
    finally:
        _current.reset(token)


def _text(value: Any) -> Any:
    if isinstance(value, bool):
        return str(value).lower()
    return [_text(entry) for entry in value] if isinstance(value, list) else str(value)


def _complaint(problem: Any, response: Response) -> str:
    """Return a problem as a sentence that says what to mend."""
    if not isinstance(problem, dict):
        return f"The service answered {response.status}."
    said = [str(problem["detail"])]
    said += [
        f"{error['pointer'].removeprefix('/query').lstrip('/').replace('/', '.')}: "
        f"{error['detail']}"
        for error in problem.get("errors", ())
    ]
    if wait := response.headers.get("Retry-After"):
        said.append(f"Try again in {wait} seconds.")
    return " ".join(said)
