"""Scopes: what a bearer token, or a command of this machine, may do in somebody's name.

``read`` is for what only reads, ``write`` for the rest, and ``admin`` for what only administrators
may do.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import g, request

from app.data.database import READ_ONLY_METHODS
from app.web.problems import CHALLENGE, Problem

# Of a route whose parts ask for scopes themselves.
ANY_SCOPE = "any"
# Key of a request's environment that no client can set: who runs the machine says who asks.
LOCAL_CALLER = "ordained.local_caller"


@dataclass(frozen=True)
class LocalCaller:
    """Somebody in whose name a command of this machine asks, and what it may do."""

    username: str
    scopes: frozenset[str]


def local_caller() -> LocalCaller | None:
    """Return in whose name a command of this machine asks; None of every other request."""
    local = request.environ.get(LOCAL_CALLER)
    assert local is None or isinstance(local, LocalCaller)
    return local


def scope_of(method: str, declared: str | None) -> str:
    """Return the scope that a route needs of a token: what it declares, else by its method."""
    return declared or ("read" if method in READ_ONLY_METHODS else "write")


def check_scope(scopes: frozenset[str]) -> None:
    """Check that these scopes allow the request.

    Raises
    ------
    Problem
        ``insufficient-scope``; it names the scope that is missing.
    """
    needed = scope_of(request.method, g.get("scope"))
    if needed == ANY_SCOPE or needed in scopes:
        return
    has = " and ".join(sorted(scopes))
    raise Problem(
        "insufficient-scope",
        f"This needs a token with the scope {needed}; this one has {has} only.",
        headers={"WWW-Authenticate": f'{CHALLENGE}, error="insufficient_scope", scope="{needed}"'},
        members={"scope": needed},
    )
