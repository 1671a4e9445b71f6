"""Sessions in the database, so that signing out ends one, whoever has a copy of its cookie.

The cookie holds a secret, the database its hash. It is looked up with every request that
carries the cookie.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from app.accounts.people import FIELDS, Person, writable
from sql.tables import BrowserSession, User

LIFETIME = timedelta(days=30)
# How exactly the end of a session is known: one write in this time at most.
RENEWED_AFTER = timedelta(days=1)


def begin(connection: Connection, user_id: int) -> str:
    """Enter a session and return its secret; the person's expired ones go."""
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
    """Return whose session it is, if it goes on, and note that it is used."""
    statement = (
        select(
            *FIELDS,
            and_(
                BrowserSession.expires_at < func.now() + LIFETIME - RENEWED_AFTER, writable()
            ).label("stale"),
        )
        .join(BrowserSession, BrowserSession.user_id == User.user_id)
        .where(BrowserSession.secret_hash == _hash(secret), BrowserSession.expires_at > func.now())
    )
    row = connection.execute(statement).one_or_none()
    if row is None:
        return None
    if row.stale:
        connection.execute(
            update(BrowserSession)
            .where(BrowserSession.secret_hash == _hash(secret))
            .values(expires_at=func.now() + LIFETIME)
        )
    return Person(*row[:-1])


def end(connection: Connection, secret: str) -> None:
    """End a session, if it is one."""
    connection.execute(delete(BrowserSession).where(BrowserSession.secret_hash == _hash(secret)))


def vacuum(connection: Connection) -> int:
    """Delete everybody's expired sessions; return how many."""
    statement = delete(BrowserSession).where(BrowserSession.expires_at <= func.now())
    return connection.execute(statement).rowcount


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()
