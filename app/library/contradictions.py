"""Marks of a film that contradict each other: the newer mark holds, the older one is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete

from sql.tables import HiddenFilm, WatchlistEntry

# A film that was just seen is no longer one to see, and nobody means to see what does not interest
# them. Who rates a film has seen it, so a first rating counts like a viewing, as on Letterboxd. A
# seen or rated film may be put on the watchlist to be seen again, and may be hidden too.
CONTRADICTED: Final[dict[str, type[WatchlistEntry] | type[HiddenFilm]]] = {
    "history": WatchlistEntry,
    "ratings": WatchlistEntry,
    "hidden": WatchlistEntry,
    "watchlist": HiddenFilm,
}


def settle(connection: Connection, user_id: int, name: str, film_ids: Sequence[int]) -> None:
    """Delete what contradicts that films were just put on a list.

    Parameters
    ----------
    name : str
        The list: a key of `app.library.lists.LISTS`.
    """
    mark = CONTRADICTED.get(name)
    if mark is None:
        return
    connection.execute(delete(mark).where(mark.user_id == user_id, mark.film_id.in_(film_ids)))
