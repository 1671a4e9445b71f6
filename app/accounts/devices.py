"""Browsers that somebody has signed in with, by a signed cookie.

Guesses from elsewhere use up what is allowed for an account. A browser whose cookie says that this
person has signed in with it before has a count of its own, so that they cannot lock its owner out
(OWASP, "Device cookies"). The cookie lets nobody in: the password is needed as before.
"""

from __future__ import annotations

import secrets

from flask import Flask, Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.accounts.sessions import cookie_name
from app.web.base_path import under

COOKIE = "ordained_device"
LIFETIME_S = 365 * 24 * 60 * 60
# People of one browser, as in a family; the one who signed in longest ago is forgotten.
MOST_PEOPLE = 5


def device_of(user_id: int) -> str | None:
    """Return the name of this browser for a person who has signed in with it, else None."""
    return dict(_known()).get(user_id)


def remember(user_id: int) -> None:
    """Make the answer's cookie say that a person has signed in with this browser."""
    known = _known()
    name = dict(known).get(user_id) or secrets.token_urlsafe(12)
    others = [(other, device) for other, device in known if other != user_id]
    value = _signer(current_app).dumps([(user_id, name), *others][:MOST_PEOPLE])

    @after_this_request
    def set_cookie(response: Response) -> Response:
        if response.status_code < 400:
            response.set_cookie(
                cookie_name(COOKIE),
                value,
                max_age=LIFETIME_S,
                path=under("/api/v1"),
                httponly=True,
                samesite="Lax",
                secure=current_app.session_interface.get_cookie_secure(current_app),
            )
        return response


def _known() -> list[tuple[int, str]]:
    try:
        pairs = _signer(current_app).loads(
            request.cookies.get(cookie_name(COOKIE), ""), max_age=LIFETIME_S
        )
    except BadSignature:
        return []
    return [(int(user_id), str(device)) for user_id, device in pairs]


def _signer(app: Flask) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(app.config["SECRET_KEY"]), salt="ordained device")
