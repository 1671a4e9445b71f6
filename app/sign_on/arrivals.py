"""Whose account somebody has whom a provider recognised, and what they may do in it.

An account is found by the identity alone. By a name nobody is ever taken for somebody else: whoever
comes with a name that is taken gets another. By an e-mail address only where the operator says so,
and then only an address that both providers have verified.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sqlalchemy import Connection

from app.accounts import people
from app.accounts.people import Person
from app.accounts.schemas import USERNAME
from app.data.provider_answers import Arrival, text_claim
from app.provider_file import Provider
from app.sign_on import identities
from app.web.problems import Problem

SOMEBODY = "person"
LONGEST_NAME = 64
# Names that are tried where a name is taken: ann, ann-2, ann-3 and so on.
MOST_NAMES = 1000


def recognise(connection: Connection, provider: Provider, arrival: Arrival) -> tuple[Person, int]:
    """Return the person of an identity and the identity's id; make an account if the rules allow.

    Raises
    ------
    Problem
        ``sign-up-refused``. ``busy``: another request is making the same account.
    """
    if found := identities.holder(connection, provider.issuer, arrival.subject):
        return found
    email = arrival.verified_email
    person = None
    if provider.link_by_email and email is not None:
        person = identities.with_email(connection, email, provider.issuer)
    if person is None:
        if not _may_sign_up(provider, arrival):
            raise Problem("sign-up-refused")
        person = _make(connection, text_claim(arrival.claims, provider.username_claim) or "")
    linked = identities.link(connection, person.user_id, provider.issuer, arrival.subject, email)
    if linked is None:
        raise Problem("busy")
    return person, linked


def keep_role(
    connection: Connection, provider: Provider, arrival: Arrival, person: Person
) -> Person:
    """Make the person an administrator, or an ordinary person, as their groups say."""
    if not provider.admin_groups:
        return person
    is_admin = bool(arrival.groups(provider.groups_claim).intersection(provider.admin_groups))
    if is_admin != person.is_admin:
        people.set_admin(connection, person.user_id, is_admin)
    return replace(person, is_admin=is_admin)


def _may_sign_up(provider: Provider, arrival: Arrival) -> bool:
    if provider.sign_up == "groups":
        groups = arrival.groups(provider.groups_claim)
        return bool(groups.intersection(provider.sign_up_groups))
    return provider.sign_up == "open"


def _make(connection: Connection, wanted: str) -> Person:
    """Make an account without a password, under the wanted name or one like it."""
    name = own_name(wanted)
    for number in range(1, MOST_NAMES):
        ending = f"-{number}" if number > 1 else ""
        person = people.create(connection, name[: LONGEST_NAME - len(ending)] + ending, None)
        if person is not None:
            return person
    raise Problem("username-taken")


def own_name(wanted: str) -> str:
    """Return a username of the letters that are allowed here; of an address, its first part."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", wanted.partition("@")[0]).strip("._-")
    name = plain[:LONGEST_NAME]
    return name if re.fullmatch(USERNAME, name) else SOMEBODY
