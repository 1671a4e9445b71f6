"""Shared lists in the database.

Who changes a list locks its row first, so that edits of several people happen one after another
and none is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, and_, case, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from app.accounts.people import Person
from sql.tables import ListEditor, ListEntry, SharedList, User, cards

CLOCK: Final = func.clock_timestamp()


def lists_of(user_id: int) -> Select[Any]:
    """Return the statement of the lists that a person owns or edits, the last changed first."""
    films = select(func.count()).where(ListEntry.list_id == SharedList.list_id).scalar_subquery()
    edits = and_(ListEditor.list_id == SharedList.list_id, ListEditor.user_id == user_id)
    role = case((SharedList.user_id == user_id, "owner"), else_="editor").label("role")
    return (
        select(
            *SharedList.__table__.columns,
            User.username.label("owner"),
            films.label("films"),
            role,
        )
        .join(User, User.user_id == SharedList.user_id)
        .outerjoin(ListEditor, edits)
        .where((SharedList.user_id == user_id) | ListEditor.user_id.is_not(None))
        .order_by(SharedList.updated_at.desc(), SharedList.list_id.desc())
    )


def load(connection: Connection, list_id: int, user_id: int) -> Row[Any] | None:
    """Return a list that a person owns or edits, with ``owner``, ``films`` and ``role``."""
    statement = lists_of(user_id).where(SharedList.list_id == list_id)
    return connection.execute(statement).one_or_none()


def find(connection: Connection, list_id: int, *, lock: bool) -> Row[Any] | None:
    """Return a list, whosever it is; locked, if it is about to change."""
    statement = select(*SharedList.__table__.columns).where(SharedList.list_id == list_id)
    return connection.execute(statement.with_for_update() if lock else statement).one_or_none()


def owned(connection: Connection, user_id: int) -> int:
    """Return how many lists a person owns."""
    statement = select(func.count()).where(SharedList.user_id == user_id)
    return connection.scalar(statement) or 0


def make(connection: Connection, user_id: int, name: str, about: str) -> int:
    """Insert a list; return its id."""
    values = {"user_id": user_id, "name": name, "about": about}
    statement = insert(SharedList).values(values).returning(SharedList.list_id)
    list_id: int = connection.execute(statement).scalar_one()
    return list_id


def change(connection: Connection, list_id: int, **values: Any) -> None:
    """Set columns of a list, and count the change."""
    changed = {"version": SharedList.version + 1, "updated_at": CLOCK, **values}
    connection.execute(update(SharedList).where(SharedList.list_id == list_id).values(changed))


def remove(connection: Connection, list_id: int) -> None:
    """Delete a list with all that is in it."""
    connection.execute(delete(SharedList).where(SharedList.list_id == list_id))


def entries(connection: Connection, list_id: int, release_id: int) -> Sequence[Any]:
    """Return the films of a list that the release has, in their order, as rows of cards."""
    statement = (
        select(cards, ListEntry.position, ListEntry.note, ListEntry.added_at)
        .join(cards, cards.c.film_id == ListEntry.film_id)
        .where(ListEntry.list_id == list_id, cards.c.release_id == release_id)
        .order_by(ListEntry.position)
    )
    return connection.execute(statement).mappings().all()


def size(connection: Connection, list_id: int) -> int:
    """Return how many films a list has."""
    return connection.scalar(select(func.count()).where(ListEntry.list_id == list_id)) or 0


def films(connection: Connection, list_id: int) -> frozenset[int]:
    """Return the film_ids of a list, also of films that the release lacks."""
    statement = select(ListEntry.film_id).where(ListEntry.list_id == list_id)
    return frozenset(connection.scalars(statement))


def put(
    connection: Connection, list_id: int, film_id: int, note: str | None, position: int | None
) -> None:
    """Put a film into a locked list, move it, or change its note; what is None stays."""
    last = size(connection, list_id)
    added = upsert(ListEntry).values(
        list_id=list_id, film_id=film_id, position=last + 1, note=note or ""
    )
    if note is None:
        added = added.on_conflict_do_nothing()
    else:
        key = [ListEntry.list_id, ListEntry.film_id]
        added = added.on_conflict_do_update(index_elements=key, set_={"note": note})
    connection.execute(added)
    if position is not None:
        _move(connection, list_id, film_id, min(position, size(connection, list_id)))


def take(connection: Connection, list_id: int, film_id: int) -> bool:
    """Take a film out of a locked list and close the gap; return whether it was there."""
    own = (ListEntry.list_id == list_id, ListEntry.film_id == film_id)
    position = connection.scalar(delete(ListEntry).where(*own).returning(ListEntry.position))
    if position is None:
        return False
    _shift(connection, list_id, ListEntry.position > position, -1)
    return True


def _move(connection: Connection, list_id: int, film_id: int, position: int) -> None:
    own = (ListEntry.list_id == list_id, ListEntry.film_id == film_id)
    before = connection.execute(select(ListEntry.position).where(*own)).scalar_one()
    if position > before:
        _shift(connection, list_id, ListEntry.position.between(before + 1, position), -1)
    elif position < before:
        _shift(connection, list_id, ListEntry.position.between(position, before - 1), 1)
    connection.execute(update(ListEntry).where(*own).values(position=position))


def _shift(connection: Connection, list_id: int, those: Any, by: int) -> None:
    statement = update(ListEntry).where(ListEntry.list_id == list_id, those)
    connection.execute(statement.values(position=ListEntry.position + by))


def editors(connection: Connection, list_id: int) -> Sequence[Row[int, str]]:
    """Return the editors of a list, in the order in which they came."""
    statement = (
        select(User.user_id, User.username)
        .join(ListEditor, ListEditor.user_id == User.user_id)
        .where(ListEditor.list_id == list_id)
        .order_by(ListEditor.since, User.user_id)
    )
    return connection.execute(statement).all()


def add_editor(connection: Connection, list_id: int, user_id: int) -> None:
    """Make a person an editor of a locked list, if they are none yet."""
    values = {"list_id": list_id, "user_id": user_id}
    connection.execute(upsert(ListEditor).values(values).on_conflict_do_nothing())


def remove_editor(connection: Connection, list_id: int, user_id: int) -> bool:
    """Remove an editor; return whether the person was one."""
    own = (ListEditor.list_id == list_id, ListEditor.user_id == user_id)
    return connection.execute(delete(ListEditor).where(*own)).rowcount > 0


def is_editor(person: Person, rows: Sequence[Row[int, str]]) -> bool:
    """Return whether a person is among the editors."""
    return any(row.user_id == person.user_id for row in rows)
