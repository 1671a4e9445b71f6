"""Accounts: register, sign in, change, delete, and bearer tokens."""

from __future__ import annotations

from typing import Any

from app.accounts import (
    access,
    devices,
    invitations,
    people,
    second_factor,
    sessions,
    tokens,
)
from app.accounts.confirmation import confirm
from app.accounts.password_strength import weakness
from app.accounts.people import Person
from app.accounts.schemas import Credentials, PasswordChange, Registration, TokenRequest
from app.data.guesses import KNOWN_DEVICE, SIGN_IN, TAKEN_NAME, normalised_name
from app.data.services import Services
from app.web.problems import Fault, Problem, invalid

MOST_TOKENS = 100


def register(services: Services, body: Registration) -> dict[str, Any]:
    """Make an account and sign in; see `app.accounts.schemas.Session`.

    Raises
    ------
    Problem
        ``invalid``: the password is too easily guessed. ``username-taken``.
        ``registration-closed`` or ``invitation-needed``; see ORDAINED_REGISTRATION.
        ``password-login-off``; see ORDAINED_PASSWORD_LOGIN.
    """
    refuse_where_off()
    registration = sessions.registration()
    if registration == "closed":
        raise Problem("registration-closed")
    refuse_weak("/password", body.password, body.username)
    name = normalised_name(body.username)
    services.guesses.count(TAKEN_NAME, name)
    connection = services.database.connection()
    # A refusal below gives the invitation back, with the request's transaction.
    if registration == "invitation" and not invitations.use(connection, body.invitation or ""):
        raise Problem("invitation-needed")
    password_hash = services.passwords.hash(body.password)
    person = people.create(connection, body.username, password_hash)
    if person is None:
        raise Problem("username-taken", errors=[Fault("/username", "Somebody else has this name.")])
    services.guesses.give_back(TAKEN_NAME, name)
    devices.remember(person.user_id)
    sessions.begin(services, person)
    return sessions.state(person)


def sign_in(services: Services, body: Credentials) -> dict[str, Any]:
    """Sign in; see `app.accounts.schemas.Session`.

    Raises
    ------
    Problem
        ``wrong-credentials``: there is no such account, or its password is another.
        ``too-many-requests``: there were too many wrong guesses, from wherever they came; a
        browser that this person has signed in with before is counted apart.
        ``second-factor-needed`` or ``wrong-code``: the password is right.
        ``password-login-off``; see ORDAINED_PASSWORD_LOGIN.
    """
    refuse_where_off()
    with services.database.engine.connect() as reading:
        account = people.by_name(reading, body.username)
    about: int | str = account[0].user_id if account else normalised_name(body.username)
    device = devices.device_of(account[0].user_id) if account else None
    counted = (KNOWN_DEVICE, device) if device else (SIGN_IN, about)
    services.guesses.count(*counted)
    password_hash = account[1] if account else None
    if not services.passwords.verify(password_hash, body.password) or account is None:
        raise Problem("wrong-credentials")
    person, current_hash = account
    # At once: the password was right, also where the code is missing or wrong.
    services.guesses.give_back_at_once(*counted)
    second_factor.check(services, person.user_id, body.code, device)
    connection = services.database.connection()
    if current_hash is not None and services.passwords.is_outdated(current_hash):
        # A hash of today's costs needs the password, which only a sign-in brings.
        renewed = services.passwords.hash(body.password)
        people.set_hash(connection, person.user_id, renewed, instead_of=current_hash)
    devices.remember(person.user_id)
    sessions.begin(services, person)
    return sessions.state(person)


def change_password(services: Services, person: Person, body: PasswordChange) -> None:
    """Change the password, or set a first one; it ends all sessions but this one, and all tokens.

    Raises
    ------
    Problem
        ``wrong-password`` or ``sign-in-again``; ``invalid``: the new password is too easily
        guessed. ``password-login-off``; see ORDAINED_PASSWORD_LOGIN.
    """
    refuse_where_off()
    confirm(services, person, "/current_password", body.current_password)
    person = access.lock()
    refuse_weak("/new_password", body.new_password, person.username)
    connection = services.database.connection()
    people.set_hash(connection, person.user_id, services.passwords.hash(body.new_password))
    people.end_sessions(connection, person.user_id)
    renewed = people.lock_for_writing(connection, person.user_id)
    if renewed is not None and not access.has_bearer():
        sessions.go_on(services, renewed)


def delete(services: Services, person: Person, password: str | None) -> None:
    """Delete the account and all that belongs to it.

    Raises
    ------
    Problem
        ``wrong-password`` or ``sign-in-again``.
    """
    confirm(services, person, "/password", password)
    person = access.lock()
    people.remove(services.database.connection(), person.user_id)
    if not access.has_bearer():
        sessions.end(services)


def create_token(services: Services, person: Person, body: TokenRequest) -> dict[str, Any]:
    """Make a bearer token; see `app.accounts.schemas.NewToken`.

    Raises
    ------
    Problem
        ``too-many-tokens``. ``second-factor-needed`` or ``wrong-code``: a token outlives the
        session, so whoever has a second factor shows it again.
    """
    second_factor.check(services, person.user_id, body.code)
    person = access.lock()
    connection = services.database.connection()
    if len(tokens.unrevoked(connection, person.user_id)) >= MOST_TOKENS:
        raise Problem("too-many-tokens")
    row, jwt_id = tokens.create(
        connection, person.user_id, body.name, body.scopes, body.expires_in_days
    )
    text = services.token_signer.write(
        person.user_id, person.session_epoch, jwt_id, row["created_at"], row["expires_at"]
    )
    return {**row, "token": text}


def list_tokens(services: Services, person: Person) -> dict[str, Any]:
    """List the bearer tokens; see `app.accounts.schemas.TokensPage`."""
    items = tokens.unrevoked(services.database.connection(), person.user_id)
    return {"items": items, "next_cursor": None}


def revoke_token(services: Services, person: Person, token_id: int) -> None:
    """Revoke a bearer token.

    Raises
    ------
    Problem
        ``not-found``: the person has no token of this id.
    """
    if not tokens.revoke(services.database.connection(), person.user_id, token_id):
        raise Problem("not-found", "You have no such token.")


def refuse_where_off() -> None:
    """Raise ``password-login-off`` where nobody signs in with a password."""
    if not sessions.password_login():
        raise Problem("password-login-off")


def refuse_weak(pointer: str, password: str, username: str) -> None:
    """Raise the problem that a new password is too easily guessed, if it is."""
    if reason := weakness(password, username):
        raise invalid(pointer, reason)
