"""Sessions of browsers: a signed cookie that names a person and a session, by Flask-Login.

The session is also in the database, see `app.accounts.browser_sessions`: what is signed
cannot be forged, but it could be copied.
"""

from __future__ import annotations

import hmac
import secrets
import time
from typing import Any

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, current_user, login_user  # type: ignore[import-untyped]

from app.accounts import browser_sessions, people
from app.accounts.browser_sessions import LIFETIME, RENEWED_AFTER
from app.accounts.people import Person
from app.data.database import READ_ONLY_METHODS
from app.data.services import Services, services
from app.settings import Settings
from app.web.problems import Problem

COOKIE = "ordained_session"
CSRF_HEADER = "X-CSRF-Token"
SECRET = "secret"  # noqa: S105 - what the cookie calls it


class CookieSessions(SecureCookieSessionInterface):
    """Flask's sessions, whose cookie never goes over plain HTTP once it came over TLS."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Tell whether the cookie is for TLS only."""
        return bool(app.config["SESSION_COOKIE_SECURE"]) or request.is_secure


def init_app(app: Flask, settings: Settings) -> None:
    """Keep sessions in a cookie of ``app``."""
    app.session_interface = CookieSessions()
    app.config.update(
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.production,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        # Else every answer would carry the cookie, also those that proxies may keep.
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    manager = LoginManager()
    # A phone changes its address all the time; that must not sign anybody out.
    manager.session_protection = None
    manager.user_loader(_load)
    # Not manager.init_app(app): that is for "remember me" cookies, of which there are
    # none, and would have every answer vary by cookie.
    app.login_manager = manager  # type: ignore[attr-defined]


def _load(kept: str) -> Person | None:
    """Return the person a session is of, unless it has ended."""
    database = services().database
    # On the primary, in a transaction of its own, for the same reasons as that of a bearer
    # token; see `app.accounts.access`.
    with database.timed("session"), database.engine.begin() as connection:
        who = browser_sessions.holder(connection, str(session.get(SECRET, "")))
    if who is not None and request.method not in READ_ONLY_METHODS:
        who = people.lock_for_writing(database.connection(), who.user_id)
    return who if who and who.get_id() == kept else None


def person() -> Person | None:
    """Return who is signed in by cookie, or None."""
    user = current_user._get_current_object()
    return user if isinstance(user, Person) else None


def begin(services: Services, who: Person) -> None:
    """Sign somebody in; nothing of the session before is kept, so none can be planted."""
    end(services)
    session.permanent = True
    session["renewed"] = int(time.time())
    go_on(services, who)


def go_on(services: Services, who: Person) -> None:
    """Let this browser stay signed in where its person's sessions have ended."""
    session[SECRET] = browser_sessions.begin(services.database.connection(), who.user_id)
    login_user(who)


def end(services: Services) -> None:
    """Sign out: also whoever has a copy of the cookie."""
    if secret := session.get(SECRET):
        browser_sessions.end(services.database.connection(), str(secret))
    session.clear()


def state(who: Person | None) -> dict[str, Any]:
    """Return who is signed in, and the token that their writes must carry."""
    if who is None and "_user_id" in session:
        session.clear()  # it has ended: its password was changed, or its account deleted
    since = time.time() - session.get("renewed", 0)
    if who and session.permanent and since > RENEWED_AFTER.total_seconds():
        session["renewed"] = int(time.time())
    if "csrf_token" not in session:
        session["csrf_token"] = secrets.token_urlsafe(24)
    user = {"id": who.user_id, "username": who.username} if who else None
    return {"user": user, "csrf_token": session["csrf_token"]}


def check_csrf() -> None:
    """Make sure that a write with a session's cookie was meant by the session's pages.

    Raises
    ------
    Problem
        The header is missing or wrong.
    """
    given = request.headers.get(CSRF_HEADER, "")
    expected = session.get("csrf_token", "")
    if not expected or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Problem("csrf")


def check_same_origin() -> None:
    """Make sure that no page of another site asks; browsers that say so cannot be lied to.

    This also guards signing in, which has no session yet to take a token from.

    Raises
    ------
    Problem
        Another site's page asks.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise Problem("csrf", "Pages of other sites cannot write here.")
