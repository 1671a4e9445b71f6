"""Routes of accounts: they declare inputs, outputs and problems; `service` answers."""

from __future__ import annotations

from typing import Any

from apiflask import APIBlueprint
from flask import Response

from app.accounts import access, service, sessions
from app.accounts.schemas import (
    Confirmation,
    Credentials,
    NewToken,
    PasswordChange,
    Registration,
    Session,
    TokenRequest,
    TokensPage,
)
from app.data.services import services
from app.web.contract import DONE, JSON_PROBLEMS, done, problems

blueprint = APIBlueprint("accounts", __name__, tag="Accounts")


@blueprint.post("/users")
@access.open_to_all_unlocked
@blueprint.input(Registration, arg_name="body")
@blueprint.output(Session, 201)
@blueprint.doc(
    operation_id="register",
    responses=problems(
        *JSON_PROBLEMS,
        "invalid-token",
        "insufficient-scope",
        "csrf",
        "password-login-off",
        "registration-closed",
        "invitation-needed",
        "username-taken",
        "too-many-requests",
    ),
)
def register(body: Registration) -> dict[str, Any]:
    """Make an account, and sign in to it."""
    return service.register(services(), body)


@blueprint.post("/session")
@access.open_to_all_unlocked
@blueprint.input(Credentials, arg_name="body")
@blueprint.output(Session)
@blueprint.doc(
    operation_id="signIn",
    responses=problems(
        *JSON_PROBLEMS,
        "wrong-credentials",
        "second-factor-needed",
        "wrong-code",
        "password-login-off",
        "invalid-token",
        "insufficient-scope",
        "csrf",
        "too-many-requests",
    ),
)
def sign_in(body: Credentials) -> dict[str, Any]:
    """Sign in.

    An unknown username and a wrong password get the same answer. Where the password is right and
    the account has a second factor, send all of it again with `code`.
    """
    return service.sign_in(services(), body)


@blueprint.get("/session")
@access.open_to_all
@blueprint.output(Session)
@blueprint.doc(
    operation_id="getSession",
    responses=problems("invalid-token", "insufficient-scope", "too-many-requests"),
)
def session() -> dict[str, Any]:
    """Say who is signed in, and give the CSRF token of the cookie's writes."""
    return sessions.state(access.visitor())


@blueprint.delete("/session")
@access.open_to_all
@blueprint.doc(
    operation_id="signOut",
    responses={
        **DONE,
        **problems("invalid-token", "insufficient-scope", "csrf", "too-many-requests"),
    },
)
def sign_out() -> Response:
    """Sign out of this browser; a guest may too.

    A bearer token does not end by this, but by being revoked.
    """
    if not access.has_bearer():
        sessions.end(services())
    return done()


@blueprint.put("/me/password")
@access.private_to_sessions_locked_late
@blueprint.input(PasswordChange, arg_name="body")
@blueprint.doc(
    operation_id="changePassword",
    responses={
        **DONE,
        **problems(
            *JSON_PROBLEMS,
            *access.SESSION_PROBLEMS,
            "csrf",
            "wrong-password",
            "sign-in-again",
            "password-login-off",
            "too-many-requests",
        ),
    },
)
def change_password(body: PasswordChange) -> Response:
    """Change the password.

    All other sessions end, and all bearer tokens.
    """
    service.change_password(services(), access.caller(), body)
    return done()


@blueprint.delete("/me")
@access.private_to_sessions_locked_late
@blueprint.input(Confirmation, arg_name="body")
@blueprint.doc(
    operation_id="deleteAccount",
    responses={
        **DONE,
        **problems(
            *JSON_PROBLEMS,
            *access.SESSION_PROBLEMS,
            "csrf",
            "wrong-password",
            "sign-in-again",
            "too-many-requests",
        ),
    },
)
def delete_account(body: Confirmation) -> Response:
    """Delete the account with everything in it, for good."""
    service.delete(services(), access.caller(), body.password)
    return done()


@blueprint.post("/tokens")
@access.private_to_sessions_locked_late
@blueprint.input(TokenRequest, arg_name="body")
@blueprint.output(NewToken, 201)
@blueprint.doc(
    operation_id="createToken",
    responses=problems(
        *JSON_PROBLEMS,
        *access.SESSION_PROBLEMS,
        "csrf",
        "second-factor-needed",
        "wrong-code",
        "too-many-tokens",
        "too-many-requests",
    ),
)
def create_token(body: TokenRequest) -> dict[str, Any]:
    """Make a bearer token for a program.

    It may do what its scopes say. What the account itself is about, such as its password, its
    tokens and its end, needs a session.
    """
    return service.create_token(services(), access.caller(), body)


@blueprint.get("/tokens")
@access.private_to_sessions
@blueprint.output(TokensPage)
@blueprint.doc(
    operation_id="listTokens", responses=problems(*access.SESSION_PROBLEMS, "too-many-requests")
)
def tokens() -> dict[str, Any]:
    """List one's bearer tokens that are not revoked."""
    return service.list_tokens(services(), access.caller())


@blueprint.delete("/tokens/<int:token_id>")
@access.private_to_sessions
@blueprint.doc(
    operation_id="revokeToken",
    responses={
        **DONE,
        **problems(*access.SESSION_PROBLEMS, "csrf", "not-found", "too-many-requests"),
    },
)
def revoke_token(token_id: int) -> Response:
    """Revoke a bearer token; it holds no longer from now on."""
    service.revoke_token(services(), access.caller(), token_id)
    return done()
