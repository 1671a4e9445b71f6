"""Links with which one account each can be made, until they end."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, or_, update

from sql.tables import Invitation


def create(connection: Connection, lifetime: timedelta) -> tuple[str, datetime]:
    """Insert an invitation; return its secret, which is shown this once, and when it ends."""
    secret = secrets.token_urlsafe(24)
    statement = (
        insert(Invitation)
        .values(secret_hash=_hash(secret), expires_at=func.now() + lifetime)
        .returning(Invitation.expires_at)
    )
    return secret, connection.execute(statement).scalar_one()


def use(connection: Connection, secret: str) -> bool:
    """Use up an invitation; False where there is none, it has ended, or it has been used.

    Of two who use it at once one waits for the other, and gets False if that one succeeds.
    """
    statement = (
        update(Invitation)
        .where(
            Invitation.secret_hash == _hash(secret),
            Invitation.used_at.is_(None),
            Invitation.expires_at > func.now(),
        )
        .values(used_at=func.now())
    )
    return connection.execute(statement).rowcount == 1


def vacuum(connection: Connection) -> int:
    """Delete invitations that have ended or been used; return their number."""
    ended = or_(Invitation.expires_at <= func.now(), Invitation.used_at.is_not(None))
    return connection.execute(delete(Invitation).where(ended)).rowcount


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()
