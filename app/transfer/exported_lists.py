"""Shared lists in an export: those that a person owns, and those that they edit."""

from __future__ import annotations

from typing import Any

from app.data.services import Services
from app.lists import keeping
from app.transfer import export
from sql.tables import ListEntry


def shared_lists(services: Services, user_id: int) -> list[dict[str, Any]]:
    """Return a person's shared lists; see `app.transfer.schemas.ExportedList`."""
    lists = services.database.fetch("lists", keeping.lists_of(user_id))
    release_id = services.releases.live().release_id
    columns = [ListEntry.list_id, ListEntry.position, ListEntry.note, ListEntry.added_at]
    films = (
        export.films_of(ListEntry, columns, release_id)
        .where(ListEntry.list_id.in_([row["list_id"] for row in lists]))
        .order_by(ListEntry.list_id, ListEntry.position)
    )
    entries = services.database.fetch("exported_lists", films)
    names = ("name", "about", "role", "created_at", "updated_at")
    return [
        {
            **{name: row[name] for name in names},
            "entries": [
                {
                    "movie": export.exported_movie(entry),
                    **{name: entry[name] for name in ("position", "note", "added_at")},
                }
                for entry in entries
                if entry["list_id"] == row["list_id"]
            ],
        }
        for row in lists
    ]
