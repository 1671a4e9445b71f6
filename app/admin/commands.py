"""Commands for the operator: accounts, sessions, administrators.

Passwords are prompted for or read from standard input. They are never arguments, because
every user of the machine can read arguments.
"""

from __future__ import annotations

import argparse
import getpass
import re
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import NoReturn

from sqlalchemy import Connection

from app.accounts import browser_sessions, invitations, people, second_factor, tokens
from app.accounts.password_strength import weakness
from app.accounts.people import Person
from app.accounts.schemas import LONGEST_PASSWORD, USERNAME
from app.data import guesses
from app.data.passwords import Passwords
from app.rooms import keeping as rooms
from app.settings import Settings
from app.transfer import imports
from sql import migrations
from sql.server import database, make_engine, wait_until_ready


class CommandError(Exception):
    """A command fails; the message is a line that says why."""


def add_parsers(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add this module's commands to those of ``python -m app``."""
    for name, action, text in (
        ("create-user", create_user, "make an account; the password comes from standard input"),
        ("reset-password", reset_password, "set a password; ends all sessions and tokens"),
        ("reset-second-factor", reset_second_factor, "switch off the second factor of who lost it"),
    ):
        parser = commands.add_parser(name, help=text)
        parser.add_argument("username")
        parser.set_defaults(action=action)
        if action is create_user:
            parser.add_argument("--admin", action="store_true", help="as an administrator")
    invite = commands.add_parser("invite", help="make a link with which one account can be made")
    invite.add_argument(
        "--days", type=int, choices=range(1, 91), default=7, metavar="1-90", help="until it ends"
    )
    invite.set_defaults(action=make_invitation)
    revoke = commands.add_parser("revoke-sessions", help="end all sessions and bearer tokens")
    whose = revoke.add_mutually_exclusive_group(required=True)
    whose.add_argument("username", nargs="?")
    whose.add_argument("--all", action="store_true", help="of everybody")
    revoke.set_defaults(action=revoke_sessions)
    admin = commands.add_parser("admin", help="say who may change the catalogue")
    what = admin.add_subparsers(dest="what", required=True, metavar="WHAT")
    grant = what.add_parser("grant", help="make somebody an administrator")
    grant.add_argument("username")
    grant.set_defaults(action=grant_admin)
    ordinary = what.add_parser("revoke", help="make them an ordinary person again")
    ordinary.add_argument("username")
    ordinary.set_defaults(action=revoke_admin)
    what.add_parser("list", help="name all administrators").set_defaults(action=list_admins)
    vacuum = commands.add_parser(
        "vacuum-tokens",
        help="delete tokens, sessions, rooms and reports of imports that have expired",
    )
    vacuum.set_defaults(action=vacuum_tokens)


def run(settings: Settings, chosen: argparse.Namespace) -> str:
    """Run the chosen command in a transaction; return the line to print.

    Raises
    ------
    CommandError
        The command failed, and changed nothing.
    """
    action: Callable[[Connection, Settings, argparse.Namespace], str] = chosen.action
    with database(settings.database_url, settings.home) as url:
        wait_until_ready(url)
        engine = make_engine(url, application_name="ordained command")
        try:
            if migrations.pending(engine):
                raise CommandError("the database is not migrated; run: make migrate")
            with engine.begin() as connection:
                return action(connection, settings, chosen)
        finally:
            engine.dispose()


def create_user(connection: Connection, settings: Settings, chosen: argparse.Namespace) -> str:
    """Make an account."""
    if not re.fullmatch(USERNAME, chosen.username):
        fail("a username has 3 to 64 letters, digits, dots, dashes and underscores")
    password_hash = Passwords(settings.argon2_memory_kib).hash(new_password(chosen.username))
    person = people.create(connection, chosen.username, password_hash)
    if person is None:
        fail(f"the name {chosen.username} is taken")
    if chosen.admin:
        people.set_admin(connection, person.user_id, True)
        return f"made an account for {chosen.username}, who is an administrator"
    return f"made an account for {chosen.username}"


def make_invitation(connection: Connection, settings: Settings, chosen: argparse.Namespace) -> str:
    """Make an invitation."""
    secret, ends = invitations.create(connection, timedelta(days=chosen.days))
    note = (
        ""
        if settings.registration == "invitation"
        else (f"\nnote: ORDAINED_REGISTRATION is {settings.registration}, so it has no effect")
    )
    link = f"/register?invitation={secret}"
    return f"{link} after this service's address, until {ends:%Y-%m-%d %H:%M %Z}{note}"


def reset_password(connection: Connection, settings: Settings, chosen: argparse.Namespace) -> str:
    """Set a password."""
    person = find(connection, chosen.username)
    password_hash = Passwords(settings.argon2_memory_kib).hash(new_password(person.username))
    people.set_hash(connection, person.user_id, password_hash)
    people.end_sessions(connection, person.user_id)
    return f"set the password of {person.username}; their sessions and tokens have ended"


def reset_second_factor(connection: Connection, _: Settings, chosen: argparse.Namespace) -> str:
    """Switch a second factor off."""
    person = find(connection, chosen.username)
    if not second_factor.remove(connection, person.user_id):
        fail(f"{person.username} has no second factor")
    people.end_sessions(connection, person.user_id)
    return f"{person.username} has no second factor; their sessions and tokens have ended"


def revoke_sessions(connection: Connection, _: Settings, chosen: argparse.Namespace) -> str:
    """End sessions and tokens."""
    if chosen.all:
        return f"ended all sessions and tokens of {people.end_sessions(connection)} people"
    person = find(connection, chosen.username)
    people.end_sessions(connection, person.user_id)
    return f"ended all sessions and tokens of {person.username}"


def grant_admin(connection: Connection, _: Settings, chosen: argparse.Namespace) -> str:
    """Make somebody an administrator."""
    person = find(connection, chosen.username)
    people.set_admin(connection, person.user_id, True)
    return f"{person.username} is an administrator"


def revoke_admin(connection: Connection, _: Settings, chosen: argparse.Namespace) -> str:
    """Make an administrator an ordinary person."""
    person = find(connection, chosen.username)
    people.set_admin(connection, person.user_id, False)
    return f"{person.username} is no administrator"


def list_admins(connection: Connection, _: Settings, __: argparse.Namespace) -> str:
    """Name all administrators."""
    return "\n".join(people.admins(connection)) or "there is no administrator"


def vacuum_tokens(connection: Connection, _: Settings, __: argparse.Namespace) -> str:
    """Delete expired tokens, sessions and rooms, and old reports of imports."""
    count, ended = tokens.vacuum(connection), browser_sessions.vacuum(connection)
    old = imports.vacuum(connection)
    guesses.vacuum(connection)
    invitations.vacuum(connection)
    over = rooms.vacuum(connection)
    return f"deleted {count} tokens, {ended} sessions, {over} rooms and {old} reports of imports"


def find(connection: Connection, username: str) -> Person:
    """Return the person of a username, or stop the command."""
    account = people.by_name(connection, username)
    if account is None:
        fail(f"there is no account called {username}")
    return account[0]


def new_password(username: str) -> str:
    """Prompt for a password twice, or read the first line of standard input."""
    if sys.stdin.isatty():
        password = getpass.getpass("New password: ")
        if getpass.getpass("Again: ") != password:
            fail("the two are not the same")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if len(password) > LONGEST_PASSWORD:
        fail(f"the password has more than {LONGEST_PASSWORD} characters")
    if reason := weakness(password, username):
        fail(f"the password will not do: {reason}")
    return password


def fail(message: str) -> NoReturn:
    """Stop the command with a message."""
    raise CommandError(message)
