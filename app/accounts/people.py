"""Accounts in the database; shared by the routes and by the commands."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from sql.tables import ApiToken, BrowserSession, User


@dataclass(frozen=True)
class Person:
    """Somebody who has an account; what Flask-Login calls a user.

    Attributes
    ----------
    session_epoch : int
        Sessions and tokens of an earlier epoch have ended.
    is_admin : bool
        May change the catalogue; sees nothing of other people's for that.
    write_count : int
        How many requests of theirs wrote.
    """

    user_id: int
    username: str
    session_epoch: int
    is_admin: bool
    write_count: int

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def get_id(self) -> str:
        """Return what a session keeps of the person."""
        return f"{self.user_id}.{self.session_epoch}"


FIELDS = (User.user_id, User.username, User.session_epoch, User.is_admin, User.write_count)


def lock_for_writing(connection: Connection, user_id: int) -> Person | None:
    """Return the person of an id who is about to write, or None.

    Their writes then happen one after another, until the transaction ends: what is computed
    from all their ratings must not be computed from half of them, and nothing may be added
    to an account that is being deleted. And they are counted: a replica that has the count
    has what was written under it.
    """
    statement = (
        update(User)
        .where(User.user_id == user_id)
        .values(write_count=User.write_count + 1)
        .returning(*FIELDS)
    )
    row = connection.execute(statement).one_or_none()
    return Person(*row) if row else None


def writable() -> ColumnElement[bool]:
    """Tell, within a statement, whether its server takes writes.

    Where DATABASE_URL itself names a standby, as in a region that only reads, what is merely
    noted on the way is not.
    """
    return func.current_setting("transaction_read_only") == "off"


def by_name(connection: Connection, username: str) -> tuple[Person, str] | None:
    """Return the person of a name, whatever its case, and the hash of their password."""
    statement = select(*FIELDS, User.password_hash).where(
        func.lower(User.username) == func.lower(username)
    )
    row = connection.execute(statement).one_or_none()
    return (Person(*row[:-1]), row[-1]) if row else None


def create(connection: Connection, username: str, password_hash: str) -> Person | None:
    """Return a new person; None where the name is taken."""
    statement = (
        insert(User)
        .values(username=username, password_hash=password_hash)
        .on_conflict_do_nothing(index_elements=[func.lower(User.username)])
        .returning(*FIELDS)
    )
    row = connection.execute(statement).one_or_none()
    return Person(*row) if row else None


def set_hash(
    connection: Connection, user_id: int, password_hash: str, *, instead_of: str | None = None
) -> None:
    """Replace a password's hash; sessions go on.

    Parameters
    ----------
    instead_of : str, optional
        Do nothing where the hash is another by now: the password has been changed.
    """
    statement = update(User).where(User.user_id == user_id).values(password_hash=password_hash)
    if instead_of is not None:
        statement = statement.where(User.password_hash == instead_of)
    connection.execute(statement)


def end_sessions(connection: Connection, user_id: int | None = None) -> int:
    """End all sessions and revoke all tokens of a person, or of everybody.

    Returns
    -------
    int
        How many people that were.
    """
    people = update(User).values(session_epoch=User.session_epoch + 1)
    tokens = update(ApiToken).values(revoked_at=func.now()).where(ApiToken.revoked_at.is_(None))
    sessions = delete(BrowserSession)
    if user_id is not None:
        people = people.where(User.user_id == user_id)
        tokens = tokens.where(ApiToken.user_id == user_id)
        sessions = sessions.where(BrowserSession.user_id == user_id)
    count = connection.execute(people).rowcount
    connection.execute(tokens)
    connection.execute(sessions)
    return count


def set_admin(connection: Connection, user_id: int, is_admin: bool) -> None:
    """Let somebody change the catalogue, or no longer; their very next request knows."""
    statement = update(User).where(User.user_id == user_id).values(is_admin=is_admin)
    connection.execute(statement)


def admins(connection: Connection) -> list[str]:
    """Return the names of all administrators."""
    statement = select(User.username).where(User.is_admin).order_by(User.username)
    return list(connection.scalars(statement))


def remove(connection: Connection, user_id: int) -> None:
    """Delete an account and, by the foreign keys' cascades, all that belongs to it."""
    connection.execute(delete(User).where(User.user_id == user_id))
