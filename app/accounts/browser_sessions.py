"""Sessions in the database: signing out ends a session, whoever has a copy of its cookie.

The cookie holds a secret and the database the secret's hash, which every request with the
cookie looks up.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from app.accounts.people import FIELDS, Person, writable
from sql.tables import BrowserSession, LinkedIdentity, User

LIFETIME = timedelta(days=30)
# However much a session is used, it ends then, and its person signs in again.
LONGEST_LIFETIME = timedelta(days=180)
# A session in use is renewed once in this time, to keep writes few.
RENEWED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Origin:
    """The provider's sign-in with which a session began.

    Attributes
    ----------
    identity_id : int
        The identity that the provider recognised.
    provider_session : str or None
        The provider's name of its own session.
    id_token : str
        The provider's word of who it is, which it wants back to sign the person out.
    """

    identity_id: int
    provider_session: str | None
    id_token: str


def begin(connection: Connection, user_id: int, origin: Origin | None = None) -> str:
    """Insert a session and return its secret; delete the person's expired sessions."""
    connection.execute(
        delete(BrowserSession).where(
            BrowserSession.user_id == user_id, BrowserSession.expires_at <= func.now()
        )
    )
    secret = secrets.token_urlsafe(24)
    connection.execute(
        insert(BrowserSession).values(
            secret_hash=_hash(secret),
            user_id=user_id,
            expires_at=func.now() + LIFETIME,
            identity_id=origin.identity_id if origin else None,
            provider_session=origin.provider_session if origin else None,
            id_token=origin.id_token if origin else None,
        )
    )
    return secret


def issuer_of(connection: Connection, secret: str) -> tuple[str, str | None] | None:
    """Return the issuer that a session began with, and its ID token; None where none did."""
    statement = (
        select(LinkedIdentity.issuer, BrowserSession.id_token)
        .join(BrowserSession, BrowserSession.identity_id == LinkedIdentity.identity_id)
        .where(BrowserSession.secret_hash == _hash(secret))
    )
    row = connection.execute(statement).one_or_none()
    return (row[0], row[1]) if row else None


def is_recent(connection: Connection, secret: str, age: timedelta) -> bool:
    """Return whether a session began within the last ``age``."""
    statement = select(BrowserSession.created_at > func.now() - age).where(
        BrowserSession.secret_hash == _hash(secret)
    )
    return bool(connection.scalar(statement))


def end_of_issuer(
    connection: Connection, issuer: str, subject: str | None, provider_session: str | None
) -> int:
    """Delete the sessions that began with an issuer's subject, or with its session.

    Returns
    -------
    int
        The number of sessions.
    """
    identities = select(LinkedIdentity.identity_id).where(LinkedIdentity.issuer == issuer)
    if subject is not None:
        identities = identities.where(LinkedIdentity.subject == subject)
    statement = delete(BrowserSession).where(BrowserSession.identity_id.in_(identities))
    if provider_session is not None:
        statement = statement.where(BrowserSession.provider_session == provider_session)
    return connection.execute(statement).rowcount


def _end(lifetime: timedelta) -> ColumnElement[datetime]:
    """Return when a session ends that goes on for ``lifetime``, as SQL."""
    return func.least(func.now() + lifetime, BrowserSession.created_at + LONGEST_LIFETIME)


# Built once, since every request of somebody signed in asks it.
_HOLDER = (
    select(
        *FIELDS,
        and_(BrowserSession.expires_at < _end(LIFETIME - RENEWED_AFTER), writable()).label("stale"),
    )
    .join(BrowserSession, BrowserSession.user_id == User.user_id)
    .where(
        BrowserSession.secret_hash == bindparam("secret_hash"),
        BrowserSession.expires_at > func.now(),
        BrowserSession.created_at > func.now() - LONGEST_LIFETIME,
    )
)


def holder(connection: Connection, secret: str) -> Person | None:
    """Return the person of a session that has not expired, and renew the session; else None."""
    row = connection.execute(_HOLDER, {"secret_hash": _hash(secret)}).one_or_none()
    if row is None:
        return None
    if row.stale:
        connection.execute(
            update(BrowserSession)
            .where(BrowserSession.secret_hash == _hash(secret))
            .values(expires_at=_end(LIFETIME))
        )
    return Person(*row[:-1])


def end(connection: Connection, secret: str) -> None:
    """Delete a session, if it exists."""
    connection.execute(delete(BrowserSession).where(BrowserSession.secret_hash == _hash(secret)))


def vacuum(connection: Connection) -> int:
    """Delete everybody's expired sessions; return their number."""
    statement = delete(BrowserSession).where(BrowserSession.expires_at <= func.now())
    return connection.execute(statement).rowcount


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()
