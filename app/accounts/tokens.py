"""Bearer tokens in the database, by the id of their JWT, so that they can be revoked.

`app.data.token_signer` writes and reads their text.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, RowMapping, and_, delete, func, insert, or_, select, update

from app.accounts.people import FIELDS, Person, writable
from sql.tables import ApiToken, User

# The time of last use is written once in this time, to keep writes few.
LAST_USED = timedelta(minutes=1)

COLUMNS = (
    ApiToken.token_id.label("id"),
    ApiToken.name,
    ApiToken.scopes,
    ApiToken.created_at,
    ApiToken.expires_at,
    ApiToken.last_used_at,
)


@dataclass(frozen=True)
class Holder:
    """Who sent a token, and what it lets them do."""

    person: Person
    scopes: frozenset[str]


def create(
    connection: Connection, user_id: int, name: str, scopes: Sequence[str], days: int | None
) -> tuple[RowMapping, str]:
    """Insert a token; return its row and its JWT id.

    Parameters
    ----------
    scopes : sequence of str
        What it lets its holder do; see `app.accounts.access`.
    days : int or None
        When it ends; None is never, unless it is revoked.
    """
    jwt_id = uuid.uuid4().hex
    # JWT counts whole seconds; the row must do so too, or the two would expire at other times.
    now = func.date_trunc("second", func.now())
    statement = (
        insert(ApiToken)
        .values(
            user_id=user_id,
            name=name,
            jwt_id=jwt_id,
            scopes=list(scopes),
            created_at=now,
            expires_at=None if days is None else now + timedelta(days=days),
        )
        .returning(*COLUMNS)
    )
    return connection.execute(statement).mappings().one(), jwt_id


def unrevoked(connection: Connection, user_id: int) -> Sequence[RowMapping]:
    """Return rows of a person's tokens that are not revoked, the newest first."""
    statement = (
        select(*COLUMNS)
        .where(ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
        .order_by(ApiToken.created_at.desc(), ApiToken.token_id.desc())
    )
    return connection.execute(statement).mappings().all()


def holder(connection: Connection, jwt_id: str) -> Holder | None:
    """Return who holds a token that is valid, and store that it was used; else None."""
    statement = (
        select(
            *FIELDS,
            ApiToken.scopes,
            ApiToken.token_id,
            and_(
                func.coalesce(ApiToken.last_used_at < func.now() - LAST_USED, True), writable()
            ).label("stale"),
        )
        .join(ApiToken, ApiToken.user_id == User.user_id)
        .where(
            ApiToken.jwt_id == jwt_id,
            ApiToken.revoked_at.is_(None),
            or_(ApiToken.expires_at.is_(None), ApiToken.expires_at > func.now()),
        )
    )
    row = connection.execute(statement).one_or_none()
    if row is None:
        return None
    if row.stale:
        used = update(ApiToken).where(ApiToken.token_id == row.token_id)
        connection.execute(used.values(last_used_at=func.now()))
    return Holder(Person(*row[:-3]), frozenset(row.scopes))


def revoke(connection: Connection, user_id: int, token_id: int) -> bool:
    """Revoke a token; return False where the person has no such token."""
    statement = (
        update(ApiToken)
        .where(ApiToken.user_id == user_id, ApiToken.token_id == token_id)
        .values(revoked_at=func.coalesce(ApiToken.revoked_at, func.now()))
    )
    return connection.execute(statement).rowcount > 0


def vacuum(connection: Connection) -> int:
    """Delete everybody's revoked and expired tokens; return their number."""
    statement = delete(ApiToken).where(
        or_(ApiToken.revoked_at.is_not(None), ApiToken.expires_at <= func.now())
    )
    return connection.execute(statement).rowcount
