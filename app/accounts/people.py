"""Accounts in the database, for routes and commands."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, collate, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from app.data.guesses import normalised_name
from sql.tables import ApiToken, BrowserSession, User


@dataclass(frozen=True)
class Person:
    """A person with an account; Flask-Login calls it a user.

    Attributes
    ----------
    user_id : int
        The person's id.
    username : str
        The name that the person signs in with.
    session_epoch : int
        Sessions and tokens of an earlier epoch have ended.
    is_admin : bool
        Whether the person may change the catalogue; other people's data stay hidden.
    write_count : int
        The number of the person's requests that wrote.
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
        """Return id and epoch, as a session's cookie holds them."""
        return f"{self.user_id}.{self.session_epoch}"


LOCK_TIMEOUT_MS = 10_000
# A setting of ordained's own, which keeps that of PostgreSQL until the statement has its lock.
_USUAL = "ordained.usual_timeout"
_LIMITED = text(
    f"""
    with usual as materialized (
        select set_config('{_USUAL}', current_setting('statement_timeout'), true) as kept
    )
    select
        set_config('lock_timeout', :longest, true), set_config('statement_timeout', :whole, true)
    from usual
    """
)
FIELDS = (User.user_id, User.username, User.session_epoch, User.is_admin, User.write_count)


def lock_for_writing(connection: Connection, user_id: int) -> Person | None:
    """Lock and return the person who is about to write; None where there is no such person.

    The lock holds until the transaction ends, so the person's writes happen one after another:
    vectors are never computed from half of the ratings, and nothing is added to an account that
    is being deleted. The write is also counted: a replica that has the new count has the write.
    Who waits longer than `LOCK_TIMEOUT_MS` gives up, and is told to come back.
    """
    limit_lock_wait(connection)
    statement = (
        update(User)
        .where(User.user_id == user_id)
        .values(write_count=User.write_count + 1)
        .returning(*FIELDS, usual_timeout())
    )
    row = connection.execute(statement).one_or_none()
    return Person(*row[:-1]) if row else None


def limit_lock_wait(connection: Connection) -> None:
    """Let the next statement, which locks a row, give up after `LOCK_TIMEOUT_MS`.

    PostgreSQL's ``lock_timeout`` alone does not do that: it counts for each lock, and the second
    in a queue for a row waits for the first to give up, and then anew for the row. The statement
    returns `usual_timeout`, so that those after it may take as long as ever.
    """
    # A little more, so that who waits for a single lock is told of a lock and not of a statement.
    limits = {"longest": f"{LOCK_TIMEOUT_MS}ms", "whole": f"{LOCK_TIMEOUT_MS * 11 // 10}ms"}
    connection.execute(_LIMITED, limits)


def usual_timeout() -> ColumnElement[str]:
    """Return an SQL expression that gives later statements as much time as before."""
    return func.set_config("statement_timeout", func.current_setting(_USUAL), True)


def writable() -> ColumnElement[bool]:
    """Return an SQL condition: the server accepts writes.

    DATABASE_URL may name a standby, as in a region that only reads; times of last use are not
    updated there.
    """
    return func.current_setting("transaction_read_only") == "off"


def by_name(connection: Connection, username: str) -> tuple[Person, str | None] | None:
    """Return person and password hash of a username, however spelled; None where nobody has it.

    The hash is None where the person has no password.

    The name is normalised here and nowhere in the database: PostgreSQL's idea of lower case
    depends on its locale, and two ideas would make two counts of one account.
    """
    statement = select(*FIELDS, User.password_hash).where(_key() == normalised_name(username))
    row = connection.execute(statement).one_or_none()
    return (Person(*row[:-1]), row[-1]) if row else None


def create(connection: Connection, username: str, password_hash: str | None) -> Person | None:
    """Insert and return a new person; None where somebody has the username.

    Without a password hash the person signs in through a provider.
    """
    statement = (
        insert(User)
        .values(username=username, password_hash=password_hash)
        .on_conflict_do_nothing(index_elements=[_key()])
        .returning(*FIELDS)
    )
    row = connection.execute(statement).one_or_none()
    return Person(*row) if row else None


def _key() -> ColumnElement[str]:
    """Return a username's lower case; it has plain letters only, so that no locale matters."""
    return func.lower(collate(User.username, "C"))


def set_hash(
    connection: Connection, user_id: int, password_hash: str, *, instead_of: str | None = None
) -> None:
    """Replace a person's password hash; sessions do not end.

    Parameters
    ----------
    instead_of : str, optional
        Replace only this hash: where another is stored by now, the password has been changed.
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
        The number of people.
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
    """Grant or revoke the right to change the catalogue, from the person's next request on."""
    statement = update(User).where(User.user_id == user_id).values(is_admin=is_admin)
    connection.execute(statement)


def admins(connection: Connection) -> list[str]:
    """Return the usernames of all administrators, in order."""
    statement = select(User.username).where(User.is_admin).order_by(User.username)
    return list(connection.scalars(statement))


def remove(connection: Connection, user_id: int) -> None:
    """Delete an account and, by the foreign keys' cascades, all that belongs to it."""
    connection.execute(delete(User).where(User.user_id == user_id))
