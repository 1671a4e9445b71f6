"""Authentication and authorisation: every route about a person has one of these decorators.

Guests get 401. A bearer token where a session is needed gets 403, and so do a token without the
scope that a route needs and an ordinary person where an administrator is needed. What belongs to
another person is 404, as if it did not exist. `app.accounts.scopes` says what scopes are.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import g, request

from app.accounts import people, sessions, tokens
from app.accounts.people import Person
from app.accounts.scopes import ANY_SCOPE, LocalCaller, check_scope, local_caller
from app.data.database import READ_ONLY_METHODS
from app.data.services import services
from app.web.problems import Problem

View = Callable[..., Any]

SCHEMES = {
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": sessions.COOKIE,
        "description": "Set by signing in; in production as `__Host-ordained_session`, and with "
        "the path or the name of the instance at its end where it has one. "
        "Writes carry the CSRF token as well.",
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
        "description": "A token of `POST /api/v1/tokens`, with the scope `read` for what reads, "
        "`write` for what writes, and `admin` for what only administrators may do.",
    },
}
# Problems of private routes; writes have "csrf" as well.
PROBLEMS = ("not-signed-in", "invalid-token", "insufficient-scope")
SESSION_PROBLEMS = ("not-signed-in", "invalid-token", "session-needed")
# Attributes of views, for the tests' table of who may do what: that of administrators, and the
# scope of those whose method does not say it.
FOR_ADMINS = "for_admins"
SCOPE = "scope"

SESSION: dict[str, list[str]] = {"session": []}
BEARER: dict[str, list[str]] = {"bearer": []}


def private(view: View) -> View:
    """Restrict a route to people, by session or by bearer token."""
    return _guarded(view, [SESSION, BEARER], caller)


def private_locked_late(view: View) -> View:
    """Restrict a route to people, who are not locked before the route calls `lock`.

    For a write that prepares for seconds: the person's other writes need not wait meanwhile.
    """
    return _guarded(view, [SESSION, BEARER], _unlocked_caller)


def private_to_sessions(view: View) -> View:
    """Restrict a route to people with a session.

    So a bearer token that leaked cannot create tokens that outlive it.
    """
    return _guarded(view, [SESSION], _caller_by_session, ANY_SCOPE)


def private_to_sessions_locked_late(view: View) -> View:
    """Restrict a route to people with a session, who are locked as `private_locked_late` says."""
    return _guarded(view, [SESSION], _unlocked_caller_by_session, ANY_SCOPE)


def by_token_unlocked(view: View) -> View:
    """Restrict a route to bearer tokens of any scope, and lock nobody: each of its parts asks."""
    return _guarded(view, [BEARER], _caller_by_token, ANY_SCOPE)


def admins_only(view: View) -> View:
    """Restrict a route to administrators, by session or by bearer token."""
    guarded = _guarded(view, [SESSION, BEARER], _admin, "admin")
    setattr(guarded, FOR_ADMINS, True)
    return guarded


def admins_only_locked_late(view: View) -> View:
    """Restrict a route to administrators, who are not locked: for what takes long."""
    guarded = _guarded(view, [SESSION, BEARER], _unlocked_admin, "admin")
    setattr(guarded, FOR_ADMINS, True)
    return guarded


def open_to_all(view: View) -> View:
    """Open a route to everybody; writes of a session must carry the CSRF token here too."""
    return _guarded(view, [{}, SESSION, BEARER], visitor)


def open_to_all_unlocked(view: View) -> View:
    """Open a route to everybody, and lock nobody who is signed in: for signing in anew."""
    return _guarded(view, [{}, SESSION, BEARER], _unlocked_visitor)


def open_to_all_reading(view: View) -> View:
    """Open a route to everybody that writes nothing, whatever its method."""
    return _guarded(view, [{}, SESSION, BEARER], _unlocked_visitor, "read")


def _guarded(
    view: View,
    security: list[dict[str, list[str]]],
    check: Callable[[], object],
    scope: str | None = None,
) -> View:
    """Return the view behind a check; without ``scope`` the method says which a token needs."""

    @wraps(view)
    def checked(*args: Any, **kwargs: Any) -> Any:
        g.scope = scope
        check()
        return view(*args, **kwargs)

    if scope is not None:
        setattr(checked, SCOPE, scope)

    # APIFlask's own decorators keep what goes into the OpenAPI document in this attribute.
    checked._spec = {**getattr(view, "_spec", {}), "security": security}  # type: ignore[attr-defined]
    return checked


def caller() -> Person:
    """Return the person who sent the request.

    Raises
    ------
    Problem
        ``not-signed-in``; ``invalid-token``: the bearer token is damaged, expired or revoked;
        ``csrf``: a write of a session lacks its CSRF token.
    """
    if (person := visitor()) is None:
        raise Problem("not-signed-in")
    return person


def lock() -> Person:
    """Lock the caller of a route that is `private_locked_late`; see `people.lock_for_writing`.

    Raises
    ------
    Problem
        ``not-signed-in`` or ``invalid-token``: the account is gone, or its sessions have ended.
    """
    g.visitor = _locked(caller())
    return caller()


def _unlocked_caller() -> Person:
    g.locked_late = True
    return caller()


def _unlocked_visitor() -> Person | None:
    g.locked_late = True
    return visitor()


def _admin() -> Person:
    person = caller()
    if not person.is_admin:
        raise Problem("forbidden", "Only administrators may do this.")
    return person


def _unlocked_admin() -> Person:
    g.locked_late = True
    return _admin()


def _caller_by_session() -> Person:
    person = caller()
    if has_bearer() or local_caller():
        raise Problem("session-needed")
    return person


def _unlocked_caller_by_session() -> Person:
    g.locked_late = True
    return _caller_by_session()


def _caller_by_token() -> Person:
    if not has_bearer():
        raise Problem("not-signed-in", "Send a bearer token; the account page makes them.")
    return _unlocked_caller()


def visitor() -> Person | None:
    """Return the person who sent the request, or None for a guest; see `caller`."""
    if "visitor" not in g:
        token = _bearer()
        if (local := local_caller()) is not None:
            person = _by_operator(local)
        else:
            person = _by_cookie() if token is None else _by_token(token)
        writes = request.method not in READ_ONLY_METHODS
        if person is not None and writes and "locked_late" not in g:
            person = _locked(person)
        if person is not None:
            services().database.read_for(person.user_id, person.write_count)
        g.visitor = person
    person = g.visitor
    assert person is None or isinstance(person, Person)
    return person


def account_of_request() -> str | None:
    """Return the id of the account that signed the request, without asking the database.

    The account may be gone, or its session have ended; a guest has None.
    """
    token = _bearer()
    if token is not None:
        claims = services().token_signer.read(token)
        return str(claims["sub"]) if claims else None
    return sessions.account_of_cookie()


def has_bearer() -> bool:
    """Return whether the request has a bearer token; its cookie is ignored then."""
    return _bearer() is not None


def _bearer() -> str | None:
    """Return the bearer token, or None; other schemes may be those of a proxy in front."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _by_token(token: str) -> Person:
    database = services().database
    claims = services().token_signer.read(token)
    if claims is None:
        raise Problem("invalid-token")
    # Read from the primary, which knows of a token that was revoked a moment ago. The look-up
    # writes when the token was used, so it cannot share the transaction of a GET, which is read
    # only; and it ends before the request's transaction begins, because the pool has a
    # connection for each thread and no more.
    with database.timed("token"), database.engine.begin() as connection:
        holder = tokens.holder(connection, claims["jti"])
    claimed = (claims["sub"], claims["epoch"])
    if holder is None or (str(holder.person.user_id), holder.person.session_epoch) != claimed:
        raise Problem("invalid-token")
    check_scope(holder.scopes)
    return holder.person


def _by_operator(local: LocalCaller) -> Person | None:
    """Return whom the machine's operator named in place of a token."""
    database = services().database
    with database.timed("person"), database.engine.begin() as connection:
        account = people.by_name(connection, local.username)
    if account is None:
        raise Problem("not-signed-in", f"There is no account called {local.username} any more.")
    check_scope(local.scopes)
    return account[0]


def _locked(person: Person) -> Person | None:
    """Lock a person who is about to write; None where the browser's session has just ended."""
    locked = people.lock_for_writing(services().database.connection(), person.user_id)
    if locked is not None and locked.get_id() == person.get_id():
        return locked
    if has_bearer():
        raise Problem("invalid-token")
    return None


def _by_cookie() -> Person | None:
    if request.method in READ_ONLY_METHODS:
        return sessions.signed_in()
    sessions.check_same_origin()
    person = sessions.signed_in()
    if person is not None:
        sessions.check_csrf()
    return person
