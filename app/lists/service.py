"""Shared lists for who asks: each function answers one route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from sqlalchemy import Connection, Row

from app.accounts.people import Person
from app.data.services import Services
from app.films.json import movie
from app.library.service import film_id_of
from app.lists import keeping
from app.lists.schemas import MOST_EDITORS, MOST_ENTRIES, MOST_LISTS, EntryIn, ListIn
from app.web.base_path import under
from app.web.problems import Problem
from embeddings.answers.cards import card

Link = Literal["read", "edit"]

NO_LIST: Final = "You neither own nor edit such a list."
NO_LINK: Final = "This link holds no longer, or never did."


def page(services: Services, person: Person) -> dict[str, Any]:
    """List a person's lists; see `app.lists.schemas.ListsPage`."""
    rows = services.database.connection().execute(keeping.lists_of(person.user_id)).all()
    return {"items": [_summary(row) for row in rows], "next_cursor": None}


def make(services: Services, person: Person, body: ListIn) -> dict[str, Any]:
    """Make a list; see `app.lists.schemas.FilmList`.

    Raises
    ------
    Problem
        ``too-many-lists``.
    """
    connection = services.database.connection()
    # The person is locked, so that two requests at once do not pass the bound together.
    if keeping.owned(connection, person.user_id) >= MOST_LISTS:
        raise Problem("too-many-lists")
    list_id = keeping.make(connection, person.user_id, body.name, body.about)
    return show(services, person, list_id)


def show(services: Services, person: Person, list_id: int) -> dict[str, Any]:
    """Return a list; see `app.lists.schemas.FilmList`.

    Raises
    ------
    Problem
        ``not-found``: the person neither owns nor edits it.
    """
    connection = services.database.connection()
    row = keeping.load(connection, list_id, person.user_id)
    if row is None:
        raise Problem("not-found", NO_LIST)
    is_owner = row.role == "owner"
    return {
        **_summary(row),
        "version": row.version,
        "entries": _entries(services, connection, list_id),
        "editors": [
            {
                "id": editor.user_id,
                "username": editor.username,
                "is_me": editor.user_id == person.user_id,
            }
            for editor in keeping.editors(connection, list_id)
        ],
        "read_link": _link(services, row, "read") if is_owner else None,
        "edit_link": _link(services, row, "edit") if is_owner else None,
    }


def shared(services: Services, token: str) -> dict[str, Any]:
    """Return a list to whoever has its link; see `app.lists.schemas.SharedList`."""
    connection = services.database.connection()
    row = _linked(services, connection, "read", token, lock=False)
    return {
        "name": row.name,
        "about": row.about,
        "updated_at": row.updated_at,
        "entries": _entries(services, connection, row.list_id),
    }


def change(services: Services, person: Person, list_id: int, body: ListIn) -> dict[str, Any]:
    """Replace name and description."""
    connection = services.database.connection()
    _locked(connection, person, list_id)
    keeping.change(connection, list_id, name=body.name, about=body.about)
    return show(services, person, list_id)


def delete(services: Services, person: Person, list_id: int) -> None:
    """Delete a list, as its owner."""
    connection = services.database.connection()
    _locked(connection, person, list_id, owner=True)
    keeping.remove(connection, list_id)


def put(
    services: Services, person: Person, list_id: int, movie_id: int, body: EntryIn
) -> dict[str, Any]:
    """Put a film into a list, move it, or change its note.

    Raises
    ------
    Problem
        ``not-found`` or ``list-full``.
    """
    connection = services.database.connection()
    _locked(connection, person, list_id)
    film_id = film_id_of(services, movie_id)
    keeping.put(connection, list_id, film_id, body.note, body.position)
    if keeping.size(connection, list_id) > MOST_ENTRIES:
        raise Problem("list-full")
    keeping.change(connection, list_id)
    return show(services, person, list_id)


def may_write(services: Services, person: Person, list_id: int) -> None:
    """Do nothing where a person owns or edits a list.

    Raises
    ------
    Problem
        ``not-found``
    """
    if keeping.load(services.database.connection(), list_id, person.user_id) is None:
        raise Problem("not-found", NO_LIST)


def append(
    services: Services, person: Person, list_id: int, notes: Mapping[int, str]
) -> Sequence[int]:
    """Put films at the end of a list; those that are on it already stay as they are.

    Parameters
    ----------
    notes : mapping of int to str
        film_id → what is said of the film.

    Returns
    -------
    sequence of int
        film_ids of those that were not on it.

    Raises
    ------
    Problem
        ``not-found`` or ``list-full``; nothing is written then.
    """
    connection = services.database.connection()
    _locked(connection, person, list_id)
    there = keeping.films(connection, list_id)
    new = [film_id for film_id in notes if film_id not in there]
    if len(there) + len(new) > MOST_ENTRIES:
        raise Problem("list-full", "With these films the list would have more than 1,000.")
    for film_id in new:
        keeping.put(connection, list_id, film_id, notes[film_id], None)
    if new:
        keeping.change(connection, list_id)
    return new


def take(services: Services, person: Person, list_id: int, movie_id: int) -> None:
    """Take a film out of a list."""
    connection = services.database.connection()
    _locked(connection, person, list_id)
    if keeping.take(connection, list_id, film_id_of(services, movie_id)):
        keeping.change(connection, list_id)


def set_link(
    services: Services, person: Person, list_id: int, link: Link, *, is_on: bool
) -> dict[str, Any]:
    """Make a new link, which ends the one before, or revoke it; as the list's owner."""
    connection = services.database.connection()
    row = _locked(connection, person, list_id, owner=True)
    issue = getattr(row, f"{link}_link") + 1
    keeping.change(connection, list_id, **{f"{link}_link": issue, f"has_{link}_link": is_on})
    return show(services, person, list_id)


def become_editor(services: Services, person: Person, token: str) -> dict[str, Any]:
    """Make a person an editor of the list of a link.

    Raises
    ------
    Problem
        ``not-found``: the link does not hold. ``too-many-editors``.
    """
    connection = services.database.connection()
    row = _linked(services, connection, "edit", token, lock=True)
    editors = keeping.editors(connection, row.list_id)
    if row.user_id != person.user_id and not keeping.is_editor(person, editors):
        if len(editors) >= MOST_EDITORS:
            raise Problem("too-many-editors")
        keeping.add_editor(connection, row.list_id, person.user_id)
    return show(services, person, row.list_id)


def remove_editor(services: Services, person: Person, list_id: int, editor_id: int) -> None:
    """Remove an editor, as the list's owner, or as that editor.

    Raises
    ------
    Problem
        ``not-found`` or ``owners-only``.
    """
    connection = services.database.connection()
    _locked(connection, person, list_id, owner=editor_id != person.user_id)
    if not keeping.remove_editor(connection, list_id, editor_id):
        raise Problem("not-found", "The list has no such editor.")


def _locked(
    connection: Connection, person: Person, list_id: int, *, owner: bool = False
) -> Row[Any]:
    """Lock and return a list that a person owns or edits."""
    row = keeping.find(connection, list_id, lock=True)
    if row is not None and row.user_id == person.user_id:
        return row
    if row is None or not keeping.is_editor(person, keeping.editors(connection, list_id)):
        raise Problem("not-found", NO_LIST)
    if owner:
        raise Problem("owners-only")
    return row


def _linked(
    services: Services, connection: Connection, link: Link, token: str, *, lock: bool
) -> Row[Any]:
    """Return the list of a link that holds."""
    read = services.links.read(f"{link} list", token)
    if read is None:
        raise Problem("not-found", NO_LINK)
    row = keeping.find(connection, read[0], lock=lock)
    if row is None or not getattr(row, f"has_{link}_link"):
        raise Problem("not-found", NO_LINK)
    if getattr(row, f"{link}_link") != read[1]:
        raise Problem("not-found", NO_LINK)
    return row


def _link(services: Services, row: Row[Any], link: Link) -> str | None:
    if not getattr(row, f"has_{link}_link"):
        return None
    token = services.links.write(f"{link} list", row.list_id, getattr(row, f"{link}_link"))
    return under(f"/lists/shared#{link}={token}")


def _summary(row: Row[Any]) -> dict[str, Any]:
    names = ("name", "about", "role", "owner", "films", "updated_at")
    return {
        "id": row.list_id,
        **{name: getattr(row, name) for name in names},
        "is_shared": row.has_read_link,
    }


def _entries(services: Services, connection: Connection, list_id: int) -> Sequence[dict[str, Any]]:
    rows = keeping.entries(connection, list_id, services.releases.live().release_id)
    shown = services.posters.shown
    return [
        {
            "movie": movie(card(row), posters_shown=shown),
            **{name: row[name] for name in ("position", "note", "added_at")},
        }
        for row in rows
    ]
