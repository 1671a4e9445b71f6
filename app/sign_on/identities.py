"""Identities at providers and the accounts that they are linked with, in the database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from app.accounts.people import FIELDS, Person
from sql.tables import LinkedIdentity, User


def holder(connection: Connection, issuer: str, subject: str) -> tuple[Person, int] | None:
    """Return the person of an identity and the identity's id; None where it is linked with none."""
    statement = (
        select(*FIELDS, LinkedIdentity.identity_id)
        .join(LinkedIdentity, LinkedIdentity.user_id == User.user_id)
        .where(LinkedIdentity.issuer == issuer, LinkedIdentity.subject == subject)
    )
    row = connection.execute(statement).one_or_none()
    return (Person(*row[:-1]), row[-1]) if row else None


def with_email(connection: Connection, email: str, other_than: str) -> Person | None:
    """Return the one person whom other issuers know by a verified address.

    None where there is nobody, or several.

    Parameters
    ----------
    other_than : str
        The issuer whose own identities say nothing: it knows two people by one address.
    """
    statement = (
        select(*FIELDS)
        .join(LinkedIdentity, LinkedIdentity.user_id == User.user_id)
        .where(
            func.lower(LinkedIdentity.email) == email.lower(), LinkedIdentity.issuer != other_than
        )
        .distinct()
    )
    rows = connection.execute(statement).all()
    return Person(*rows[0]) if len(rows) == 1 else None


def link(
    connection: Connection, user_id: int, issuer: str, subject: str, email: str | None
) -> int | None:
    """Insert an identity and return its id; None where it is linked already, with whomever."""
    statement = (
        insert(LinkedIdentity)
        .values(user_id=user_id, issuer=issuer, subject=subject, email=email)
        .on_conflict_do_nothing(index_elements=[LinkedIdentity.issuer, LinkedIdentity.subject])
        .returning(LinkedIdentity.identity_id)
    )
    return connection.scalar(statement)


def note_use(connection: Connection, identity_id: int, email: str | None) -> None:
    """Store that an identity was used now, and what address the provider has verified by now."""
    statement = update(LinkedIdentity).where(LinkedIdentity.identity_id == identity_id)
    connection.execute(statement.values(last_used_at=func.now(), email=email))


def of(connection: Connection, user_id: int) -> Sequence[Row[tuple[LinkedIdentity]]]:
    """Return rows of a person's identities, the oldest first."""
    statement = (
        select(*LinkedIdentity.__table__.columns)
        .where(LinkedIdentity.user_id == user_id)
        .order_by(LinkedIdentity.identity_id)
    )
    return connection.execute(statement).all()


def unlink(connection: Connection, user_id: int, identity_id: int) -> bool:
    """Delete an identity; return False where the person has no such identity."""
    statement = delete(LinkedIdentity).where(
        LinkedIdentity.user_id == user_id, LinkedIdentity.identity_id == identity_id
    )
    return connection.execute(statement).rowcount > 0
