"""Who asks, and whether they may: the decorators that every account's route has one of.

Anonymous callers get 401, a bearer token where a session is needed 403, and so does who is no
administrator where one is needed. What belongs to somebody else is not told from what does not
exist: 404.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g, request

from app.accounts import people, sessions, tokens
from app.accounts.people import Person
from app.data.database import READ_ONLY_METHODS
from app.data.services import services
from app.web.problems import Problem

View = Callable[..., Any]

SCHEMES = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": sessions.COOKIE,
        "description": "Set by signing in. Writes carry the CSRF token as well.",
    },
    "csrf": {
        "type": "apiKey",
        "in": "header",
        "name": sessions.CSRF_HEADER,
        "description": "`csrf_token` of `GET /api/v1/session`.",
    },
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A token of `POST /api/v1/tokens`.",
    },
}
# What a private route may answer a caller with; writes have "csrf" as well.
PROBLEMS = ("not-signed-in", "invalid-token")
# Set on the views of administrators' routes, for the table of who may do what.
FOR_ADMINS = "for_admins"

SESSION: dict[str, list[str]] = {"session": []}
BEARER: dict[str, list[str]] = {"bearer": []}


def private(view: View) -> View:
    """Let people only use a route: by session, or by bearer token."""
    return _guarded(view, [SESSION, BEARER], caller)


def private_to_sessions(view: View) -> View:
    """Let people only use a route, and not by bearer token.

    So a token that leaked cannot make itself others that outlive it.
    """
    return _guarded(view, [SESSION], _caller_by_session)


def admins_only(view: View) -> View:
    """Let administrators only use a route: by session, or by bearer token."""
    guarded = _guarded(view, [SESSION, BEARER], _admin)
    setattr(guarded, FOR_ADMINS, True)
    return guarded


def open_to_all(view: View) -> View:
    """Let anybody use a route; a session's writes carry the CSRF token here too."""
    return _guarded(view, [{}, SESSION, BEARER], visitor)


def _guarded(view: View, security: list[dict[str, list[str]]], check: Callable[[], object]) -> View:
    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        check()
        return view(*args, **kwargs)

    # Where APIFlask's own decorators keep what goes into the OpenAPI document.
    checked._spec = {**getattr(view, "_spec", {}), "security": security}  # type: ignore[attr-defined]
    return checked


def caller() -> Person:
    """Return who asks.

    Raises
    ------
    Problem
        Nobody is signed in, the token does not hold, or the CSRF token is missing.
    """
    if (who := visitor()) is None:
        raise Problem("not-signed-in")
    return who


def _admin() -> Person:
    who = caller()
    if not who.is_admin:
        raise Problem("forbidden", "Only administrators may do this.")
    return who


def _caller_by_session() -> Person:
    who = caller()
    if has_bearer():
        raise Problem("session-needed")
    return who


def visitor() -> Person | None:
    """Return who asks, or None for a guest; see `caller`."""
    if "visitor" not in g:
        token = _bearer()
        who = _by_cookie() if token is None else _by_token(token)
        if who is not None:
            services().database.read_for(who.user_id, who.write_count)
        g.visitor = who
    who = g.visitor
    assert who is None or isinstance(who, Person)
    return who


def has_bearer() -> bool:
    """Tell whether the request brings a bearer token; its cookie then counts for nothing."""
    return _bearer() is not None


def _bearer() -> str | None:
    """Return the bearer token; other schemes may be those of a proxy in front."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _by_token(token: str) -> Person:
    database = services().database
    claims = services().token_signer.read(token)
    if claims is None:
        raise Problem("invalid-token")
    # On the primary, where a token that was just revoked is so already. In a transaction of
    # its own, since that of a GET is read only, and ended before the request's begins, since
    # the pool has one connection for each thread.
    with database.timed("token"), database.engine.begin() as connection:
        who = tokens.holder(connection, claims["jti"])
    if who is not None and request.method not in READ_ONLY_METHODS:
        who = people.lock_for_writing(database.connection(), who.user_id)
    if who is None or (str(who.user_id), who.session_epoch) != (claims["sub"], claims["epoch"]):
        raise Problem("invalid-token")
    return who


def _by_cookie() -> Person | None:
    if request.method in READ_ONLY_METHODS:
        return sessions.person()
    sessions.check_same_origin()
    who = sessions.person()
    if who is not None:
        sessions.check_csrf()
    return who
