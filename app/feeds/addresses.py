"""Addresses of feeds in the database: one a person, whose secret is never stored."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import Connection, RowMapping, and_, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from app.accounts.people import FIELDS, Person, writable
from sql.tables import Feed, User

SECRET_BYTES = 24
# The time of the last reading is written once in this time, to keep writes few.
LAST_READ = timedelta(minutes=10)


def make(connection: Connection, user_id: int) -> tuple[str, datetime]:
    """Give a person a new address, in place of any they have; return its secret and its time."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    values = {"secret_hash": _hash(secret), "created_at": func.now(), "last_read_at": None}
    statement = (
        insert(Feed)
        .values(user_id=user_id, **values)
        .on_conflict_do_update(index_elements=[Feed.user_id], set_=values)
        .returning(Feed.created_at)
    )
    return secret, connection.execute(statement).scalar_one()


def of(connection: Connection, user_id: int) -> RowMapping | None:
    """Return when a person's address was made and last read; None where there is none."""
    statement = select(Feed.created_at, Feed.last_read_at).where(Feed.user_id == user_id)
    return connection.execute(statement).mappings().one_or_none()


def revoke(connection: Connection, user_id: int) -> None:
    """Delete a person's address, if there is one."""
    connection.execute(delete(Feed).where(Feed.user_id == user_id))


def reader(connection: Connection, secret: str) -> Person | None:
    """Return whose address has this secret, and store that it was read; None where nobody's has."""
    key = _hash(secret)
    stale = or_(Feed.last_read_at.is_(None), Feed.last_read_at < func.now() - LAST_READ)
    row = connection.execute(
        select(*FIELDS, and_(stale, writable()).label("stale"))
        .join(Feed, Feed.user_id == User.user_id)
        .where(Feed.secret_hash == key)
    ).one_or_none()
    if row is None:
        return None
    if row.stale:
        connection.execute(
            update(Feed).where(Feed.secret_hash == key).values(last_read_at=func.now())
        )
    return Person(*row[:-1])


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode(errors="replace")).digest()
