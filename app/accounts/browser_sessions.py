"""Sessions in the database: signing out ends a session, whoever has a copy of its cookie.

The cookie holds a secret and the database the secret's hash, which every request with the
cookie looks up.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from app.accounts.people import FIELDS, Person, writable
from sql.tables import BrowserSession, User

LIFETIME = timedelta(days=30)
# However much a session is used, it ends then, and its person signs in again.
LONGEST_LIFETIME = timedelta(days=180)
# A session in use is renewed once in this time, to keep writes few.
RENEWED_AFTER = timedelta(days=1)


def begin(connection: Connection, user_id: int) -> str:
    """Insert a session and return its secret; delete the person's expired sessions."""
    connection.execute(
        delete(BrowserSession).where(
            BrowserSession.user_id == user_id, BrowserSession.expires_at <= func.now()
        )
    )
    secret = secrets.token_urlsafe(24)
    connection.execute(
        insert(BrowserSession).values(
            secret_hash=_hash(secret), user_id=user_id, expires_at=func.now() + LIFETIME
        )
    )
    return secret


def holder(connection: Connection, secret: str) -> Person | None:
    """Return the person of a session that has not expired, and renew the session; else None."""
    statement = (
        select(
            *FIELDS,
            and_(BrowserSession.expires_at < _end(LIFETIME - RENEWED_AFTER), writable()).label(
                "stale"
            ),
        )
        .join(BrowserSession, BrowserSession.user_id == User.user_id)
        .where(
            BrowserSession.secret_hash == _hash(secret),
            BrowserSession.expires_at > func.now(),
            BrowserSession.created_at > func.now() - LONGEST_LIFETIME,
        )
    )
    row = connection.execute(statement).one_or_none()
    if row is None:
        return None
    if row.stale:
        connection.execute(
            update(BrowserSession)
            .where(BrowserSession.secret_hash == _hash(secret))
            .values(expires_at=_end(LIFETIME))
        )
    return Person(*row[:-1])


def _end(lifetime: timedelta) -> ColumnElement[datetime]:
    """Return when a session ends that goes on for ``lifetime``, as SQL."""
    return func.least(func.now() + lifetime, BrowserSession.created_at + LONGEST_LIFETIME)


def end(connection: Connection, secret: str) -> None:
    """Delete a session, if it exists."""
    connection.execute(delete(BrowserSession).where(BrowserSession.secret_hash == _hash(secret)))


def vacuum(connection: Connection) -> int:
    """Delete everybody's expired sessions; return their number."""
    statement = delete(BrowserSession).where(BrowserSession.expires_at <= func.now())
    return connection.execute(statement).rowcount


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()
