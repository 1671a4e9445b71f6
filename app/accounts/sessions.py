"""Sessions of browsers, by Flask-Login: a signed cookie names a person and a session.

A signed cookie cannot be forged, but it can be copied. So the session is stored as well, see
`app.accounts.browser_sessions`, and signing out ends it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from datetime import timedelta
from typing import Any

from flask import Flask, current_app, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, current_user, login_user  # type: ignore[import-untyped]

from app.accounts import browser_sessions
from app.accounts.browser_sessions import LIFETIME, RENEWED_AFTER, Origin
from app.accounts.people import Person
from app.data.services import Services, services
from app.settings import Settings
from app.web.base_path import named
from app.web.limits import is_cross_site
from app.web.problems import Problem
from app.web.security import loses_cookies

COOKIE = "ordained_session"
# In production browsers take a cookie of this name over TLS and from this host alone.
HOST_COOKIE = "__Host-" + COOKIE
CSRF_HEADER = "X-CSRF-Token"
REGISTRATION = "ORDAINED_REGISTRATION"
PASSWORD_LOGIN = "ORDAINED_PASSWORD_LOGIN"  # noqa: S105 - the name of a setting
PROVIDERS = "ORDAINED_PROVIDERS"
COOKIE_SUFFIX = "ORDAINED_COOKIE_SUFFIX"
SECRET = "secret"  # noqa: S105 - a key of the cookie's values, no secret


class CookieSessions(SecureCookieSessionInterface):
    """Flask's sessions, signed with SHA-256, for TLS only where the request came over TLS."""

    digest_method = staticmethod(hashlib.sha256)

    def get_cookie_secure(self, app: Flask) -> bool:
        """Return whether the cookie is for TLS only."""
        return bool(app.config["SESSION_COOKIE_SECURE"]) or request.is_secure


def init_app(app: Flask, settings: Settings) -> None:
    """Make ``app`` keep sessions in a cookie."""
    app.session_interface = CookieSessions()
    app.config[REGISTRATION] = settings.registration
    app.config[PASSWORD_LOGIN] = settings.password_login
    app.config[PROVIDERS] = [
        {"id": provider.id, "name": provider.name} for provider in settings.providers
    ]
    app.config[COOKIE_SUFFIX] = named("", settings.base_path, settings.instance)
    prefix = ""
    if settings.production:
        # Only a cookie of the whole host may have the first prefix; the second asks for TLS alone.
        prefix = "__Secure-" if settings.base_path else "__Host-"
    app.config.update(
        SESSION_COOKIE_NAME=prefix + COOKIE + app.config[COOKIE_SUFFIX],
        SESSION_COOKIE_PATH=settings.base_path or "/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.production,
        PERMANENT_SESSION_LIFETIME=LIFETIME,
        # Otherwise every answer would set the cookie, even answers that proxies may cache.
        SESSION_REFRESH_EACH_REQUEST=False,
    )
    manager = LoginManager()
    # Phones change their address all the time, which must not end a session.
    manager.session_protection = None
    manager.user_loader(_load)
    # Not manager.init_app(app): it sets up "remember me" cookies, which do not exist here, and
    # would make every answer vary by cookie.
    app.login_manager = manager  # type: ignore[attr-defined]


def _load(user: str) -> Person | None:
    """Return the person of the session that the cookie names, or None where it has ended."""
    database = services().database
    # On the primary and in a transaction of its own, for the reasons that `access._by_token`
    # gives.
    with database.timed("session"), database.engine.begin() as connection:
        person = browser_sessions.holder(connection, str(session.get(SECRET, "")))
    return person if person and person.get_id() == user else None


def account_of_cookie() -> str | None:
    """Return the id of the account that the cookie names; None where it names none.

    The cookie is read anew, because Flask makes an answer vary by cookie once its own session is
    looked at, and proxies could not cache it.
    """
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return None
    opened = current_app.session_interface.open_session(current_app, request)
    user = str(opened.get("_user_id", "")) if opened is not None else ""
    return user.partition(".")[0] or None


def signed_in() -> Person | None:
    """Return the person who is signed in by cookie, or None."""
    user = current_user._get_current_object()
    return user if isinstance(user, Person) else None


def begin(services: Services, person: Person, origin: Origin | None = None) -> None:
    """Sign a person in with a new session; dropping the old one keeps others from planting it."""
    end(services)
    session.permanent = True
    session["renewed"] = int(time.time())
    go_on(services, person, origin)


def go_on(services: Services, person: Person, origin: Origin | None = None) -> None:
    """Begin another session in this browser, after all sessions of the person have ended."""
    connection = services.database.connection()
    session[SECRET] = browser_sessions.begin(connection, person.user_id, origin)
    login_user(person)


def is_recent(services: Services, age: timedelta) -> bool:
    """Return whether this browser's person signed in within the last ``age``."""
    secret = str(session.get(SECRET, ""))
    return browser_sessions.is_recent(services.database.connection(), secret, age)


def issuer(services: Services) -> tuple[str, str | None] | None:
    """Return the issuer that signed this browser's person in, and its ID token, if one did."""
    secret = str(session.get(SECRET, ""))
    return browser_sessions.issuer_of(services.database.connection(), secret)


def end(services: Services) -> None:
    """Sign out this browser, and whoever has a copy of its cookie."""
    if secret := session.get(SECRET):
        browser_sessions.end(services.database.connection(), str(secret))
    session.clear()


def state(person: Person | None) -> dict[str, Any]:
    """Return the person signed in and the CSRF token; see `app.accounts.schemas.Session`."""
    if person is None and "_user_id" in session:
        session.clear()  # the session has ended: new password, or account deleted
    since = time.time() - session.get("renewed", 0)
    if person and session.permanent and since > RENEWED_AFTER.total_seconds():
        session["renewed"] = int(time.time())
    if "csrf_token" not in session:
        session["csrf_token"] = secrets.token_urlsafe(24)
    user = None
    if person:
        user = {
            "id": person.user_id,
            "username": person.username,
            "is_admin": person.is_admin,
        }
    return {
        "user": user,
        "registration": registration(),
        "password_login": password_login(),
        "providers": current_app.config[PROVIDERS],
        "loses_cookies": loses_cookies(),
        "csrf_token": session["csrf_token"],
    }


def registration() -> str:
    """Return who may make an account: ``open``, ``invitation`` or ``closed``."""
    return str(current_app.config[REGISTRATION])


def cookie_name(name: str) -> str:
    """Return the name of a cookie of this instance; see `app.web.base_path.named`."""
    return name + str(current_app.config[COOKIE_SUFFIX])


def password_login() -> bool:
    """Return whether people may sign in and register with a password."""
    return bool(current_app.config[PASSWORD_LOGIN])


def check_csrf() -> None:
    """Check that a write with a session's cookie comes from this service's pages.

    Raises
    ------
    Problem
        ``csrf``: the CSRF token is missing or wrong.
    """
    token = request.headers.get(CSRF_HEADER, "")
    expected = session.get("csrf_token", "")
    if not expected or not hmac.compare_digest(token.encode(), expected.encode()):
        raise Problem("csrf")


def check_same_origin() -> None:
    """Check that no page of another site sent the request, by a header that pages cannot set.

    The check also guards signing in, where there is no session and so no CSRF token.

    Raises
    ------
    Problem
        ``csrf``: another site's page sent the request.
    """
    if is_cross_site():
        raise Problem("csrf", "Pages of other sites cannot write here.")
