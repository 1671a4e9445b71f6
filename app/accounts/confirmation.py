"""Confirming what cannot be undone: by the password, else by having signed in just now."""

from __future__ import annotations

from datetime import timedelta

from app.accounts import access, people, sessions
from app.accounts.people import Person
from app.data.guesses import CONFIRMATION
from app.data.services import Services
from app.web.problems import Fault, Problem, invalid

# Whoever signs in through a provider has no password to show here.
RECENT = timedelta(minutes=10)


def confirm(services: Services, person: Person, pointer: str, password: str | None) -> None:
    """Raise a problem unless the person who asks is surely the person of the account.

    The person must not be locked yet: a wrong guess is counted in a transaction of its own.

    Parameters
    ----------
    pointer : str
        Where the password stands in the request.
    password : str or None
        The password as given; not read where the account has none, or passwords are off.

    Raises
    ------
    Problem
        ``invalid``: there is no password. ``wrong-password``; or, without a password to ask for,
        ``sign-in-again``, and ``session-needed`` to a bearer token.
    """
    with services.database.engine.connect() as reading:
        account = people.by_name(reading, person.username)
    password_hash = account[1] if account else None
    if password_hash is None or not sessions.password_login():
        if access.has_bearer():
            raise Problem("session-needed")
        if not sessions.is_recent(services, RECENT):
            raise Problem("sign-in-again")
        return
    if password is None:
        raise invalid(pointer, "Field required.")
    services.guesses.count(CONFIRMATION, person.user_id)
    if not services.passwords.verify(password_hash, password):
        raise Problem("wrong-password", errors=[Fault(pointer, "Is not your password.")])
    services.guesses.give_back(CONFIRMATION, person.user_id)
