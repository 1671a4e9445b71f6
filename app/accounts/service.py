"""What can be done with an account."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy import Connection

from app.accounts import access, people, sessions, tokens
from app.accounts.common import weakness
from app.accounts.people import Person
from app.accounts.schemas import Credentials, PasswordChange, Registration, TokenRequest
from app.accounts.tokens import Signer
from app.data.database import Database
from app.data.passwords import Passwords
from app.web.problems import Fault, Problem, invalid

MOST_TOKENS = 100


@dataclass(frozen=True)
class Accounts:
    """Accounts on behalf of a request; one for each application."""

    database: Database
    passwords: Passwords
    signer: Signer

    @property
    def connection(self) -> Connection:
        """The request's connection."""
        return self.database.connection()

    def register(self, given: Registration) -> dict[str, Any]:
        """Make an account and sign in; see `app.accounts.schemas.Session`."""
        refuse_weak("/password", given.password, given.username)
        who = people.create(self.connection, given.username, self.passwords.hash(given.password))
        if who is None:
            raise Problem(
                "username-taken", errors=[Fault("/username", "Somebody else has this name.")]
            )
        sessions.begin(who)
        return sessions.state(who)

    def sign_in(self, given: Credentials) -> dict[str, Any]:
        """Sign in; see `app.accounts.schemas.Session`."""
        found = people.by_name(self.connection, given.username)
        kept = found[1] if found else None
        if not self.passwords.verify(kept, given.password) or found is None:
            raise Problem("wrong-credentials")
        who, current = found
        if self.passwords.is_outdated(current):
            # Only now is the password known that a hash of today's costs is made of.
            renewed = self.passwords.hash(given.password)
            people.set_hash(self.connection, who.user_id, renewed, instead_of=current)
        sessions.begin(who)
        return sessions.state(who)

    def change_password(self, who: Person, given: PasswordChange) -> None:
        """Change the password, which ends all sessions but this one, and all tokens."""
        self._confirm(who, "/current_password", given.current_password)
        refuse_weak("/new_password", given.new_password, who.username)
        people.set_hash(self.connection, who.user_id, self.passwords.hash(given.new_password))
        people.end_sessions(self.connection, who.user_id)
        renewed = people.writing(self.connection, who.user_id)
        if renewed is not None and not access.has_bearer():
            sessions.go_on(renewed)

    def delete(self, who: Person, password: str) -> None:
        """Delete the account and all that belongs to it."""
        self._confirm(who, "/password", password)
        people.remove(self.connection, who.user_id)
        if not access.has_bearer():
            sessions.end()

    def create_token(self, who: Person, given: TokenRequest) -> dict[str, Any]:
        """Make a bearer token; see `app.accounts.schemas.NewToken`."""
        if len(tokens.kept(self.connection, who.user_id)) >= MOST_TOKENS:
            raise Problem("too-many-tokens")
        row, jwt_id = tokens.create(self.connection, who.user_id, given.name, given.expires_in_days)
        text = self.signer.write(who, jwt_id, row["created_at"], row["expires_at"])
        return {**row, "token": text}

    def tokens(self, who: Person) -> dict[str, Any]:
        """List the bearer tokens; see `app.accounts.schemas.TokensPage`."""
        return {"items": tokens.kept(self.connection, who.user_id), "next_cursor": None}

    def revoke_token(self, who: Person, token_id: int) -> None:
        """Revoke a bearer token."""
        if not tokens.revoke(self.connection, who.user_id, token_id):
            raise Problem("not-found", "You have no such token.")

    def _confirm(self, who: Person, pointer: str, password: str) -> None:
        found = people.by_name(self.connection, who.username)
        if not self.passwords.verify(found[1] if found else None, password):
            raise Problem("wrong-password", errors=[Fault(pointer, "Is not your password.")])


def refuse_weak(pointer: str, password: str, username: str) -> None:
    """Raise the problem that a new password is too easily guessed, if it is."""
    if reason := weakness(password, username):
        raise invalid(pointer, reason)


def current() -> Accounts:
    """Return the application's accounts."""
    accounts = current_app.extensions["accounts"]
    assert isinstance(accounts, Accounts)
    return accounts
