"""Undoes imports: films that nothing has touched since get back the marks they had before.

An import keeps all marks of each film that it changes, as they were before it and after it. What
is still as the import left it can be put back exactly; what is not was changed since, and stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, delete, select, text, update

from sql import bound, query
from sql.tables import Import, ImportFilm, Preferences

# Of marks; as `film_marks.sql` has them.
TABLES = ("ratings", "viewings", "watchlist", "hidden")
DELETE = "delete from {table} where user_id = :user_id and film_id = any(:film_ids)"
# Viewings get their ids back, or what a later import found would no longer be there.
RESTORE = """
insert into {table} overriding system value
select restored.*
from import_films
cross join lateral jsonb_populate_recordset(null::{table}, before -> '{table}') as restored
where import_films.import_id = :import_id and import_films.film_id = any(:film_ids)
"""
RESTORE_PREFERENCES = """
insert into preferences
select restored.*
from imports
cross join lateral
    jsonb_populate_record(null::preferences, imports.preferences -> 'before') as restored
where imports.import_id = :import_id
"""


@contextmanager
def recorded(
    connection: Connection, user_id: int, import_id: int, film_ids: Sequence[int]
) -> Iterator[None]:
    """Keep what the block changes of some films' marks and of the preferences."""
    binds = {"user_id": user_id, "import_id": import_id, "film_ids": list(film_ids)}
    connection.execute(query("import_before"), binds)
    preferences = _preferences(connection, user_id)
    yield
    connection.execute(query("import_after"), binds)
    changed = _preferences(connection, user_id)
    if changed != preferences:
        connection.execute(
            update(Import)
            .where(Import.import_id == import_id)
            .values(preferences={"before": preferences, "after": changed})
        )


def touched(connection: Connection, user_id: int, import_id: int) -> dict[int, bool]:
    """Return whether each film of an import has been changed since, by film id."""
    ids = list(
        connection.scalars(select(ImportFilm.film_id).where(ImportFilm.import_id == import_id))
    )
    binds = {"user_id": user_id, "import_id": import_id, "film_ids": ids}
    rows = connection.execute(query("import_touched"), binds)
    return {row.film_id: row.touched for row in rows}


def preferences_kept(
    connection: Connection, user_id: int, preferences: dict[str, Any] | None
) -> bool:
    """Return whether preferences that an import set have been changed since.

    Parameters
    ----------
    preferences : dict or None
        `Import.preferences`.
    """
    return preferences is not None and preferences["after"] != _preferences(connection, user_id)


def undo(
    connection: Connection, user_id: int, import_id: int, preferences: dict[str, Any] | None
) -> tuple[int, list[int], bool]:
    """Undo an import; the caller has locked the person, and commits.

    Returns
    -------
    restored : int
        Number of films that are as they were before.
    kept : list of int
        Ids of films that have been changed since, and stay as they are.
    preferences_kept : bool
        Whether the preferences have been changed since, and stay as they are.
    """
    by_film = touched(connection, user_id, import_id)
    kept = [film_id for film_id, is_touched in by_film.items() if is_touched]
    restored = [film_id for film_id, is_touched in by_film.items() if not is_touched]
    binds = {"user_id": user_id, "import_id": import_id}
    for table in TABLES:
        for statement in (DELETE, RESTORE):
            clause = bound(text(statement.format(table=table)))
            connection.execute(clause, {**binds, "film_ids": restored})
    connection.execute(query("import_skip"), {**binds, "film_ids": kept})
    connection.execute(delete(ImportFilm).where(ImportFilm.import_id == import_id))
    keeps_preferences = preferences_kept(connection, user_id, preferences)
    if preferences is not None and not keeps_preferences:
        connection.execute(delete(Preferences).where(Preferences.user_id == user_id))
        if preferences["before"] is not None:
            connection.execute(bound(text(RESTORE_PREFERENCES)), {"import_id": import_id})
    return len(restored), kept, keeps_preferences


def _preferences(connection: Connection, user_id: int) -> Any:
    statement = text("select to_jsonb(preferences) from preferences where user_id = :user_id")
    return connection.scalar(statement, {"user_id": user_id})
